import { type FilePosition, Workspace } from '../core/index.ts';
import { codeLenses } from './handlers/code-lenses.ts';
import { completions } from './handlers/completion.ts';
import { documentSymbols } from './handlers/outline.ts';
import { foldingRanges } from './handlers/structure.ts';
import { changeDocument } from './handlers/synchronization.ts';
import type { Defer } from './scheduler.ts';
import { Session } from './session/session.ts';
import { Watchdog } from './watchdog.ts';

/** The part of the text that is edited, in UTF-16 code units: about 400 lines. */
const MAX_LENGTH = 15_000;
/** The number of characters that are typed and deleted. */
const KEYSTROKES = 100;

/**
 * Edits a copy of the first open manifest in a session of its own. V8 compiles and optimizes code when it runs, so the
 * first edits would be slower than later ones. The work is done in steps of a few milliseconds while no message waits.
 */
export class WarmUp {
  readonly #session: Session;
  readonly #defer: Defer;
  readonly #watchdog: Watchdog;
  #hasStarted = false;

  constructor(session: Session, defer: Defer, watchdog = new Watchdog()) {
    this.#session = session;
    this.#defer = defer;
    this.#watchdog = watchdog;
  }

  /** Starts once, as soon as a file with objects is open. */
  start(): void {
    if (this.#hasStarted) return;
    const uri = this.#session.openUris.find((each) => this.#hasObjects(each));
    const file = uri && this.#session.files.get(uri);
    if (!file) return;
    this.#hasStarted = true;
    // A client requests these when it opens a file.
    for (const handler of [documentSymbols, codeLenses, foldingRanges])
      this.#defer(() => this.#session.run(uri, () => handler(this.#session.snapshot(), { textDocument: { uri } })));
    const end = file.offsets.findLastIndex((offset) => offset <= MAX_LENGTH);
    const text = file.documents
      .slice(0, Math.max(1, end))
      .map((each) => each.text)
      .join('');
    this.#defer(() => this.#watchdog.run(uri, () => this.#editCopy(uri, text)));
  }

  #hasObjects(uri: string): boolean {
    const { workspace } = this.#session.snapshot();
    return workspace.files.get(uri)?.documents.some((each) => workspace.resourcesIn(each).length > 0) === true;
  }

  #editCopy(uri: string, text: string): void {
    const { workspace, client, content, configurations } = this.#session.snapshot();
    const { givenSchemas, registry } = workspace;
    const session = new Session({
      createWorkspace: () => new Workspace({ registry, ...(givenSchemas ? { schemas: givenSchemas } : {}) }),
      client,
      content,
      onEvaluated: () => {},
      onConfigurationText: () => {},
      defer: () => {},
    });
    session.configure(configurations, new Map());
    session.openDocument(uri, 0, text);
    session.evaluate();
    const ends = lineEnds(text);
    const step = (keystroke: number) => {
      const position = ends[Math.floor((keystroke / KEYSTROKES) * ends.length)];
      if (!position || keystroke >= KEYSTROKES) return;
      this.#watchdog.run(uri, () => typeAndDelete(session, uri, position, keystroke));
      this.#defer(() => step(keystroke + 1));
    };
    step(0);
  }
}

/** Types and deletes a character, and computes what a client requests after each edit. */
function typeAndDelete(session: Session, uri: string, position: FilePosition, version: number): void {
  const textDocument = { uri };
  const after = { ...position, character: position.character + 1 };
  const edits = [
    { range: { start: position, end: position }, text: '0' },
    { range: { start: position, end: after }, text: '' },
  ];
  for (const change of edits) {
    changeDocument(session, { textDocument: { uri, version }, contentChanges: [change] });
    session.evaluate(uri);
    const snapshot = session.snapshot();
    snapshot.diagnosticsIn(uri);
    documentSymbols(snapshot, { textDocument });
    codeLenses(snapshot, { textDocument });
  }
  completions(session.snapshot(), { textDocument, position });
}

/** Returns the ends of lines that contain a key and a value. */
function lineEnds(text: string): readonly FilePosition[] {
  return text
    .split('\n')
    .flatMap((line, index) => (/: *\S+$/.test(line) ? [{ line: index, character: line.length }] : []));
}
