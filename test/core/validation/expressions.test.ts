import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Expressions } from '../../../server/src/core/validation/expressions.ts';

const LIST = Array.from({ length: 120 }, (_, index) => index);

describe('a CEL rule', () => {
  const verdict = (rule: string, self: unknown) => new Expressions().evaluate(rule, self);

  it('is satisfied or not', () => {
    assert.equal(verdict('self.a == 1.0', { a: 1 }), 'holds');
    assert.equal(verdict("self.a == 'x'", { a: 'y' }), 'broken');
    assert.equal(verdict('self.b == 1', { a: 1 }), 'broken');
    assert.equal(verdict('self.', { a: 1 }), 'holds');
  });

  it('uses RE2 for matches, also inside macros', () => {
    assert.equal(verdict("self.matches('^[[:alpha:]]+\\\\z')", 'ab'), 'holds');
    assert.equal(verdict("self.all(x, x.matches('^a+$'))", ['a', 'aa']), 'holds');
    assert.equal(verdict("self.all(x, x.matches('^a+$'))", ['a', 'b']), 'broken');
    assert.equal(verdict("self.matches('^(a+)+$')", `${'a'.repeat(5000)}b`), 'broken');
  });

  it('compares lists of realistic size', () => {
    const named = LIST.map((index) => ({ name: `name-${index}` }));
    assert.equal(verdict('self.all(x, self.exists_one(y, x.name == y.name))', named), 'holds');
    assert.equal(verdict('self.all(x, self.exists_one(y, x.name == y.name))', [...named, named[0]]), 'broken');
  });

  const text = 'a'.repeat(20_000);
  const costly: readonly (readonly [string, unknown])[] = [
    ['self.l.all(a, self.l.all(b, self.l.all(c, self.l.all(d, true))))', { l: LIST }],
    ['self.l.exists(a, self.l.exists(b, self.l.exists(c, self.l.exists(d, false))))', { l: LIST }],
    ['self.l.map(a, self.l.map(b, self.l.map(c, self.l.map(d, d)))).size() > 0', { l: LIST }],
    [
      'self.l.filter(a, self.l.filter(b, self.l.filter(c, self.l.filter(d, true).size() > 0).size() > 0).size() > 0).size() > 0',
      { l: LIST },
    ],
    ['self.l.all(a, self.l.all(b, self.s == self.t))', { l: LIST, s: text, t: text }],
    ["self.l.all(a, self.l.all(b, !self.s.contains('b')))", { l: LIST, s: text }],
    [`self.matches('^(a|b)*a(a|b){450}$')`, 'ab'.repeat(50_000)],
  ];
  for (const [rule, self] of costly)
    it(`has an unknown result if it is too expensive: ${rule.slice(0, 60)}`, () => {
      assert.equal(verdict(rule, self), 'unknown');
    });

  it('has its own budget', () => {
    const expressions = new Expressions();
    assert.equal(expressions.evaluate(costly[0]?.[0] ?? '', { l: LIST }), 'unknown');
    assert.equal(expressions.evaluate('self.l.size() == 120', { l: LIST }), 'holds');
    assert.equal(expressions.evaluate(costly[0]?.[0] ?? '', { l: [1] }), 'holds');
  });
});
