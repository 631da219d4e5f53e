import { join } from 'node:path';
import { parse } from 'yaml';
import {
  documentContaining,
  type Finding,
  type Fix,
  fileText,
  findProvider,
  findRelease,
  isConfigurationFile,
  type PathState,
  Roots,
  type Rule,
  SchemaValidator,
  TreeCache,
  Workspace,
} from '../../server/src/core/index.ts';
import type { Targets } from '../../server/src/core/validation/violation.ts';
import { bundledSchemas } from '../../server/src/node/bundled-schemas.ts';
import { REGISTRY } from '../../server/src/providers/index.ts';
import type { FixtureFile, Mark } from './fixture.ts';

/** The schemas of the build, read once for all tests. */
export const SCHEMAS = bundledSchemas(join(process.cwd(), 'schemas'));

/**
 * Returns a workspace with targets as users write them, `kamaji=v1.0`. Rule tests use the core only through this
 * function. It drops syntax trees whenever that is allowed, so nothing may rely on the identity of their nodes.
 */
export function workspaceOf(
  files: readonly FixtureFile[],
  rules: readonly Rule[] = REGISTRY.rules,
  targets: Targets = {},
): Workspace {
  const workspace = new Workspace({
    registry: REGISTRY,
    trees: new TreeCache(0),
    rules,
    schemas: new SchemaValidator(SCHEMAS, resolvedTargets(targets), REGISTRY.validation),
    onBug: (rule, error) => {
      throw new Error(`The rule ${rule} threw`, { cause: error });
    },
  });
  workspace.roots = rootsIn(files);
  workspace.apply(files);
  workspace.releaseTrees([]);
  workspace.update();
  workspace.releaseTrees([]);
  return workspace;
}

/** Returns a workspace that knows which paths exist: a disk with the files and nothing more. */
export function workspaceOnDisk(...given: Parameters<typeof workspaceOf>): Workspace {
  const workspace = workspaceOf(...given);
  updateOnDisk(workspace);
  return workspace;
}

/** Updates a workspace whose files are all that is on the disk. */
export function updateOnDisk(workspace: Workspace): void {
  workspace.update();
  const uris = [...workspace.paths.wanted, ...workspace.paths.known];
  workspace.statePaths(pathStates(uris, [...workspace.files.values()]));
  workspace.update();
}

/** Returns what is on a disk that has only some files. */
export function pathStates(uris: readonly string[], files: readonly { uri: string }[]): ReadonlyMap<string, PathState> {
  const stateOf = (uri: string): PathState => {
    if (files.some((file) => file.uri === uri)) return { kind: 'file' };
    const below = files.filter((file) => file.uri.startsWith(`${uri}/`)).map((file) => file.uri.slice(uri.length + 1));
    if (below.length > 0) return { kind: 'folder', hasKustomization: below.includes('kustomization.yaml') };
    let folder = uri;
    do folder = folder.slice(0, folder.lastIndexOf('/'));
    while (folder !== 'file://' && !files.some((file) => file.uri.startsWith(`${folder}/`)));
    const steps = files
      .filter((file) => file.uri.startsWith(`${folder}/`))
      .map((file) => file.uri.slice(folder.length + 1).split('/'));
    const entries = steps.map(([name = '', ...rest]) => ({ name, isFolder: rest.length > 0 }));
    return { kind: 'missing', folder, entries };
  };
  return new Map(uris.map((uri) => [uri, stateOf(uri)]));
}

/** Returns the releases that targets mean. Throws for an unknown provider or release, which would check nothing. */
export function resolvedTargets(targets: Targets): Targets {
  return Object.fromEntries(
    Object.entries(targets).map(([name, wanted]) => {
      const provider = findProvider(name, SCHEMAS.providers);
      const release = provider && findRelease(wanted, provider);
      if (!provider || !release) throw new Error(`${name}=${wanted} is not in the bundle`);
      return [provider.name, release];
    }),
  );
}

/** Returns the roots that the configuration files among the fixtures name. */
function rootsIn(files: readonly FixtureFile[]): Roots {
  return new Roots(
    files.flatMap(({ uri, text }) => {
      if (!isConfigurationFile(uri)) return [];
      const { roots = [] } = (parse(text) ?? {}) as { roots?: string[] };
      return [{ from: uri.slice(0, uri.lastIndexOf('/') + 1), roots }];
    }),
  );
}

export function allFindings(workspace: Workspace): readonly Finding[] {
  return [...workspace.files.keys()].flatMap((uri) => workspace.findingsIn(uri));
}

/** Returns findings as marks: the range, and `severity: message`. */
export function marksOf(workspace: Workspace): readonly Mark[] {
  return allFindings(workspace).map(({ place, severity, message }) => {
    const file = workspace.files.get(place.uri);
    const offset = file?.offsets[file.documents.indexOf(documentContaining(place.document))] ?? Number.NaN;
    return {
      uri: place.uri,
      start: offset + place.span.start,
      end: offset + place.span.end,
      text: `${severity}: ${message}`,
    };
  });
}

/** Returns the files after a fix. */
export function applyFix(workspace: Workspace, fix: Pick<Fix, 'edits'>): readonly FixtureFile[] {
  const edits = fix.edits
    .map(({ uri, document, change }) => {
      const file = workspace.files.get(uri);
      const offset = file?.offsets[file.documents.indexOf(documentContaining(document))] ?? Number.NaN;
      return { uri, start: offset + change.span.start, end: offset + change.span.end, newText: change.newText };
    })
    .sort((a, b) => b.start - a.start);
  return [...workspace.files].map(([uri, file]) => {
    let text = fileText(file);
    for (const edit of edits)
      if (edit.uri === uri) text = text.slice(0, edit.start) + edit.newText + text.slice(edit.end);
    return { uri, text };
  });
}
