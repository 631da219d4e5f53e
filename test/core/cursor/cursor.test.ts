import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { cursorAt, type Slot } from '../../../server/src/core/cursor/cursor.ts';
import { pathText } from '../../../server/src/core/syntax/lookup.ts';
import { streamText } from '../../support/arbitrary.ts';

/** `key spec.pools[0]`, `value kind`, followed by the special properties of the slot. */
function describeSlot(slot: Slot): string {
  const words = [slot.kind, pathText(slot.path) || '.'];
  if (slot.kind !== 'value') {
    if (slot.isOnNewLine) words.push('below');
    words.push(`@${slot.column}`);
  }
  if (slot.kind === 'key' && slot.hasColon) words.push('colon');
  return words.join(' ');
}

/** `█` is the cursor. */
function checkSlots(text: string, slots: readonly string[], token?: string): void {
  const offset = text.indexOf('█');
  const source = text.replace('█', '');
  const cursor = cursorAt(source, offset);
  assert.deepEqual(cursor?.slots.map(describeSlot) ?? [], slots, text);
  if (token !== undefined && cursor)
    assert.equal(
      `${source.slice(cursor.token.span.start, offset)}█${source.slice(offset, cursor.token.span.end)}`,
      token,
      text,
    );
}

const POD = 'spec:\n  a: 1\n  pools:\n    - start: x\n      end: y\n';

