import type { Finding } from '../findings/finding.ts';
import { isCovered, type Suppression, suppressionsIn } from '../findings/suppression.ts';
import { type IgnoredName, type Rule, textFindingOf } from '../rules/rule.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { ManifestFile } from '../syntax/manifest-file.ts';
import { type RuleTable, ruleTableOf } from './rule-table.ts';

/**
 * What authors have left out by comments. A document's comments are read once, when it comes; what they leave out is
 * decided whenever findings are asked for, so that it depends on nothing that must be kept up to date.
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

  /** The findings of a file without those that comments in it ignore, and what there is to say of these comments. */
  apply(file: ManifestFile, allIn: (document: ManifestDocument) => readonly Finding[]): readonly Finding[] {
    const commented = file.documents.filter((document) => this.#byDocument.has(document));
    if (commented.length === 0) return file.documents.flatMap(allIn);
    const names = new Map(commented.map((document) => [document, this.#namesIn(document)]));
    const ofFile = [...names.values()].flat().filter(({ suppression }) => suppression.scope === 'file');
    const kept = file.documents.map((document) =>
      allIn(document).filter((finding) => {
        const own = (names.get(document) ?? []).filter(
          ({ id, suppression }) =>
            id === finding.rule && isCovered(suppression, finding.place.span, document.text.length),
        );
        const using = [...own, ...ofFile.filter(({ id }) => id === finding.rule)];
        for (const name of using) name.isUsed = true;
        return using.length === 0;
      }),
    );
    return file.documents.flatMap((document, index) => {
      const findings = kept[index] ?? [];
      const ignored = names.get(document);
      if (!ignored) return findings;
      return [...findings, ...this.#judge(file.uri, document, ignored)].sort(byPlace);
    });
  }

  #namesIn(document: ManifestDocument): Name[] {
    return (this.#byDocument.get(document) ?? []).flatMap((suppression) =>
      suppression.rules.map(({ id, span }) => ({ id, span, suppression, isUsed: false })),
    );
  }

  #judge(uri: string, document: ManifestDocument, names: readonly Name[]): readonly Finding[] {
    const ignored = {
      uri,
      document,
      suppressions: this.#byDocument.get(document) ?? [],
      names,
      known: this.#rules.ids,
    };
    return this.#rules.ofIgnored.flatMap((rule) =>
      [...(rule.checkIgnored?.(ignored) ?? [])].map((report) => textFindingOf(rule, report, uri, document)),
    );
  }
}

type Name = { -readonly [Key in keyof IgnoredName]: IgnoredName[Key] };

function byPlace(a: Finding, b: Finding): number {
  return a.place.span.start - b.place.span.start || (a.rule < b.rule ? -1 : 1);
}
