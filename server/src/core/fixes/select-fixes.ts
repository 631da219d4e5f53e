import type { Finding, Fix, FixEdit } from '../findings/finding.ts';
import { documentContaining } from '../syntax/list-parts.ts';

/** A finding and its certain fix. */
export interface SelectedFix {
  readonly finding: Finding;
  readonly fix: Fix;
}

export interface FixSelection {
  readonly fixes: readonly SelectedFix[];
  /** Why files with certain fixes are not edited, by URI. */
  readonly obstacles: ReadonlyMap<string, string>;
}

/**
 * Returns the certain fixes of findings that can be applied together, because their edits do not overlap. A fix is not
 * selected if `obstacleTo` returns a reason not to edit one of its files, as a part of a sentence.
 */
export function selectFixes(
  findings: readonly Finding[],
  obstacleTo: (uri: string) => string | undefined,
): FixSelection {
  const fixes: SelectedFix[] = [];
  const obstacles = new Map<string, string>();
  const edits = new Map<FixEdit['document'], FixEdit[]>();
  const editsAround = ({ document }: FixEdit) => edits.get(documentContaining(document)) ?? [];
  for (const finding of findings) {
    const fix = finding.fixes.find(({ certain }) => certain);
    if (!fix || hasObstacle(fix, obstacleTo, obstacles)) continue;
    if (fix.edits.some((edit) => editsAround(edit).some((other) => overlaps(edit, other)))) continue;
    fixes.push({ finding, fix });
    for (const edit of fix.edits) {
      const known = editsAround(edit);
      if (known.push(edit) === 1) edits.set(documentContaining(edit.document), known);
    }
  }
  return { fixes, obstacles };
}

function hasObstacle(
  { edits }: Fix,
  obstacleTo: (uri: string) => string | undefined,
  obstacles: Map<string, string>,
): boolean {
  let found = false;
  for (const { uri } of edits) {
    const reason = obstacleTo(uri);
    if (reason === undefined) continue;
    obstacles.set(uri, reason);
    found = true;
  }
  return found;
}

function overlaps(one: FixEdit, other: FixEdit): boolean {
  const { start, end } = one.change.span;
  return start <= other.change.span.end && other.change.span.start <= end;
}
