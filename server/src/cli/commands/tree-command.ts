import { type Command, Option } from 'commander';
import pc from 'picocolors';
import {
  applySettings,
  documentContaining,
  type Finding,
  type FindingsIn,
  type ManifestDocument,
  objectTree,
  positionIn,
  rootsIn,
  type TreeNode,
  treeRows,
  Workspace,
} from '../../core/index.ts';
import { bundledSchemas } from '../../node/bundled-schemas.ts';
import { nameOfUri } from '../../node/relative-name.ts';
import { REGISTRY } from '../../providers/index.ts';
import { configurationsOf, findConfigurations } from '../input/configurations.ts';
import { includedFiles } from '../input/included-files.ts';
import { listManifests, manifestsIn, readManifests, readNamed } from '../input/read-manifests.ts';
import { readEnvironment } from '../input/sourced-text.ts';
import { targetsFrom } from '../input/targets.ts';
import { onBug, schemasBy } from '../lint/lint-run.ts';
import { type ColorMode, usesColors } from '../output/colors.ts';
import { treeTable } from '../print/tree-table.ts';
import { treeText } from '../print/tree-text.ts';
import { addExamples } from './help.ts';
import { addCheckOptions, addColorOption, addFileOptions, addPaths, oneOf } from './options.ts';

interface TreeOptions {
  readonly exclude: readonly string[];
  readonly gitignore: boolean;
  readonly color: ColorMode;
  readonly target: readonly string[];
  readonly env?: string;
  readonly format: 'text' | 'json';
  readonly output: 'short' | 'wide';
  readonly config: string | false | undefined;
}

export function addTreeCommand(program: Command): void {
  const command = program
    .command('tree')
    .description('draw the clusters that manifests describe, as `clusterctl describe cluster` draws live ones');
  addCheckOptions(addFileOptions(addPaths(command))).addOption(
    oneOf(new Option('--format <format>', 'how to print the clusters'), 'format', ['text', 'json']).default('text'),
  );
  command.addOption(
    oneOf(new Option('--output <output>', 'columns of the text: short notes, or those of clusterctl'), 'output', [
      'short',
      'wide',
    ]).default('short'),
  );
  addColorOption(command).action(run);
  addExamples(command, [
    ['kamaji-metal3 tree clusters/', 'all clusters of a folder'],
    ['kamaji-metal3 tree --output wide .', 'with severities, rules and messages'],
    ['kamaji-metal3 tree --format json .', 'for scripts'],
  ]);
}

async function run(paths: readonly string[], options: TreeOptions): Promise<void> {
  const { providers } = bundledSchemas();
  const targets = targetsFrom(options.target, providers);
  const { data } = await findConfigurations(paths, { targets, config: options.config, providers });
  const configurations = configurationsOf(data);
  const listing = { exclude: options.exclude, ignored: !options.gitignore, configurations };
  const given = await listManifests(paths, listing);
  const files = [...given, ...includedFiles(given, listing)];
  const environment =
    options.env === undefined ? undefined : readEnvironment(await readNamed(options.env), options.env);
  const manifests = (await readManifests(files)).flatMap((file) => manifestsIn(file, environment));
  const workspace = new Workspace({ registry: REGISTRY, schemas: schemasBy(data, configurations), onBug });
  workspace.roots = configurations.roots;
  workspace.apply(manifests);
  workspace.update();

  const found = new Map<ManifestDocument, Finding[]>();
  for (const { uri } of manifests)
    for (const finding of applySettings(workspace.findingsIn(uri), configurations.for(uri).rules))
      found.set(finding.place.document, [...(found.get(finding.place.document) ?? []), finding]);
  const findingsIn: FindingsIn = ({ document }) => found.get(document) ?? [];
  const trees = rootsIn(workspace).map((cluster) => objectTree(cluster, workspace, findingsIn));
  process.stdout.write(
    options.format === 'json'
      ? `${JSON.stringify({ version: 1, clusters: trees.map((tree) => jsonOf(tree, workspace)) }, undefined, 2)}\n`
      : textOf(trees, options),
  );
}

function textOf(trees: readonly TreeNode[], { color, output }: TreeOptions): string {
  if (trees.length === 0) return 'No Cluster is in these manifests.\n';
  const colors = pc.createColors(usesColors(color));
  const rows = trees.map(treeRows);
  return output === 'wide' ? treeTable(rows, colors) : treeText(rows, { colors, width: process.stdout.columns });
}

function jsonOf(node: TreeNode, workspace: Workspace): object {
  const { role, label, kind, state, resource, reference, findings, children } = node;
  return {
    ...(role === undefined ? {} : { role }),
    label,
    ...(kind === undefined ? {} : { kind }),
    state,
    ...(resource?.namespace === undefined ? {} : { namespace: resource.namespace }),
    ...(resource
      ? placeOf({ ...resource, offset: resource.root.span.start }, workspace)
      : reference
        ? placeOf({ ...reference, offset: reference.span.start }, workspace)
        : {}),
    findings: findings.map(({ severity, rule, message }) => ({ severity, rule, message })),
    children: children.map((child) => jsonOf(child, workspace)),
  };
}

/**
 * Returns the file relative to the working directory, and the line, from 1, at which the object starts or a missing one
 * is named.
 */
function placeOf(
  { uri, document, offset }: { readonly uri: string; readonly document: ManifestDocument; readonly offset: number },
  workspace: Workspace,
): object {
  const file = workspace.files.get(uri);
  const index = file?.documents.indexOf(documentContaining(document)) ?? -1;
  return {
    file: nameOfUri(uri),
    ...(file && index >= 0 ? { line: positionIn(file, index, offset).line + 1 } : {}),
  };
}
