import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { codeSpan, plainMarkdown } from '../../../server/src/core/text/markdown.ts';

const TEXTS = fc.string({ unit: fc.constantFrom(...'`` \\*_[]()!<>&;#-+.1:/@w~|ab\n'), maxLength: 30 });

describe('a code span', () => {
  it('has a fence that its text does not contain', () => {
    for (const [text, expected] of [
      ['a', '`a`'],
      ['a`b', '``a`b``'],
      ['`', '`` ` ``'],
      ['a``b`', '```a``b` ```'.replace('```a', '``` a')],
      [' a ', '`  a  `'],
      ['', '`""`'],
      ['a\n\nb', '`a b`'],
      ['![x](https://e)', '`![x](https://e)`'],
    ] as const)
      assert.equal(codeSpan(text), expected);
  });

  it('ends at its end, for any text', () => {
    fc.assert(
      fc.property(TEXTS, (text) => {
        const span = codeSpan(text);
        const [fence = ''] = /^`+/.exec(span) ?? [];
        const inside = span.slice(fence.length, -fence.length);
        assert.ok(span.endsWith(fence) && fence !== '');
        assert.ok(!inside.startsWith('`') && !inside.endsWith('`'));
        assert.ok([...inside.matchAll(/`+/g)].every(([run]) => run.length !== fence.length));
        assert.doesNotMatch(span, /\n/);
      }),
    );
  });
});

describe('Markdown that shows a text', () => {
  it('escapes markup', () => {
    for (const [text, expected] of [
      ['Cluster "a-b.c_d"', 'Cluster "a-b.c\\_d"'],
      ['![x](https://e/b.png)', '!\\[x\\](https\\://e/b.png)'],
      ['<img src=x>', '\\<img src=x\\>'],
      ['&lt;b&gt; & c', '\\&lt;b\\&gt; & c'],
      ['# a', '\\# a'],
      ['- a', '\\- a'],
      ['1. a', '1\\. a'],
      ['www.e.com a@b.c', 'www\\.e.com a\\@b.c'],
      ['a\n\n# b', 'a # b'],
    ] as const)
      assert.equal(plainMarkdown(text), expected);
  });

  it('shows any text', () => {
    fc.assert(
      fc.property(TEXTS, (text) => {
        const markdown = plainMarkdown(text);
        assert.equal(markdown.replace(/\\([\\`*_[\]<>~&\-+=#|.):@])/g, '$1'), text.replace(/\s*\n\s*/g, ' '));
        assert.doesNotMatch(markdown.replace(/\\./g, ''), /[`*_[\]<>~]/);
      }),
    );
  });
});
