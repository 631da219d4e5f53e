// Programs that maintain `schemas/` and the other generated files. `npm run schemas -- COMMAND`:
const USAGE = `  configuration [TO]     Writes the JSON Schema of .kamaji-metal3.yaml to schemas/.
  descriptions TO        Writes the descriptions in the form of the build: TO/descriptions/<group>/<Kind>.json.
  facts                  Lists the tables of facts and migrations that were not checked against the newest release.
  import DIR [TO]        Writes the bundle of all releases to schemas/. DIR contains releases.json and
                         <provider>/<release>/*.yaml.
  missing [GROUP|KIND]   Lists the fields without a description, with their constraints.
  newest TO              Writes each version of each kind as of its newest release, which the server reads first.
  pages TO               Writes the pages of the rules without their examples, as the server reads them.
  release PROVIDER VERSION DIR [DATE]
                         Merges the CustomResourceDefinitions (*.yaml) of one release into schemas/. DATE is the day of
                         the release, today by default.
  snippets TO            Writes the snippets as the server and VS Code read them.
  usage DIR [FILE]       Counts in how many manifests of a folder each field is set, into schemas/usage.json.`;

import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BundleIndex, configurationSchema, keyOf } from '../core/index.ts';
import { REGISTRY } from '../providers/index.ts';
import { addRelease } from './add-release.ts';
import { bundledSchemas, writeNewest } from './bundled-schemas.ts';
import { compileDescriptions, writeDescriptions } from './compile-descriptions.ts';
import { writeSnippets } from './compile-snippets.ts';
import { countUsage, writeUsage } from './count-usage.ts';
import { importBundle, readIndex } from './import-crds.ts';
import { missingDescriptions } from './missing-descriptions.ts';
import { outdatedTables, verifiedTables } from './outdated-tables.ts';
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
  release: ([provider, release, crds, date = new Date().toISOString().slice(0, 10)]) => {
    if (provider === undefined || release === undefined || crds === undefined) return false;
    const fieldsWithoutDescription = () => new Map(missing().map((each) => [`${keyOf(each)} ${each.path}`, each]));
    const before = fieldsWithoutDescription();
    const added = addRelease('schemas', { provider, release, date, crds });
    const { index, replaced, addedKinds, removedKinds } = added;
    console.log(`Added ${added.provider} ${release}${replaced === undefined ? '' : `, which replaces ${replaced}`}.`);
    if (addedKinds.length > 0) console.log(`New kinds: ${addedKinds.join(', ')}`);
    if (removedKinds.length > 0) console.log(`Removed kinds: ${removedKinds.join(', ')}`);
    printList(
      'New fields without a description (write one in schemas/descriptions/)',
      [...fieldsWithoutDescription()].flatMap(([key, { facts }]) => (before.has(key) ? [] : [`${key}  ${facts}`])),
    );
    printOutdated(index);
    return true;
  },
  facts: () => {
    printOutdated(readIndex('schemas'));
    return true;
  },
  configuration: ([to = 'schemas/kamaji-metal3.schema.json']) => {
    const schema = configurationSchema(bundledSchemas('schemas').providers, REGISTRY.rules);
    writeFileSync(to, `${JSON.stringify(schema, undefined, 2)}\n`);
    return true;
  },
  missing: ([wanted]) => {
    const shown = missing().filter(({ group, kind }) => wanted === undefined || wanted === group || wanted === kind);
    for (const [index, { group, kind, path, facts }] of shown.entries()) {
      if (shown[index - 1]?.kind !== kind) console.log(keyOf({ group, kind }));
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

function missing() {
  return missingDescriptions(bundledSchemas('schemas'), compileDescriptions('schemas/descriptions'));
}

function printOutdated(index: BundleIndex): void {
  const tables = verifiedTables(index);
  printList(
    'Tables that were not checked against the newest release (set verifiedUpTo after you compared them with the source)',
    outdatedTables(tables, index).map(
      ({ provider, name, verifiedUpTo, newest }) =>
        `${name}: checked up to ${provider} ${verifiedUpTo}, newest ${newest}`,
    ),
  );
  printList(
    'Tables about providers that are not in the bundle (compare them with the newest release of the provider)',
    tables
      .filter(({ provider }) => !index.providers.some(({ name }) => name === provider))
      .map(({ provider, name, verifiedUpTo }) => `${name}: checked up to ${provider} ${verifiedUpTo}`),
  );
}

function printList(title: string, items: readonly string[]): void {
  console.log(`${title}: ${items.length === 0 ? 'none' : items.length}`);
  for (const item of items) console.log(`  ${item}`);
}

/** Returns the lines of USAGE about one command; all if it is unknown. */
function usageOf(wanted: string | undefined): string {
  const [, own] = new RegExp(`^(  ${wanted} .*(?:\\n {4,}.*)*)`, 'm').exec(USAGE) ?? [];
  return own ?? USAGE;
}

/** Errors of the user are plain: unknown providers, missing folders. Others are faults of the program, with a stack. */
function isUserError(error: unknown): error is Error {
  return error instanceof Error && error.constructor === Error;
}

try {
  if (!(await programs[command ?? '']?.(words))) {
    console.error(usageOf(command));
    process.exitCode = 2;
  }
} catch (error) {
  if (!isUserError(error)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
