import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  fileText,
  implementationsOf,
  linksIn,
  occurrencesOf,
  prepareRename,
  referencesFrom,
  referrersTo,
  rename,
  Workspace,
} from '../../../server/src/core/index.ts';
import { REGISTRY } from '../../../server/src/providers/index.ts';
import { edits, rangeOf } from '../../support/arbitrary.ts';
import { pointAt } from '../../support/navigation.ts';

const TEXT = readFileSync('examples/mistakes/cluster.yaml', 'utf8');
const URI = 'file:///w/cluster.yaml';

describe('navigation in any text', () => {
  it('returns positions inside the text for every position, and edits that do not overlap', () => {
    const offsets = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(edits(), offsets, fc.string({ maxLength: 8 }), (changes, places, newName) => {
        const workspace = new Workspace({ registry: REGISTRY, rules: [] });
        workspace.apply([{ uri: URI, text: TEXT }]);
        for (const edit of changes) {
          const file = workspace.files.get(URI);
          const range = rangeOf({ ...edit, length: edit.length / 20 }, file ? fileText(file) : '');
          workspace.apply([{ uri: URI, range, newText: edit.text }]);
        }
        const file = workspace.files.get(URI);
        assert.ok(file);
        linksIn(file, workspace);
        for (const place of places) {
          const offset = Math.floor(place * fileText(file).length);
          const pointed = pointAt(workspace, URI, offset);
          prepareRename(pointed, workspace);
          const answer = rename(pointed, newName, workspace);
          if ('edits' in answer) {
            const spans = answer.edits.map(({ change }) => change.span);
            const documents = answer.edits.map(({ document }) => document);
            for (const [index, one] of spans.entries())
              for (const [other, two] of spans.entries())
                if (index < other && documents[index] === documents[other])
                  assert.ok(one.end <= two.start || two.end <= one.start, 'edits overlap');
          }
          if (!pointed) continue;
          const found = [...occurrencesOf(pointed.symbols, workspace), ...implementationsOf(pointed, workspace)];
          for (const { document, span } of found)
            assert.ok(span.start >= 0 && span.start <= span.end && span.end <= document.text.length);
          referrersTo(pointed.resource, workspace);
          referencesFrom(pointed.resource, workspace);
        }
      }),
      { numRuns: 300 },
    );
  });
});
