/** In bytes. Headers have about 30. */
const MAX_HEADER = 8_192;
/** In bytes. Node's strings are limited to a little more. */
const MAX_BODY = 500_000_000;

const FIELD = 'Content-Length:';

export interface MessageListener {
  /** Called with the text of each message. */
  readonly onText: (text: string) => void;
  /** Called with a sentence when messages cannot be separated. Reading continues at the next valid header. */
  readonly onInvalid: (problem: string) => void;
}

/**
 * Separates the messages of a stream by their headers, as the base protocol of LSP defines. After an invalid header, it
 * searches for the next valid one.
 */
export class MessageSplitter {
  readonly #listener: MessageListener;
  #chunks: Buffer[] = [];
  #size = 0;
  /** The length of the body whose header was read. */
  #length: number | undefined;
  #isSearching = false;

  constructor(listener: MessageListener) {
    this.#listener = listener;
  }

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    while (this.#length === undefined ? this.#readHeader() : this.#readBody(this.#length));
  }

  /** Returns false if more data is needed. */
  #readBody(length: number): boolean {
    if (this.#size < length) return false;
    const data = this.#data();
    this.#drop(length);
    this.#length = undefined;
    this.#listener.onText(data.toString('utf8', 0, length));
    return true;
  }

  #readHeader(): boolean {
    if (this.#isSearching && !this.#search()) return false;
    const data = this.#data();
    const end = endOfHeader(data);
    if (!end) {
      if (data.length <= MAX_HEADER) return false;
      return this.#failed(1, `A header of the input has more than ${MAX_HEADER} bytes.`);
    }
    const digits = /^content-length:[ \t]*(\d{1,15})[ \t]*\r?$/im.exec(data.toString('latin1', 0, end.start))?.[1];
    if (digits === undefined) return this.#failed(end.after, 'A header of the input has no valid Content-Length.');
    const length = Number(digits);
    if (length > MAX_BODY)
      return this.#failed(end.after, `A message of the input has ${length} bytes; the limit is ${MAX_BODY}.`);
    this.#drop(end.after);
    this.#length = length;
    this.#isSearching = false;
    return true;
  }

  /** Skips `count` bytes and searches for the next header. The problem is reported once per search. */
  #failed(count: number, problem: string): boolean {
    this.#drop(count);
    if (!this.#isSearching) this.#listener.onInvalid(`${problem} It is skipped.`);
    this.#isSearching = true;
    return true;
  }

  /** Skips everything before the next field that starts a header. Returns false if there is none yet. */
  #search(): boolean {
    const data = this.#data();
    const start = data.indexOf(FIELD, 0, 'latin1');
    this.#drop(start < 0 ? Math.max(0, data.length - FIELD.length + 1) : start);
    return start >= 0;
  }

  #data(): Buffer {
    const [only] = this.#chunks;
    if (only && this.#chunks.length === 1) return only;
    const data = Buffer.concat(this.#chunks);
    this.#chunks = [data];
    return data;
  }

  #drop(count: number): void {
    const rest = this.#data().subarray(count);
    this.#chunks = rest.length > 0 ? [rest] : [];
    this.#size = rest.length;
  }
}

/** Also accepts lines that end with only a line feed, which some clients send. */
function endOfHeader(data: Buffer): { readonly start: number; readonly after: number } | undefined {
  const head = data.subarray(0, MAX_HEADER + 4);
  const crlf = head.indexOf('\r\n\r\n');
  const lf = head.indexOf('\n\n');
  if (crlf >= 0 && (lf < 0 || crlf < lf)) return { start: crlf, after: crlf + 4 };
  return lf >= 0 ? { start: lf, after: lf + 2 } : undefined;
}
