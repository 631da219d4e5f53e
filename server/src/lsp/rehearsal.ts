import { type FilePosition, Workspace } from '../core/index.ts';
import type { CompletionClient } from './completion-client.ts';
import { lenses } from './handlers/code-lenses.ts';
import { completions } from './handlers/completion.ts';
import { diagnosticsOf } from './handlers/diagnostics.ts';
import { documentSymbols } from './handlers/outline.ts';
import { folding } from './handlers/structure.ts';
import { onChange } from './handlers/synchronization.ts';
import { Session } from './session.ts';
import type { Words } from './words.ts';

/** As much of a text as is edited, in UTF-16 units: some 400 lines. */
const MOST = 15_000;
/** So many characters are written, and taken away again. */
const STROKES = 100;

/**
 * What is done for the first time is slow: V8 has to compile it, and only learns by doing it what is worth compiling
 * well. So once somebody has manifests open, and while no message waits, a copy of the first of them is edited where
 * nobody sees it: the first key that is pressed is answered as fast as the hundredth. A step of it takes a few
 * milliseconds, and a message waits for one at most. What is told of all objects of the file is made before.
 */
export class Rehearsal {
  readonly #session: Session;
  readonly #words: Words | undefined;
  readonly #defer: (work: () => void) => void;
  #hasBegun = false;

  constructor(session: Session, words: Words | undefined, defer: (work: () => void) => void) {
    this.#session = session;
    this.#words = words;
    this.#defer = defer;
  }

  /** Rehearses once, as soon as a file with objects is open. */
  begin(client: CompletionClient): void {
    if (this.#hasBegun) return;
    const uri = this.#session.openUris.find((each) => this.#hasObjects(each));
    const file = uri && this.#session.file(uri);
    if (!file) return;
    this.#hasBegun = true;
    // What a client asks of a file that it has just opened.
    for (const prepare of [documentSymbols, lenses, folding]) this.#defer(() => prepare(uri, this.#session));
    const end = file.offsets.findLastIndex((offset) => offset <= MOST);
    const text = file.documents
      .slice(0, Math.max(1, end))
      .map((each) => each.text)
      .join('');
    this.#defer(() => this.#rehearse(uri, text, client));
  }

  #hasObjects(uri: string): boolean {
    const { workspace } = this.#session;
    return workspace.files.get(uri)?.documents.some((each) => workspace.resourcesIn(each).length > 0) === true;
  }

  #rehearse(uri: string, text: string, client: CompletionClient): void {
    const { givenSchemas, registry } = this.#session.workspace;
    const session = new Session({
      workspace: new Workspace({ registry, ...(givenSchemas ? { schemas: givenSchemas } : {}) }),
      onFindings: () => {},
      onConfigurationText: () => {},
      defer: () => {},
    });
    session.configure(this.#session.configurations, new Map());
    session.open(uri, 0, text);
    session.settle();
    const ends = lineEnds(text);
    const step = (stroke: number) => {
      const position = ends[Math.floor((stroke / STROKES) * ends.length)];
      if (!position || stroke >= STROKES) return;
      const after = { ...position, character: position.character + 1 };
      const edits = [
        { range: { start: position, end: position }, text: '0' },
        { range: { start: position, end: after }, text: '' },
      ];
      for (const change of edits) {
        onChange({ textDocument: { uri, version: stroke }, contentChanges: [change] }, session);
        session.settle(uri);
        diagnosticsOf(uri, session);
        documentSymbols(uri, session);
        lenses(uri, session);
      }
      if (this.#words) completions({ textDocument: { uri }, position }, session, this.#words, client);
      this.#defer(() => step(stroke + 1));
    };
    step(0);
  }
}

/** Where lines end that say something. */
function lineEnds(text: string): readonly FilePosition[] {
  return text
    .split('\n')
    .flatMap((line, index) => (/: *\S+$/.test(line) ? [{ line: index, character: line.length }] : []));
}
