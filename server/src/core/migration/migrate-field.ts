import type { VersionedKind } from '../query/view.ts';
import { documentContaining } from '../syntax/list-parts.ts';
import type { NodePath } from '../syntax/lookup.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { TextChange } from '../text/span.ts';
import { applyMoves } from './apply-moves.ts';
import { editDocument } from './edit-document.ts';
import { movesOn } from './map-path.ts';
import { draftObjectsIn } from './migrate-document.ts';
import type { Migration } from './migration.ts';
import { prune } from './prune.ts';
import { textEdits } from './text-edits.ts';

/**
 * Returns the changes that bring a field of an older version to its place in the version that the object has, with its
 * value in its new form. Undefined if nothing changes, and if the text allows no safe change. The object is a document or an
 * item of a List.
 */
export function migrateField(
  document: ManifestDocument,
  migrations: readonly Migration[],
  { group, kind, version }: VersionedKind,
  path: NodePath,
): readonly TextChange[] | undefined {
  for (const migration of migrations) {
    if (migration.group !== group || migration.kind !== kind || migration.to !== version) continue;
    const moves = movesOn(migration, path.map(String));
    if (moves.length === 0) continue;
    const { text, leftovers } = editDocument(documentContaining(document), (root, style) => {
      const draft = draftObjectsIn(root).find(({ source }) => source === document.parsed.root);
      if (!draft) return [];
      const options = { style, schema: undefined, choices: new Set<string>(), isPatch: false };
      const own = applyMoves(draft, { ...migration, moves }, options);
      prune(draft, undefined, 'all', style);
      return own;
    });
    const isBlocked = leftovers.some(({ severity }) => severity === 'blocked');
    return isBlocked || text === document.text ? undefined : textEdits(document.text, text);
  }
  return undefined;
}
