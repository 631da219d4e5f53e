// npm run verdicts [-- [--provider NAME] [TEXT]]: compares our result for each document of ../shared/verdicts with that
// of the API server: with the schemas only, then with schemas and rules, by release and kind, including webhooks. Lists
// the differences that contain TEXT, or else the most frequent ones.
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { Tally } from './tally.ts';
import { validateAdmission, validateBySchema } from './validate.ts';

const path = '../shared/verdicts/documents.jsonl.gz';
if (!existsSync(path)) {
  console.log('There is no ../shared here, so there is nothing to compare with.');
  process.exit(0);
}

export interface VerdictDocument {
  readonly id: string;
  readonly provider?: string;
  readonly group?: string;
  readonly version?: string;
  readonly kind?: string;
  readonly origin: string;
  readonly family?: string;
  readonly edge?: string;
  readonly path?: string;
  readonly yaml: string;
  readonly results: readonly VerdictResult[];
}

export interface VerdictResult {
  readonly releases?: readonly string[];
  readonly accepted: boolean;
  readonly stage: string;
  readonly webhooks?: boolean;
  readonly mutated?: boolean;
  /** Rejected because another object was missing. */
  readonly lookup?: boolean;
  readonly causes?: readonly { readonly type: string; readonly path?: string; readonly detail?: string }[];
}

const {
  values: { provider: only },
  positionals: [wanted],
} = parseArgs({ options: { provider: { type: 'string' } }, allowPositionals: true });

const bySchema = new Tally('Schemas only', wanted, ({ provider }, { release, result }) => {
  const sort = result.mutated ? 'mutated' : 'plain';
  return [sort, `${provider} ${sort}`, `${provider} ${release} ${sort}`];
});
const admission = new Tally('Schemas and rules together', wanted, ({ provider, kind }, { release }) => [
  `${provider}`,
  `${provider} ${release}`,
  `${provider} ${release} ${kind}`,
]);
for (const line of gunzipSync(readFileSync(path)).toString('utf8').split('\n')) {
  if (line === '') continue;
  const document = JSON.parse(line) as VerdictDocument;
  if (document.provider === undefined || (only !== undefined && document.provider !== only)) continue;
  for (const result of validateBySchema(document)) bySchema.add(document, result);
  for (const result of validateAdmission(document)) admission.add(document, result);
}
bySchema.print();
admission.print();
