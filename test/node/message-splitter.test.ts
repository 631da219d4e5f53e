import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { MessageSplitter } from '../../server/src/node/message-splitter.ts';

/** Returns what a splitter reads from chunks. */
function read(chunks: readonly Buffer[]) {
  const texts: string[] = [];
  const problems: string[] = [];
  const splitter = new MessageSplitter({
    onText: (text) => void texts.push(text),
    onInvalid: (problem) => void problems.push(problem),
  });
  for (const chunk of chunks) splitter.push(chunk);
  return { texts, problems };
}

const message = (text: string, eol = '\r\n') =>
  Buffer.from(`Content-Length: ${Buffer.byteLength(text)}${eol}${eol}${text}`);

/** Cuts bytes at some places. */
function cut(data: Buffer, places: readonly number[]): readonly Buffer[] {
  const at = [0, ...places.map((place) => place % (data.length + 1)).sort((a, b) => a - b), data.length];
  return at.slice(1).map((end, index) => data.subarray(at[index], end));
}

describe('the messages of a stream', () => {
  it('are the same in any chunks', () => {
    const texts = fc.array(
      fc.string({ unit: 'binary' }).map((text) => Buffer.from(text).toString()),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(texts, fc.array(fc.nat(500)), (all, places) => {
        const data = Buffer.concat(all.map((text) => message(text)));
        assert.deepEqual(read(cut(data, places)), { texts: all, problems: [] });
      }),
    );
  });

  it('may have other fields and only line feeds', () => {
    const typed = Buffer.from('Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: 2\r\n\r\n{}');
    assert.deepEqual(read([typed, message('[1]', '\n')]), { texts: ['{}', '[1]'], problems: [] });
  });

  const invalid: Readonly<Record<string, string>> = {
    'no length': 'Content-Type: x\r\n\r\n{}',
    'a length that is not a number': 'Content-Length: ten\r\n\r\n{}',
    'a negative length': 'Content-Length: -5\r\n\r\n{}',
    'a giant length': 'Content-Length: 99999999999\r\n\r\n{}',
    'a length beyond all numbers': `Content-Length: ${'9'.repeat(400)}\r\n\r\n{}`,
    'text without a header': '{"jsonrpc":"2.0"}\r\n\r\n',
    'no end': 'x'.repeat(20_000),
    nothing: '\r\n\r\n',
  };
  for (const [name, text] of Object.entries(invalid))
    it(`continue after a header with ${name}`, () => {
      const data = Buffer.concat([message('1'), Buffer.from(text), message('2'), message('3')]);
      for (const chunks of [[data], cut(data, [3, 20, 21, 22, 30, 100, 5_000, 9_000])]) {
        const { texts, problems } = read(chunks);
        assert.deepEqual(texts, ['1', '2', '3']);
        assert.equal(problems.length, 1);
      }
    });
});
