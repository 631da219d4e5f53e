import type { FileChange } from '../../core/index.ts';

/** The texts of files that are not processed because that took too long. A file leaves when its text changes. */
export class Quarantine {
  readonly #texts = new Map<string, string>();

  add(uri: string, text: string): void {
    this.#texts.set(uri, text);
  }

  /** Returns the text of a file in quarantine. */
  text(uri: string): string | undefined {
    return this.#texts.get(uri);
  }

  /** Releases the files that changes modify. Returns the changes that the workspace must apply. */
  release(changes: readonly FileChange[]): readonly FileChange[] {
    return this.#texts.size === 0 ? changes : changes.flatMap((change) => this.#release(change));
  }

  #release(change: FileChange): readonly FileChange[] {
    const { uri } = change;
    const before = this.#texts.get(uri);
    if (before === undefined) return [change];
    const after = textAfter(before, change);
    if (after === before) return [];
    this.#texts.delete(uri);
    return [after === undefined ? change : { uri, text: after }];
  }
}

/** Returns the text of a file after a change. Undefined if it is removed, or a file of another workspace. */
export function textAfter(before: string, change: FileChange): string | undefined {
  if ('text' in change) return change.text;
  if (!('range' in change)) return undefined;
  return before.slice(0, change.range.start) + change.newText + before.slice(change.range.end);
}
