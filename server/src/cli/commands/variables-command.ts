import { type Command, Option } from 'commander';
import { manifestFile, positionAt, type TemplateVariable, templateVariables } from '../../core/index.ts';
import { relativeName } from '../../node/relative-name.ts';
import { listManifests, type Manifest, readManifest, STANDARD_INPUT } from '../input/read-manifests.ts';
import { addExamples } from './help.ts';
import { addFileOptions, addPaths, oneOf } from './options.ts';

export function addVariablesCommand(program: Command): void {
  const command = program
    .command('variables')
    .description('list the variables (${NAME}) of clusterctl templates, and their defaults');
  addFileOptions(addPaths(command))
    .addOption(
      oneOf(new Option('--format <format>', 'how to print the variables'), 'format', ['text', 'json']).default('text'),
    )
    .action(run);
  addExamples(command, [['kamaji-metal3 variables cluster-template.yaml', 'what to set before clusterctl generate']]);
}

interface VariablesOptions {
  readonly exclude: readonly string[];
  readonly gitignore: boolean;
  readonly format: 'text' | 'json';
}

async function run(paths: readonly string[], { exclude, gitignore, format }: VariablesOptions): Promise<void> {
  const files: { readonly file: string; readonly variables: readonly ListedVariable[] }[] = [];
  for (const path of await listManifests(paths, { exclude, ignored: !gitignore })) {
    const manifest = await readManifest(path);
    if (!manifest) continue;
    const variables = templateVariables(manifest.text).map((variable) => listed(variable, manifest));
    const file = path === STANDARD_INPUT ? path : relativeName(path);
    if (variables.length > 0) files.push({ file, variables });
  }
  process.stdout.write(
    format === 'json' ? `${JSON.stringify({ version: 1, files }, undefined, 2)}\n` : files.map(textOf).join('\n'),
  );
  if (files.length === 0 && format === 'text') process.stdout.write('No variables.\n');
}

interface ListedVariable {
  readonly name: string;
  readonly default?: string;
  /** Defaults of later uses that differ. */
  readonly otherDefaults?: readonly string[];
  /** Lines of its uses, from 1. */
  readonly lines: readonly number[];
}

function listed(
  { name, uses, default: value, otherDefaults }: TemplateVariable,
  { uri, text }: Manifest,
): ListedVariable {
  const file = manifestFile(uri, text);
  return {
    name,
    ...(value === undefined ? {} : { default: value }),
    ...(otherDefaults.length === 0 ? {} : { otherDefaults }),
    lines: uses.map(({ span }) => positionAt(file, span.start).line + 1),
  };
}

function textOf({ file, variables }: { readonly file: string; readonly variables: readonly ListedVariable[] }): string {
  const width = Math.max(...variables.map(({ name }) => name.length));
  const lines = variables.map((variable) => {
    const {
      name,
      lines: [first, ...rest],
    } = variable;
    const uses = rest.length === 0 ? `line ${first}` : `line ${first} and ${rest.length} more`;
    return `  ${name.padEnd(width)}  ${defaultsOf(variable)}  (${uses})`;
  });
  const missing = variables.filter((each) => each.default === undefined).length;
  return [file, ...lines, `  ${variables.length} variables, ${missing} without a default.`, ''].join('\n');
}

function defaultsOf({ default: value, otherDefaults = [] }: ListedVariable): string {
  const first = value === undefined ? 'no default' : `default: ${value === '' ? 'empty' : value}`;
  const others = otherDefaults.map((each) => (each === '' ? 'empty' : each)).join(', ');
  return others === '' ? first : `${first}, elsewhere ${others}`;
}
