import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Command, Option } from 'commander';
import pc from 'picocolors';
import {
  applySettings,
  clustersIn,
  clusterTree,
  type Finding,
  type FindingsIn,
  type ManifestDocument,
  positionIn,
  RULES,
  type TreeNode,
  treeRows,
  Workspace,
  wholeOf,
} from '../core/index.ts';
import { bundledSchemas } from '../node/bundled-schemas.ts';
import { configurationsOf, findConfigurations } from './configurations.ts';
import { onBug, schemasBy } from './lint-run.ts';
import { listManifests, manifestsIn, readManifest, readNamed } from './read-manifests.ts';
import { readEnvironment } from './sourced-text.ts';
import { targetsFrom } from './targets.ts';
import { treeTable } from './tree-table.ts';

interface TreeOptions {
  readonly exclude: readonly string[];
  readonly target: readonly string[];
  readonly env?: string;
  readonly format: 'text' | 'json';
  readonly config: string | false | undefined;
}

export function addTreeCommand(program: Command): void {
  program
    .command('tree')
    .description('draw the clusters that manifests describe, as `clusterctl describe cluster` draws a live one')
    .argument('[paths...]', 'files, folders, or - for standard input', ['.'])
    .option('--exclude <names...>', 'names or patterns of files and folders to leave out of folders', [])
    .option('--env <file>', 'draw templates with these values for their variables, in lines NAME=value')
    .addOption(
      new Option('--target <provider=release>', 'judge by this release of a provider; may be repeated')
        .default([] as readonly string[], 'all that serve the document')
        .argParser((value: string, before: readonly string[]) => [...before, value]),
    )
    .option('--config <file>', 'use this file for all manifests, instead of each .kamaji-metal3.yaml beside them')
    .option('--no-config', 'use no configuration file')
    .addOption(new Option('--format <format>', 'how to print them').choices(['text', 'json']).default('text'))
    .action(run);
}

async function run(paths: readonly string[], options: TreeOptions): Promise<void> {
  const { providers } = bundledSchemas();
  const targets = targetsFrom(options.target, providers);
  const { data } = await findConfigurations(paths, { targets, config: options.config, providers });
  const configurations = configurationsOf(data);
  const files = await listManifests(paths, { exclude: options.exclude, configurations });
  const environment = options.env === undefined ? undefined : readEnvironment(await readNamed(options.env));
  const manifests = (await Promise.all(files.map(readManifest))).flatMap((file) =>
    file ? manifestsIn(file, environment) : [],
  );
  const workspace = new Workspace({ rules: RULES, schemas: schemasBy(data, configurations), onBug });
  workspace.roots = configurations.roots;
  workspace.apply(manifests);
  workspace.update();

  const found = new Map<ManifestDocument, Finding[]>();
  for (const { uri } of manifests)
    for (const finding of applySettings(workspace.findingsIn(uri), configurations.for(uri).rules))
      found.set(finding.place.document, [...(found.get(finding.place.document) ?? []), finding]);
  const findingsIn: FindingsIn = ({ document }) => found.get(document) ?? [];
  const trees = clustersIn(workspace).map((cluster) => clusterTree(cluster, workspace, findingsIn));
  const colors = pc.createColors(pc.isColorSupported && process.stdout.isTTY === true);
  process.stdout.write(
    options.format === 'json'
      ? `${JSON.stringify({ version: 1, clusters: trees.map((tree) => jsonOf(tree, workspace)) }, undefined, 2)}\n`
      : treeTable(trees.map(treeRows), colors),
  );
}

function jsonOf(node: TreeNode, workspace: Workspace): object {
  const { role, label, kind, state, resource, named, findings, children } = node;
  return {
    ...(role === undefined ? {} : { role }),
    label,
    ...(kind === undefined ? {} : { kind }),
    state,
    ...(resource?.namespace === undefined ? {} : { namespace: resource.namespace }),
    ...(resource
      ? placeOf({ ...resource, offset: resource.root.span.start }, workspace)
      : named
        ? placeOf({ ...named, offset: named.span.start }, workspace)
        : {}),
    findings: findings.map(({ severity, rule, message }) => ({ severity, rule, message })),
    children: children.map((child) => jsonOf(child, workspace)),
  };
}

/** The file as the shell would write it, and the line from 1: where the object begins, or where a missing one is named. */
function placeOf(
  { uri, document, offset }: { readonly uri: string; readonly document: ManifestDocument; readonly offset: number },
  workspace: Workspace,
): object {
  const file = workspace.files.get(uri);
  const index = file?.documents.indexOf(wholeOf(document)) ?? -1;
  return {
    file: relative(process.cwd(), fileURLToPath(uri)).replaceAll('\\', '/'),
    ...(file && index >= 0 ? { line: positionIn(file, index, offset).line + 1 } : {}),
  };
}
