import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Command, Option } from 'commander';
import { type ExportFormat, exportRelease, type SchemaStore } from '../../core/index.ts';
import { bundledDescriptions } from '../../node/bundled-descriptions.ts';
import { bundledSchemas } from '../../node/bundled-schemas.ts';
import { targetsFrom } from '../input/targets.ts';
import { explainField } from '../print/explain-field.ts';
import { UsageError } from '../usage-error.ts';

interface ExportOptions {
  readonly target: string;
  readonly format: ExportFormat;
  readonly out: string;
}

export function addSchemaCommand(program: Command): void {
  const schema = program.command('schema').description('show the schemas, or write them for other tools');
  schema
    .command('export')
    .description('write the schemas of a release: OUT/<group>/<Kind>_<version>.json')
    .requiredOption('--target <provider=release>', 'the release, such as capm3=v1.13')
    .addOption(
      new Option('--format <format>', 'as the CRD has them, or as JSON Schema for kubeconform and YAML editors')
        .choices(['openapi', 'jsonschema'])
        .default('jsonschema'),
    )
    .requiredOption('--out <folder>', 'the folder to write to')
    .action(exportSchemas);
  schema
    .command('show')
    .description('print a field as kubectl explain does, with the releases that have it')
    .argument('<kind>', 'the kind, such as Metal3Cluster')
    .argument('[path]', 'the field, such as spec.controlPlaneEndpoint', '')
    .option('--api-version <version>', 'the version, such as v1beta1; the newest served otherwise')
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
}

function exportSchemas({ target, format, out }: ExportOptions): void {
  const store: SchemaStore = bundledSchemas();
  for (const [provider, release] of Object.entries(targetsFrom([target], store.providers))) {
    let count = 0;
    for (const { path, text } of exportRelease(store, provider, release, format)) {
      writeExported(join(out, path), text);
      // Tools that read JSON Schema look for the kind in lower case.
      if (format === 'jsonschema') writeExported(join(out, path.toLowerCase()), text);
      count++;
    }
    process.stdout.write(`${count} schemas of ${provider} ${release} in ${out}.\n`);
  }
}

function writeExported(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } catch (error) {
    throw new UsageError(`${path} could not be written (${(error as NodeJS.ErrnoException).code ?? String(error)}).`);
  }
}
