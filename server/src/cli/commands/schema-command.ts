import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Command, Option } from 'commander';
import {
  type ExportedFile,
  type ExportFormat,
  exportRelease,
  type Provider,
  type SchemaStore,
} from '../../core/index.ts';
import { bundledDescriptions } from '../../node/bundled-descriptions.ts';
import { bundledSchemas } from '../../node/bundled-schemas.ts';
import { targetFrom } from '../input/targets.ts';
import { writeText } from '../output/write-text.ts';
import { explainField } from '../print/explain-field.ts';
import { quote } from '../print/shell-words.ts';
import { UsageError } from '../usage-error.ts';
import { addExamples } from './help.ts';
import { oneOf, repeatable } from './options.ts';

interface ExportOptions {
  readonly target: readonly string[];
  readonly format: ExportFormat;
  readonly out: string;
}

export function addSchemaCommand(program: Command): void {
  const schema = program.command('schema').description('show the schemas, or write them for other tools');
  const write = schema
    .command('export')
    .description(
      'write the schemas of releases: OUT/<group>/<kind>_<version>.json with lowercase kinds, and OUT/all.json',
    )
    .addOption(repeatable('--target <provider=release>', 'the release, such as capm3=v1.13; can be repeated'))
    .addOption(
      oneOf(
        new Option('--format <format>', 'JSON Schema for kubeconform and editors, or the OpenAPI schema of the CRD'),
        'format',
        ['openapi', 'jsonschema'],
      ).default('jsonschema'),
    )
    .requiredOption('--out <folder>', 'the folder to write to')
    .action(exportSchemas);
  addExamples(write, [
    ['kamaji-metal3 schema export --target capi=v1.10 --target capm3=v1.10 --out schemas', 'two providers'],
    [
      "kubeconform -schema-location default -schema-location 'schemas/{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json' .",
      'use them',
    ],
  ]);
  const show = schema
    .command('show')
    .description('print a field as kubectl explain does, with the releases that have it')
    .argument('<kind>', 'the kind, such as Metal3Cluster')
    .argument('[path]', 'the field, such as spec.controlPlaneEndpoint')
    .option('--api-version <version>', 'the version, such as v1beta1 (default: the newest served version)')
    .action((kind: string, path: string | undefined, { apiVersion }: { readonly apiVersion?: string }) => {
      process.stdout.write(
        explainField({
          store: bundledSchemas(),
          descriptions: bundledDescriptions(),
          kind,
          // The paths of findings contain the indexes of items.
          path: path?.replaceAll(/\[\d*\]/g, '') ?? '',
          version: apiVersion,
        }),
      );
    });
  addExamples(show, [['kamaji-metal3 schema show IPPool spec.pools', 'type, limits and releases of a field']]);
}

function exportSchemas({ target, format, out }: ExportOptions): void {
  const store: SchemaStore = bundledSchemas();
  const targets = releasesFrom(target, store.providers);
  const written: ExportedFile[] = [];
  for (const [provider, release] of targets) {
    const files = [...exportRelease(store, provider, release, format)];
    for (const { path, text } of files) writeText(join(out, path), text);
    written.push(...files);
    process.stdout.write(`${files.length} schemas of ${provider} ${release} in ${out}.\n`);
  }
  if (format === 'openapi') return;
  writeText(join(out, 'all.json'), anyKindSchema(written));
  process.stdout.write(usageText(out));
}

/** Names the settings with which other tools find the schemas. */
function usageText(out: string): string {
  return `
kubeconform:     -schema-location ${quote(`${join(out, '{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json')}`)}
YAML extension:  "yaml.kubernetesCRDStore.url": ${JSON.stringify(pathToFileURL(resolve(out)).href)}
One schema for files of any kind: ${join(out, 'all.json')}
`;
}

/** Two releases of a provider have the same file names. */
function releasesFrom(words: readonly string[], providers: readonly Provider[]): ReadonlyMap<string, string> {
  if (words.length === 0)
    throw new UsageError('Missing --target. Write --target PROVIDER=RELEASE, such as capm3=v1.13.');
  const releases = new Map<string, string>();
  for (const [provider, release] of words.map((word) => targetFrom(word, providers))) {
    if (releases.has(provider))
      throw new UsageError(`--target names ${provider} twice. Export each release to a folder of its own.`);
    releases.set(provider, release);
  }
  return releases;
}

/** Returns a schema for files with any of the kinds: it applies the schema of the kind, and accepts other kinds. */
function anyKindSchema(files: readonly ExportedFile[]): string {
  const sorted = files.toSorted((one, other) => (one.path < other.path ? -1 : 1));
  const branches = sorted.map(({ path, group, kind, version }) => {
    const properties = { apiVersion: { const: `${group}/${version}` }, kind: { const: kind } };
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    return { if: { properties, required: ['apiVersion', 'kind'] }, then: { $ref: path } };
  });
  const schema = { $schema: 'http://json-schema.org/draft-07/schema#', allOf: branches };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}
