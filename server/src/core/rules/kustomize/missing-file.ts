import { fixIn } from '../../fixes/fix.ts';
import { writeScalar } from '../../fixes/write-scalar.ts';
import { KUSTOMIZATION_KINDS } from '../../objects/kustomization.ts';
import { type NamedPath, nameAt, namedPathsOf } from '../../objects/named-paths.ts';
import type { FolderEntry, PathState } from '../../query/path-state.ts';
import { folderPathOf } from '../../text/containers.ts';
import { differOnlyInNumbers, nearestTo } from '../../text/similar-names.ts';
import { encodedName } from '../../text/uri-text.ts';
import { defineRule } from '../rule.ts';

/**
 * Source: kustomize, api/internal/target/kusttarget.go. The host states which paths exist.
 * Not checked: URLs, templates, files that git ignores, files outside of the folders that the host can see, and the files
 * of a secretGenerator.
 */
export const missingFile = defineRule({
  id: 'missing-file',
  severity: 'error',
  effect: 'refused',
  by: 'schema',
  on: KUSTOMIZATION_KINDS,
  summary: 'A kustomization names a file or folder that does not exist.',

  *check(kustomization, view) {
    const named = namedPathsOf(kustomization);
    const taken = new Set(named.map(({ uri }) => uri));
    for (const each of named.slice(0, MAX_PATHS)) {
      const state = view.pathState(each.uri);
      const problem = state && problemOf(each, state);
      if (!problem) continue;
      const near = state.kind === 'missing' ? similarNames(each, state, taken) : [];
      const paths = near.map((name) => each.text.replace(/[^/]+(\/?)$/, `${name}$1`));
      const [first] = near;
      yield {
        resource: kustomization,
        node: each.node,
        path: each.path,
        message: `${problem} kustomize cannot build this folder.${first === undefined ? '' : ` Did you mean "${first}"?`}`,
        fixes: paths.flatMap((path) => {
          const text = each.node.text.slice(0, each.node.text.length - each.text.length) + path;
          return fixIn(`Change to "${path}"`, kustomization, writeScalar(each.node, text), isTypo(each, near));
        }),
      };
    }
  },
});

function problemOf({ text, accepts }: NamedPath, state: PathState): string | undefined {
  if (state.kind === 'missing') return `${accepts === 'folder' ? 'Folder' : 'File'} "${text}" does not exist.`;
  if (state.kind === 'folder' && accepts !== 'file' && !state.hasKustomization)
    return `Folder "${text}" has no kustomization.yaml.`;
  return undefined;
}

/** Returns the entries of the folder that the path may mean and that the kustomization does not name, nearest first. */
function similarNames(
  { uri, accepts }: NamedPath,
  { folder, entries }: Extract<PathState, { kind: 'missing' }>,
  taken: ReadonlySet<string>,
): readonly string[] {
  if (folderPathOf(uri) !== folder) return [];
  const isAccepted = ({ name, isFolder }: FolderEntry) =>
    (accepts === 'both' || isFolder === (accepts === 'folder')) && !taken.has(`${folder}/${encodedName(name)}`);
  const names = entries.filter(isAccepted).map(({ name }) => name);
  return nearestTo(nameAt(uri), names).slice(0, MAX_NAMES);
}

const MAX_NAMES = 3;
/** The number of paths of one kustomization that the host looks up on the disk. */
const MAX_PATHS = 3_000;

function isTypo({ uri }: NamedPath, near: readonly string[]): boolean {
  const [only, ...others] = near;
  return only !== undefined && others.length === 0 && !differOnlyInNumbers(only, nameAt(uri));
}