describe('cursorAt', () => {
  it('recognizes a key among others', () => {
    checkSlots('spec:\n  a: 1\n  █\n  b: 2\n', ['key spec @2'], '█');
    checkSlots('spec:\n  a: 1\n  wo█\n  b: 2\n', ['key spec @2'], 'wo█');
    checkSlots('spec:\n  a: 1\n  w█o\n', ['key spec @2'], 'w█o');
    checkSlots('spec:\n  a: 1\n  w█o: 2\n', ['key spec @2 colon'], 'w█o');
    checkSlots('spec:\n  a: 1\n  █: 2\n', ['key spec @2 colon'], '█');
    checkSlots('spec:\n  a: 1\n█\n', ['key . @0'], '█');
    checkSlots('█\nspec:\n  a: 1\n', ['key . @0']);
    checkSlots('kind: "x"\n"sp█": 1\n', ['key . @0 colon'], 'sp█');
  });

  it('recognizes an empty line below a key', () => {
    checkSlots('spec:\n  █\n', ['value spec', 'key spec @2', 'item spec @2'], '█');
    checkSlots('spec:\n  █', ['value spec', 'key spec @2', 'item spec @2'], '█');
    checkSlots('spec:\n█', ['key . @0'], '█');
    checkSlots('spec:\n  wo█\nstatus: {}\n', ['value spec', 'key spec @2', 'item spec @2'], 'wo█');
    checkSlots('a:\n  b:\n\n    █\n\n  c: 1\n', ['value a.b', 'key a.b @4', 'item a.b @4'], '█');
  });

  it('finds a value after its colon', () => {
    checkSlots('a:\n  b: █\n  c: 1\n', ['value a.b', 'key a.b below @2', 'item a.b below @2'], '█');
    checkSlots('a:\n  b:█\n', ['value a.b', 'key a.b below @2', 'item a.b below @2'], '█');
    checkSlots('a: wo█rd\n', ['value a', 'key a below @0', 'item a below @0'], 'wo█rd');
    checkSlots("a: 'wo█rd'\n", ['value a', 'key a below @0', 'item a below @0'], 'wo█rd');
    checkSlots('a: "█"\n', ['value a', 'key a below @0', 'item a below @0'], '█');
    checkSlots('a: "wo█\nb: 1', ['value a', 'key a below @0', 'item a below @0'], 'wo█');
    checkSlots('a: █ # comment\n', ['value a', 'key a below @0', 'item a below @0'], '█');
    checkSlots('a: █\n  b: 1\n', ['value a']);
    checkSlots('a: &x █\n', ['value a', 'key a below @0', 'item a below @0'], '█');
  });

  it('recognizes the items of a list', () => {
    checkSlots(`${POD}    - █\n`, ['value spec.pools[1]', 'key spec.pools[1] @6'], '█');
    checkSlots(`${POD}    -█\n`, ['value spec.pools[1]', 'key spec.pools[1] @6'], '█');
    checkSlots(`${POD}      █\n`, ['key spec.pools[0] @6'], '█');
    checkSlots(`${POD}    █\n`, ['item spec.pools @4'], '█');
    checkSlots(`${POD}  █\n`, ['key spec @2'], '█');
    checkSlots('pools:\n  - █\n    end: y\n', ['key pools[0] @4'], '█');
    checkSlots('pools:\n- start: x\n█\n', ['key . @0'], '█');
    checkSlots('pools:\n- start: x\n- █\n', ['value pools[1]', 'key pools[1] @2'], '█');
    checkSlots('a:\n  - - █\n', ['value a[0][0]', 'key a[0][0] @6'], '█');
  });

  it('recognizes flow collections', () => {
    checkSlots('a: {█}\n', ['key a @4'], '█');
    checkSlots('a: { b: 1, █ }\n', ['key a @11'], '█');
    checkSlots('a: {b: █}\n', ['value a.b'], '█');
    checkSlots('a: [x, █]\n', ['value a[1]'], '█');
    checkSlots('a: [x, y█\nb: 1\n', ['value a[1]'], 'y█');
    checkSlots('{"a": {"b█": 1}}\n', ['key a @7 colon'], 'b█');
  });

  it('recognizes an empty document', () => {
    checkSlots('█', ['value .', 'key . @0', 'item . @0'], '█');
    checkSlots('---\n█', ['value .', 'key . @0', 'item . @0'], '█');
    checkSlots('---\nki█\n', ['value .', 'key . @0', 'item . @0'], 'ki█');
    checkSlots('# a comment\n█\n---\nkind: x\n', ['value .', 'key . @0', 'item . @0'], '█');
    checkSlots('--█-\nkind: x\n', []);
  });

  it('returns undefined in comments, and a slot in block scalars', () => {
    checkSlots('a: 1 # comm█ent\n', []);
    checkSlots('# comm█ent\na: 1\n', []);
    checkSlots('a:\n  b: |\n    some te█xt\n  c: 1\n', ['value a.b']);
    checkSlots('a:\n  b: |\n    some text\n    █\n  c: 1\n', ['value a.b']);
    checkSlots('a:\n  b: |\n    some text\n  █\n  c: 1\n', ['key a @2']);
    checkSlots('a:\n  b: |\n    some text\n  █', ['key a @2']);
    checkSlots('a:\n  b: |\n    some te█xt', ['value a.b']);
  });

  it('is not affected by errors elsewhere', () => {
    checkSlots('spec:\n  half\n  pools:\n    - start: "x\n      █\n  other: [1\n', ['key spec.pools[0] @6'], '█');
    checkSlots('spec:\n  a: b: c\n  d: }\n  █\n', ['key spec @2'], '█');
    checkSlots('spec:\n\ta: 1\n  b:\n    █\n', ['value spec.b', 'key spec.b @4', 'item spec.b @4'], '█');
    checkSlots('a: *nothing\nb: █\n', ['value b', 'key b below @0', 'item b below @0'], '█');
  });

  it('has no slots at an alias', () => {
    checkSlots('a: &x {b: 1}\nc: *x█\n', []);
  });

  it('returns a token at any position of any text', () => {
    fc.assert(
      fc.property(streamText(), fc.double({ min: 0, max: 1, noNaN: true }), (text, share) => {
        const offset = Math.floor(text.length * share);
        const token = cursorAt(text, offset)?.token;
        if (!token) return;
        assert.ok(token.span.start <= offset && offset <= token.span.end && token.span.end <= text.length);
        assert.equal(token.typed, text.slice(token.span.start, offset));
      }),
      { numRuns: 3000 },
    );
  });
});
