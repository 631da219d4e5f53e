// The programs around `schemas/`. `npm run schemas -- COMMAND`:
const USAGE = `  import DIR [TO]        writes the bundle of a folder of CustomResourceDefinitions, into schemas/; DIR holds
                         releases.json and <provider>/<release>/*.yaml
  descriptions TO        writes the descriptions as the bundle has them: TO/descriptions/<group>/<Kind>.json
  configuration [TO]     writes the JSON Schema of .kamaji-metal3.yaml, into schemas/
  missing [GROUP|KIND]   lists the fields that have no description, with what their schemas say
  newest TO              writes every version of every kind as its newest releases have it, into a folder: what the
                         server reads first
  pages TO               writes what the rules' pages say before their examples, as the server has it, into a folder
  snippets TO            writes the snippets as the server and VS Code have them, into a folder
  usage DIR [FILE]       counts in how many manifests of a folder each field stands, into schemas/usage.json`;

import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configurationSchema } from '../core/index.ts';
import { REGISTRY } from '../providers/index.ts';
import { bundledSchemas, writeNewest } from './bundled-schemas.ts';
import { compileDescriptions, writeDescriptions } from './compile-descriptions.ts';
import { writeSnippets } from './compile-snippets.ts';
import { countUsage, writeUsage } from './count-usage.ts';
import { importBundle } from './import-crds.ts';
import { missingDescriptions } from './missing-descriptions.ts';
import { writePages } from './rule-pages.ts';

const [command, ...words] = process.argv.slice(2);

const programs: Readonly<Record<string, (words: readonly string[]) => boolean | Promise<boolean>>> = {
  import: ([from, to = 'schemas']) => {
    if (from === undefined) return false;
    if (!existsSync(join(from, 'releases.json'))) {
      console.error(`${from} has no releases.json, which names the releases in their order.`);
      return false;
    }
    const { providers, kinds } = importBundle(from, to);
    const releases = providers.reduce((sum, provider) => sum + provider.releases.length, 0);
    console.log(`${to}: ${kinds.length} kinds of ${providers.length} providers in ${releases} releases.`);
    return true;
  },
  descriptions: ([to]) => {
    if (to === undefined) return false;
    writeDescriptions('schemas/descriptions', join(to, 'descriptions'), bundledSchemas('schemas'));
    return true;
  },
  configuration: ([to = 'schemas/kamaji-metal3.schema.json']) => {
    const schema = configurationSchema(bundledSchemas('schemas').providers, REGISTRY.rules);
    writeFileSync(to, `${JSON.stringify(schema, undefined, 2)}\n`);
    return true;
  },
  missing: ([wanted]) => {
    const missing = missingDescriptions(bundledSchemas('schemas'), compileDescriptions('schemas/descriptions'));
    const shown = missing.filter(({ group, kind }) => wanted === undefined || wanted === group || wanted === kind);
    for (const [index, { group, kind, path, facts }] of shown.entries()) {
      if (shown[index - 1]?.kind !== kind) console.log(`${group}/${kind}`);
      console.log(`  ${path}  ${facts}`);
    }
    console.log(shown.length === 0 ? 'No field is without a description.' : `${shown.length} without a description.`);
    return true;
  },
  newest: ([to]) => {
    if (to === undefined) return false;
    writeNewest(bundledSchemas('schemas'), to);
    return true;
  },
  pages: ([to]) => {
    if (to === undefined) return false;
    writePages('server/src', to);
    return true;
  },
  snippets: ([to]) => {
    if (to === undefined) return false;
    writeSnippets('snippets', to);
    return true;
  },
  usage: async ([from, to = 'schemas/usage.json']) => {
    if (from === undefined) return false;
    writeUsage(to, await countUsage(from, bundledSchemas('schemas')));
    return true;
  },
};

if (!(await programs[command ?? '']?.(words))) {
  console.error(USAGE);
  process.exitCode = 2;
}
