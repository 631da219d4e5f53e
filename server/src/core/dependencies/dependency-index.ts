import type { IndexKey } from '../index/object-index.ts';
import type { Resource } from '../objects/resource.ts';

/** A question, and who has asked it: nearly always one, which is kept without a set around it. */
export interface Question {
  readonly key: IndexKey;
  askers: Resource | Set<Resource>;
}

/** Who has asked which questions. A key is kept once, however many ask: those of a large workspace would fill its memory. */
export class DependencyIndex {
  readonly #questions = new Map<IndexKey, Question>();

  of(key: IndexKey): Iterable<Resource> {
    const askers = this.#questions.get(key)?.askers;
    if (!askers) return [];
    return askers instanceof Set ? askers : [askers];
  }

  /** Remembers that all of these were asked; for `forget`. */
  remember(keys: ReadonlySet<IndexKey>, asker: Resource): readonly Question[] {
    return Array.from(keys, (key) => {
      const question = this.#questions.get(key);
      if (question) {
        if (question.askers instanceof Set) question.askers.add(asker);
        else question.askers = new Set([question.askers, asker]);
        return question;
      }
      const first = { key, askers: asker };
      this.#questions.set(key, first);
      return first;
    });
  }

  forget(questions: readonly Question[], asker: Resource): void {
    for (const { key, askers } of questions) {
      if (askers instanceof Set && askers.size > 1) askers.delete(asker);
      else this.#questions.delete(key);
    }
  }
}
