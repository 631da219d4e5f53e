import { childOf, scalarAt } from '../syntax/lookup.ts';
import type { Node } from '../syntax/node.ts';
import { matches, pathPattern } from '../syntax/path-pattern.ts';
import type { GroupKind } from './group-kind.ts';
import { fileAt, KUSTOMIZATION } from './kustomization.ts';
import type { Resource } from './resource.ts';

/** The kind of files with replacements, which have no kind in kustomize. */
export const REPLACEMENTS: GroupKind = { group: KUSTOMIZATION.group, kind: 'Replacements' };

export function isReplacementsFile({ group, kind }: GroupKind): boolean {
  return group === REPLACEMENTS.group && kind === REPLACEMENTS.kind;
}

/** Returns the replacements in a file: one or a list. Empty for other content. */
export function replacementsInFile(root: Node | undefined): readonly Node[] {
  const listed = root?.kind === 'sequence' ? root.items : root ? [root] : [];
  const areReplacements = listed.every(
    (each) => childOf(each, 'source') && childOf(each, 'targets')?.kind === 'sequence' && !childOf(each, 'kind'),
  );
  return areReplacements ? listed : [];
}

/** An entry of `replacements` in a kustomization. */
export interface ReplacementEntry {
  readonly node: Node;
  /** The URI of the file that contains the replacements; absent if the entry is one. */
  readonly file?: string;
}

/** Returns the entries of `replacements` in a kustomization or component, in order. */
export function replacementEntriesOf({ root, uri }: Resource): readonly ReplacementEntry[] {
  return matches(root, ENTRIES).map(({ node }) => {
    const path = scalarAt(node, ['path'])?.text;
    return path === undefined ? { node } : { node, file: fileAt(uri, path) };
  });
}

const ENTRIES = pathPattern('replacements[]');
