import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { nodeValue } from '../../../server/src/core/migration/node-value.ts';
import { findFault } from '../../../server/src/core/syntax/go-yaml/find-fault.ts';
import { parseDocument } from '../../../server/src/core/syntax/parse-document.ts';
import { readSimple } from '../../../server/src/core/syntax/read-simple.ts';
import { plainValue } from '../../../server/src/core/validation/plain-value.ts';
import { streamText } from '../../support/arbitrary.ts';

/**
 * Documents with the result of sigs.k8s.io/yaml v1.6.0 (go.yaml.in/yaml v2.4.3). YAML 1.2 gives another result for most
 * of them.
 */
const verdicts = JSON.parse(readFileSync('test/core/syntax/go-yaml-verdicts.json', 'utf8')) as {
  readonly accepted: readonly string[];
  readonly rejected: readonly string[];
};

/** Documents with the value that the same library makes of them, and documents that it rejects. */
const values = JSON.parse(readFileSync('test/core/syntax/go-yaml-values.json', 'utf8')) as {
  readonly values: readonly (readonly [text: string, value: unknown])[];
  readonly rejected: readonly string[];
};

describe('the Go YAML library', () => {
  it('makes the same value of a document', () => {
    for (const [text, expected] of values.values) {
      const { root, problems } = parseDocument(text);
      assert.deepEqual(problems, [], text);
      const value = root ? plainValue(root) : null;
      assert.deepEqual(value, expected, JSON.stringify(text));
      assert.deepEqual(nodeValue(root), value, JSON.stringify(text));
    }
  });

  it('rejects the same documents', () => {
    assert.deepEqual(
      values.rejected.filter((text) => !parseDocument(text).rejection),
      [],
    );
  });

  it('accepts what findFault accepts', () => {
    assert.deepEqual(
      verdicts.accepted.filter((text) => findFault(text)),
      [],
    );
  });

  it('rejects what findFault rejects', () => {
    assert.deepEqual(
      verdicts.rejected.filter((text) => !findFault(text)),
      [],
    );
  });

  it('accepts all text that readSimple reads', () => {
    assert.deepEqual(
      verdicts.rejected.filter((text) => readSimple(text)),
      [],
    );
    fc.assert(
      fc.property(streamText(), (text) => {
        if (readSimple(text)) assert.equal(findFault(text), undefined);
      }),
    );
  });

  it('is not used for JSON, which kubectl parses as JSON', () => {
    assert.deepEqual(parseDocument('{"a": "\\/", "b": "\\ud83d\\ude00"}').problems, []);
    assert.equal(parseDocument('{\n"a": "\\/"\n}\n{"b": 1}\n').rejection, undefined);
    assert.ok(parseDocument('{"a": "\\/", b: 1}').rejection);
  });

  it('terminates for any text', () => {
    fc.assert(
      fc.property(
        fc.oneof(streamText(), fc.string({ unit: fc.constantFrom(...' \n\t-:?[]{},&*!|>\'"%@`#ab\\') })),
        (text) => {
          const { at, start, end } = findFault(text) ?? { at: 0, start: 0, end: 0 };
          for (const place of [at, start, end]) assert.ok(place >= 0 && place <= text.length + 2, text);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('supports a nesting depth of 10,000 without exhausting the call stack', () => {
    assert.equal(findFault('['.repeat(9000) + ']'.repeat(9000)), undefined);
    assert.equal(findFault('['.repeat(10_001))?.code, 'too-deep');
  });
});
