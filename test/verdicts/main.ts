// npm run verdicts: what we say of each document of ../shared/verdicts, against what the API server said of it.
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { judgeDocument } from './judge.ts';
import { Tally } from './tally.ts';

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
  readonly causes?: readonly { readonly type: string; readonly path?: string; readonly detail?: string }[];
}

const tally = new Tally(process.argv[2]);
for (const line of gunzipSync(readFileSync(path)).toString('utf8').split('\n')) {
  if (line === '') continue;
  const document = JSON.parse(line) as VerdictDocument;
  for (const judgement of judgeDocument(document)) tally.add(document, judgement);
}
tally.print();
