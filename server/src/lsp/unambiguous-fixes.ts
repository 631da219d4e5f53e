import type { Finding, Fix, FixEdit } from '../core/index.ts';

/** A finding and its unambiguous fix. */
export interface UnambiguousFix {
  readonly finding: Finding;
  readonly fix: Fix;
}

/** Returns the unambiguous fixes of findings that can be applied together, because their edits do not overlap. */
export function unambiguousFixes(findings: readonly Finding[]): readonly UnambiguousFix[] {
  const edits = new Map<FixEdit['document'], FixEdit[]>();
  return findings.flatMap((finding) => {
    const fix = finding.fixes.find(({ certain }) => certain);
    if (!fix || fix.edits.some((edit) => edits.get(edit.document)?.some((other) => overlaps(edit, other)))) return [];
    for (const edit of fix.edits) {
      const known = edits.get(edit.document);
      if (known) known.push(edit);
      else edits.set(edit.document, [edit]);
    }
    return [{ finding, fix }];
  });
}

function overlaps(one: FixEdit, other: FixEdit): boolean {
  const { start, end } = one.change.span;
  return start <= other.change.span.end && other.change.span.start <= end;
}
