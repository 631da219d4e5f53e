import type { Finding } from '../findings/finding.ts';
import { isCovered, type Suppression, suppressionsIn } from '../findings/suppression.ts';
import { MAX_FINDINGS, tooManyTextFindings } from '../rules/limits/too-many.ts';
import { type IgnoredName, type Rule, textFindingOf } from '../rules/rule.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { ManifestFile } from '../syntax/manifest-file.ts';
import { groupBy } from '../text/group-by.ts';
import { type RuleTable, ruleTableOf } from './rule-table.ts';

/**
 * The comments that ignore findings. They are parsed once for each document. Whether they apply is decided on each
 * query, so that no state must be kept up to date.
 */
export class Suppressions {
  readonly #byDocument = new Map<ManifestDocument, readonly Suppression[]>();
  readonly #rules: RuleTable;

  constructor(rules: readonly Rule[]) {
    this.#rules = ruleTableOf(rules);
  }

  add(document: ManifestDocument): void {
    const suppressions = suppressionsIn(document);
    if (suppressions.length > 0) this.#byDocument.set(document, suppressions);
  }

  remove(document: ManifestDocument): void {
    this.#byDocument.delete(document);
  }

  /** Returns the findings of a file without the ignored ones, and with the findings about the comments. */
  apply(file: ManifestFile, allIn: (document: ManifestDocument) => readonly Finding[]): readonly Finding[] {
    const commented = file.documents.filter((document) => this.#byDocument.has(document));
    if (commented.length === 0) return file.documents.flatMap(allIn);
    const names = new Map(commented.map((document) => [document, this.#namesIn(document)]));
    const ofFile = groupBy(
      [...names.values()].flat().filter(({ suppression }) => suppression.scope === 'file'),
      ({ currentId }) => currentId,
    );
    const kept = file.documents.map((document) => {
      const own = groupBy(names.get(document) ?? [], ({ currentId }) => currentId);
      const left = [...groupBy(allIn(document), ({ rule }) => rule)].flatMap(([rule, findings]) => {
        const uncovered = withoutCovered(findings, own.get(rule) ?? [], document.text.length);
        const everywhere = ofFile.get(rule) ?? [];
        for (const name of everywhere) name.isUsed = true;
        return everywhere.length > 0 ? [] : uncovered;
      });
      return left.sort(byPosition);
    });
    return file.documents.flatMap((document, index) => {
      const findings = kept[index] ?? [];
      const ignored = names.get(document);
      if (!ignored) return findings;
      return [...findings, ...this.#check(file.uri, document, ignored)].sort(byPosition);
    });
  }

  /** The findings of a file that comments in it ignore, in the order of its text. */
  ignored(file: ManifestFile, allIn: (document: ManifestDocument) => readonly Finding[]): readonly Finding[] {
    if (!file.documents.some((document) => this.#byDocument.has(document))) return [];
    const all = new Map(file.documents.map((document) => [document, allIn(document)]));
    const kept = new Set(this.apply(file, (document) => all.get(document) ?? []));
    return [...all.values()].flat().filter((finding) => !kept.has(finding));
  }

  #namesIn(document: ManifestDocument): Name[] {
    return (this.#byDocument.get(document) ?? []).flatMap((suppression) =>
      suppression.rules.map(({ id, span }) => ({
        id,
        currentId: this.#rules.renamed.get(id) ?? id,
        span,
        suppression,
        isUsed: false,
      })),
    );
  }

  #check(uri: string, document: ManifestDocument, names: readonly Name[]): readonly Finding[] {
    const ignored = {
      uri,
      document,
      suppressions: this.#byDocument.get(document) ?? [],
      names,
      known: this.#rules.ids,
      renamed: this.#rules.renamed,
    };
    const findings: Finding[] = [];
    for (const rule of this.#rules.ofIgnored) {
      let count = 0;
      for (const report of rule.checkIgnored?.(ignored) ?? []) {
        if (count++ < MAX_FINDINGS) {
          findings.push(textFindingOf(rule, report, uri, document));
          continue;
        }
        findings.push(tooManyTextFindings(rule, report, uri, document));
        break;
      }
    }
    return findings;
  }
}

type Name = { -readonly [Key in keyof IgnoredName]: IgnoredName[Key] };

function byPosition(a: Finding, b: Finding): number {
  return a.place.span.start - b.place.span.start || (a.rule < b.rule ? -1 : 1);
}

/**
 * Returns the findings of a rule that no comment covers. Walks both lists once, in the order of the text, because few
 * comments cover the same position.
 */
function withoutCovered(findings: readonly Finding[], names: readonly Name[], length: number): Finding[] {
  const waiting = names.toSorted((a, b) => b.suppression.covers.start - a.suppression.covers.start);
  let open: Name[] = [];
  return findings
    .toSorted((a, b) => a.place.span.start - b.place.span.start)
    .filter(({ place: { span } }) => {
      for (let next = waiting.at(-1); next && next.suppression.covers.start <= span.start; next = waiting.at(-1)) {
        open.push(next);
        waiting.pop();
      }
      // Removes the comments whose range has ended.
      open = open.filter(({ suppression }) => isCovered(suppression, span, length));
      for (const name of open) name.isUsed = true;
      return open.length === 0;
    });
}
