import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it, type TestContext } from 'node:test';
import type { Completion } from '../../../server/src/core/completion/completion.ts';
import { pathText } from '../../../server/src/core/syntax/lookup.ts';
import { type Writer, writerOf } from '../../support/completion.ts';
import { type Position, positionsIn } from '../../support/positions.ts';
import { corpusSets, sharedIsMissing } from '../../support/shared.ts';

const URI = 'file:///typed.yaml';

/** The maximum CPU time of a keystroke, in milliseconds. */
const LIMIT = 15;

/**
 * Types a text character by character and requests completions after each. While a key is typed, only fields of the
 * surrounding object are offered, including that key.
 */
function type(text: string, test: TestContext): void {
  const complete = writerOf([{ uri: URI, text }]);
  const keys = keysAt(positionsIn(complete));
  const kinds = new Map(
    [...complete.workspace.files.values()].flatMap(({ documents, offsets }) =>
      documents.map((document, index) => [offsets[index] ?? 0, complete.workspace.resourceIn(document)?.kind] as const),
    ),
  );
  const writer = writerOf([{ uri: URI, text: '' }]);
  const times: number[] = [];
  let kind: string | undefined;
  for (let offset = 1; offset <= text.length; offset++) {
    writer.workspace.apply([
      { uri: URI, range: { start: offset - 1, end: offset - 1 }, newText: text[offset - 1] ?? '' },
    ]);
    if (kinds.has(offset - 1)) kind = kinds.get(offset - 1);
    const { offered, time } = timed(writer, offset);
    times.push(time);
    const fields = offered.flatMap(({ field, kind: sort }) => (field && sort === 'field' ? [field] : []));
    for (const field of fields) assert.equal(field.kind, kind, before(text, offset));
    const key = keys.get(offset);
    if (!key) continue;
    for (const { path } of fields) assert.equal(pathText(path.slice(0, -1)), pathText(key.path), before(text, offset));
    assert.ok(
      offered.some(({ label, filter }) => (filter ?? label) === key.node.text),
      before(text, offset),
    );
  }
  times.sort((a, b) => a - b);
  const percentile = (share: number) => times[Math.floor((times.length - 1) * share)]?.toFixed(2);
  test.diagnostic(
    `${times.length} keystrokes: half below ${percentile(0.5)} ms, 95 % below ${percentile(0.95)} ms, all below ${percentile(1)} ms`,
  );
  const slow = times.filter((time) => time > LIMIT).length;
  // The CPU time includes garbage collection, which is independent of the keystroke.
  assert.ok(slow <= times.length / 1000, `${slow} keystrokes took longer than ${LIMIT} ms`);
}

function timed(writer: Writer, offset: number): { offered: readonly Completion[]; time: number } {
  const before = process.cpuUsage();
  const offered = writer.at(URI, offset);
  const { user, system } = process.cpuUsage(before);
  return { offered, time: (user + system) / 1000 };
}

/** Returns the key that has a character before an offset. */
function keysAt(positions: readonly Position[]): ReadonlyMap<number, Position> {
  const keys = new Map<number, Position>();
  for (const position of positions) {
    if (position.sort !== 'key' || position.node.style !== 'plain') continue;
    const { start, end } = position.node.span;
    for (let at = start + 1; at <= end; at++) keys.set(position.start + at, position);
  }
  return keys;
}

function before(text: string, offset: number): string {
  return `after ${JSON.stringify(text.slice(Math.max(0, offset - 120), offset))}`;
}

describe('typing', () => {
  it('never offers fields of another object: the example', (test) => {
    type(readFileSync('examples/correct/cluster.yaml', 'utf8'), test);
  });

  it('never offers fields of another object: the founding manifest', { skip: sharedIsMissing }, (test) => {
    type(corpusSets()[0]?.[0]?.text ?? '', test);
  });
});
