import type { Actor, Effect, FilePosition, ReleaseRange, Severity } from '../../core/index.ts';

/** Everything a reporter can print about one run of `lint`. */
export interface Report {
  /** Sorted by file, as given on the command line, then by position. */
  readonly findings: readonly ReportedFinding[];
  /** The checked files, relative to the working directory, including files without findings. */
  readonly files: readonly string[];
  /** Findings that comments ignore. Empty unless a reporter uses them. */
  readonly suppressed: readonly ReportedFinding[];
  /** Set if known findings are left out, by a baseline or a commit. */
  readonly isOnlyNew?: boolean;
  /** Only for the text format. */
  readonly unchecked?: Unchecked;
}

/** The numbers of files with documents that are not checked, because they are not YAML before a tool renders them. */
export interface Unchecked {
  /** Templates of Helm and similar tools. */
  readonly templates: number;
  /** Files that are not YAML because of variables, such as `[${NAME}]`. */
  readonly variables: number;
  /** True if other documents of these files are checked. */
  readonly isPartial: boolean;
}

/** A finding as plain data: it can be sent between threads and stored on disk. */
export interface ReportedFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly effect: Effect;
  readonly by: Actor;
  /** Empty when the finding applies to every release. */
  readonly releases: readonly ReleaseRange[];
  readonly message: string;
  /** Absent when the document has no apiVersion or no kind. */
  readonly object?: ReportedObject;
  /** From the root of the document, such as `spec.bonds[0].mode`. */
  readonly path: string;
  readonly at: ReportedPlace;
  readonly excerpt: Excerpt;
  readonly related: readonly ReportedRelated[];
  readonly fixes: readonly ReportedFix[];
  /** The file that helm or kustomize rendered the document from, as they name it. */
  readonly origin?: string;
  /** Set if a comment ignores the finding. */
  readonly isSuppressed?: true;
}

/** Returns the message, with the file that the document was rendered from, for formats that have no place for it. */
export function messageOf({ message, origin }: ReportedFinding): string {
  return origin === undefined ? message : `${message} (from ${origin})`;
}

/**
 * Returns the path of a finding for platforms that show it in the repository. For standard input, that is the file that
 * the document was rendered from; the line in that file is not known. Undefined if the place is the checked file itself.
 */
export function renderedFrom({ at, origin }: ReportedFinding): string | undefined {
  // kustomize names a file of another repository after the address of that repository.
  return at.file === '-' && origin !== undefined && !origin.includes('://') ? origin : undefined;
}

export interface ReportedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name?: string;
}

export interface ReportedPlace extends ReportedRange {
  /** Index of the document in its stream, from 0. */
  readonly document: number;
}

export interface ReportedRange {
  /** Relative to the working directory, with `/`; `-` for standard input. */
  readonly file: string;
  readonly start: ReportedPosition;
  /** Exclusive. */
  readonly end: ReportedPosition;
}

export interface ReportedPosition extends FilePosition {
  /** The column in bytes of UTF-8, from 0. */
  readonly byte: number;
}

export interface ReportedRelated {
  readonly at: ReportedPlace;
  readonly message: string;
}

export interface ReportedFix {
  readonly title: string;
  readonly certain: boolean;
  readonly edits: readonly ReportedEdit[];
}

export interface ReportedEdit extends ReportedRange {
  readonly newText: string;
}

/** The first line of a finding, with the line before it. Of long lines, only a part. */
export interface Excerpt {
  /** From 0. */
  readonly firstLine: number;
  readonly lines: readonly string[];
  /** Where the finding starts in the last of the lines, in UTF-16 code units. */
  readonly column: number;
}

/** From the least severe up. */
export const SEVERITIES: readonly Severity[] = ['hint', 'info', 'warning', 'error'];

export function isAtLeast(severity: Severity, limit: Severity): boolean {
  return SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(limit);
}

export function countBySeverity(findings: readonly ReportedFinding[]): Readonly<Record<Severity, number>> {
  const counts = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const { severity } of findings) counts[severity]++;
  return counts;
}

/** Returns the findings sorted by severity, most severe first; the sort is stable. */
export function bySeverity(findings: readonly ReportedFinding[]): readonly ReportedFinding[] {
  return [...findings].sort((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity));
}
