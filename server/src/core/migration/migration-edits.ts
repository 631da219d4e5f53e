import { overlaps, type TextChange } from '../text/span.ts';
import type { MigratedFile } from './migrate-files.ts';
import type { MigratedObject } from './migrated-document.ts';
import type { Leftover } from './migration.ts';
import { textEdits } from './text-edits.ts';

/** A replacement that a migration makes in a file; its span is relative to the start of the file. */
export interface MigrationEdit extends TextChange {
  /** The first object of the document; undefined for kustomizations, patches and references. */
  readonly object?: MigratedObject;
  /** What the user has to check here. */
  readonly leftover?: Leftover;
}

/** Returns the replacements that a migration makes in a file, in the order of its text. */
export function migrationEdits({ parts }: MigratedFile): readonly MigrationEdit[] {
  return parts.flatMap(({ start, before, after, objects, leftovers }) =>
    textEdits(before, after).map(({ span, newText }): MigrationEdit => {
      const leftover = leftovers.find((each) => overlaps(each, span));
      const [object] = objects;
      return {
        span: { start: span.start + start, end: span.end + start },
        newText,
        ...(object ? { object } : {}),
        ...(leftover ? { leftover } : {}),
      };
    }),
  );
}
