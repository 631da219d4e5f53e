import type { VerdictDocument } from './main.ts';
import type { ValidationResult } from './validate.ts';

interface Row {
  documents: number;
  equal: number;
  rejected: number;
  samePath: number;
  falseErrors: number;
  falseSilences: number;
}

type KeysOf = (document: VerdictDocument, result: ValidationResult) => readonly string[];

/** Counts results by key, and keeps the differences. */
export class Tally {
  readonly #rows = new Map<string, Row>();
  readonly #differences = new Map<string, { count: number; example: string }>();
  readonly #title: string;
  readonly #wanted: string | undefined;
  readonly #keysOf: KeysOf;

  /** `wanted`: a text that listed differences must contain. */
  constructor(title: string, wanted: string | undefined, keysOf: KeysOf) {
    this.#title = title;
    this.#wanted = wanted;
    this.#keysOf = keysOf;
  }

  add(document: VerdictDocument, validation: ValidationResult): void {
    const { result, accepted, paths } = validation;
    for (const key of this.#keysOf(document, validation)) {
      const row = this.#rows.get(key) ?? {
        documents: 0,
        equal: 0,
        rejected: 0,
        samePath: 0,
        falseErrors: 0,
        falseSilences: 0,
      };
      row.documents++;
      if (accepted === result.accepted) row.equal++;
      else if (accepted) row.falseSilences++;
      else row.falseErrors++;
      if (!accepted && !result.accepted) {
        row.rejected++;
        if (samePath(paths, result.causes ?? [])) row.samePath++;
      }
      this.#rows.set(key, row);
    }
    if (accepted !== result.accepted) this.#differ(accepted ? 'SILENT' : 'FALSE ERROR', document, validation);
    else if (!accepted && !samePath(paths, result.causes ?? [])) this.#differ('PATH', document, validation);
  }

  #differ(what: string, document: VerdictDocument, { release, result, why }: ValidationResult): void {
    const { kind, version, family, edge, id } = document;
    const causes = (result.causes ?? []).map(({ type, path, detail }) => `${type} ${path} ${detail}`).join(' | ');
    const text = `server: ${causes.slice(0, 200)} · we: ${why.slice(0, 300)}`;
    const key = `${what} ${result.mutated ? 'mutated' : 'plain'} ${result.stage} ${kind} ${family} ${edge}`;
    const known = this.#differences.get(key);
    if (known) known.count++;
    else this.#differences.set(key, { count: 1, example: `${kind} ${version} ${release} ${id} ${text}` });
  }

  print(): void {
    const percent = (part: number, total: number) =>
      total === 0 ? '     –' : `${((100 * part) / total).toFixed(2)}%`.padStart(7);
    console.log(`\n${this.#title}`);
    console.log('documents  equal   same path   false errors  silent');
    for (const [key, row] of [...this.#rows].sort(([a], [b]) => (a < b ? -1 : 1)))
      console.log(
        `${String(row.documents).padStart(8)} ${percent(row.equal, row.documents)} ${percent(row.samePath, row.rejected)} ${String(row.falseErrors).padStart(8)} ${String(row.falseSilences).padStart(8)}  ${key}`,
      );
    const shown = [...this.#differences].filter(
      ([key, { example }]) => !this.#wanted || `${key} ${example}`.includes(this.#wanted),
    );
    for (const [key, { count, example }] of shown
      .sort(([, a], [, b]) => b.count - a.count)
      .slice(0, this.#wanted ? 60 : 40))
      console.log(`${String(count).padStart(6)} ${key}\n         ${example}`);
  }
}

/** Returns true if we report one of the paths of the API server. Causes without a path match any. */
function samePath(ours: readonly string[], causes: readonly { readonly path?: string }[]): boolean {
  const theirs = causes.flatMap(({ path }) => path ?? []);
  if (theirs.length === 0) return true;
  const normal = (path: string) =>
    path
      .replace(/\["([^"]*)"\]/g, '.$1')
      .replace(/\[([^\]\d][^\]]*)\]/g, '.$1')
      .replace(/^\./, '');
  const own = new Set(ours.map(normal));
  return theirs.every((path) => own.has(normal(path)));
}
