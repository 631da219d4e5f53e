import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { type ExportFormat, exportRelease, type Provider, type SchemaStore } from '../../core/index.ts';
import { bundledDescriptions } from '../../node/bundled-descriptions.ts';
import { bundledSchemas } from '../../node/bundled-schemas.ts';
import { targetFrom } from '../input/targets.ts';
import { writeText } from '../output/write-text.ts';
import { explainField } from '../print/explain-field.ts';
import { UsageError } from '../usage-error.ts';
import { addExamples } from './help.ts';
import { repeatable } from './options.ts';

interface ExportOptions {
  readonly target: readonly string[];
  readonly format: ExportFormat;
  readonly out: string;
}

export function addSchemaCommand(program: Command): void {
  const schema = program.command('schema').description('show the schemas, or write them for other tools');
  const write = schema
    .command('export')
    .description('write the schemas of releases: OUT/<group>/<kind>_<version>.json, and OUT/all.json')
    .addOption(repeatable('--target <provider=release>', 'the release, such as capm3=v1.13; can be repeated'))
    .addOption(
      new Option('--format <format>', 'JSON Schema for kubeconform and editors, or the OpenAPI schema of the CRD')
        .choices(['openapi', 'jsonschema'])
        .default('jsonschema'),
    )
    .requiredOption('--out <folder>', 'the folder to write to')
    .action(exportSchemas);
  addExamples(write, [
    ['kamaji-metal3 schema export --target capi=v1.10 --target capm3=v1.10 --out schemas', 'two providers'],
    ["kubeconform -schema-location 'schemas/{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json' .", 'use them'],
  ]);
  const show = schema
    .command('show')
    .description('print a field as kubectl explain does, with the releases that have it')
    .argument('<kind>', 'the kind, such as Metal3Cluster')
    .argument('[path]', 'the field, such as spec.controlPlaneEndpoint', '')
    .option('--api-version <version>', 'the version, such as v1beta1 (default: the newest served version)')
    .action((kind: string, path: string, { apiVersion }: { readonly apiVersion?: string }) => {
      process.stdout.write(
        explainField({
          store: bundledSchemas(),
          descriptions: bundledDescriptions(),
          kind,
          path,
          version: apiVersion,
        }),
      );
    });
  addExamples(show, [['kamaji-metal3 schema show IPPool spec.pools', 'type, limits and releases of a field']]);
}

function exportSchemas({ target, format, out }: ExportOptions): void {
  const store: SchemaStore = bundledSchemas();
  const targets = releasesFrom(target, store.providers);
  const written: string[] = [];
  for (const [provider, release] of targets) {
    let count = 0;
    for (const { path, text } of exportRelease(store, provider, release, format)) {
      writeText(join(out, path), text);
      // kubeconform and yaml-language-server look for the kind in lowercase.
      if (format === 'jsonschema') writeText(join(out, path.toLowerCase()), text);
      written.push(path);
      count++;
    }
    process.stdout.write(`${count} schemas of ${provider} ${release} in ${out}.\n`);
  }
  if (format === 'jsonschema') writeText(join(out, 'all.json'), anyKindSchema(written));
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
function anyKindSchema(paths: readonly string[]): string {
  const branches = paths.toSorted().map((path) => {
    const [, group = '', kind = '', version = ''] = /^(.*)\/(.*)_(.*)\.json$/.exec(path) ?? [];
    const properties = { apiVersion: { const: `${group}/${version}` }, kind: { const: kind } };
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    return { if: { properties, required: ['apiVersion', 'kind'] }, then: { $ref: path.toLowerCase() } };
  });
  const schema = { $schema: 'http://json-schema.org/draft-07/schema#', allOf: branches };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}
