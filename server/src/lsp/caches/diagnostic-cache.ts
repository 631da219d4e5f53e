import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import { DIAGNOSTIC_SOURCE } from '../../../../protocol/index.ts';
import type { Finding, Place, Severity, Tag } from '../../core/index.ts';
import { type Places, rangeOf } from '../to-lsp.ts';
import type { KeepJson } from './json-cache.ts';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const TAGS: Readonly<Record<Tag, DiagnosticTag>> = {
  deprecated: DiagnosticTag.Deprecated,
  unnecessary: DiagnosticTag.Unnecessary,
};

/** Caches the diagnostic of each finding. Most edits do not move any findings. */
export class DiagnosticCache {
  readonly #entries = new WeakMap<Finding, Entry>();
  readonly #keepJson: KeepJson;
  readonly #rulePage: (rule: string) => string | undefined;

  /** `rulePage` returns the URI of a rule's page. */
  constructor(keepJson: KeepJson, rulePage: (rule: string) => string | undefined) {
    this.#keepJson = keepJson;
    this.#rulePage = rulePage;
  }

  /** Returns undefined if the document of the finding is not part of its file. */
  diagnosticOf(finding: Finding, places: Places): Diagnostic | undefined {
    const known = this.#entries.get(finding);
    if (known && isInPlace(finding, known.startLines, places)) return known.diagnostic;
    const diagnostic = this.#create(finding, places);
    if (!diagnostic) return undefined;
    const startLines = [finding.place, ...finding.related.map(({ place }) => place)].map((place) =>
      startLine(place, places),
    );
    this.#entries.set(finding, { startLines, diagnostic: this.#keepJson(diagnostic) });
    return diagnostic;
  }

  #create(finding: Finding, places: Places): Diagnostic | undefined {
    const range = rangeOf(finding.place, places);
    if (!range) return undefined;
    const href = this.#rulePage(finding.rule);
    const related = finding.related.flatMap(({ place, message }) => {
      const at = rangeOf(place, places);
      return at ? [{ location: { uri: places.clientUri(place.uri), range: at }, message }] : [];
    });
    return {
      range,
      severity: SEVERITIES[finding.severity],
      code: finding.rule,
      ...(href === undefined ? {} : { codeDescription: { href } }),
      source: DIAGNOSTIC_SOURCE,
      message: finding.message,
      ...(finding.tags.length > 0 ? { tags: finding.tags.map((tag) => TAGS[tag]) } : {}),
      ...(related.length > 0 ? { relatedInformation: related } : {}),
    };
  }
}

interface Entry {
  /** The first lines of the finding's document and of the related documents. */
  readonly startLines: readonly number[];
  readonly diagnostic: Diagnostic;
}

const NOT_IN_FILE = -1;

function isInPlace({ place, related }: Finding, startLines: readonly number[], places: Places): boolean {
  if (startLine(place, places) !== startLines[0] || startLines[0] === NOT_IN_FILE) return false;
  return related.every((each, at) => startLine(each.place, places) === startLines[at + 1]);
}

/** Returns the line of the file at which the document of a place starts. */
function startLine({ uri, document }: Place, places: Places): number {
  const file = places.file(uri);
  const index = file ? places.documentIndex(file, document) : undefined;
  return file && index !== undefined ? (file.lines[index] ?? NOT_IN_FILE) : NOT_IN_FILE;
}
