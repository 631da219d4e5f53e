import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { positionIn } from '../../server/src/core/index.ts';
import { allFindings, applyFix, marksOf, workspaceOf } from '../support/check.ts';
import { type CorpusFile, corpusFiles, corpusMistakes, sharedIsMissing } from '../support/shared.ts';

/**
 * Not YAML, read by eye: outdented keys of a status, a picture made of letters, an unsolved merge. Every release refuses
 * them, and they are not in the list of mistakes because no single word in them is one.
 */
const UNREADABLE = [
  '649-baremetal-operator-docs-api-l747',
  '650-cluster-api-provider-metal-docs-architecture-l80',
  '651-cluster-api-provider-metal-docs-api-l549',
];

/** Errors as `file:line`, those of files that nobody can read aside. */
function errorsIn(files: readonly CorpusFile[]): readonly string[] {
  const workspace = workspaceOf(files);
  return allFindings(workspace)
    .filter(({ severity, place }) => severity === 'error' && !UNREADABLE.some((name) => place.uri.includes(name)))
    .map(({ place, rule }) => {
      const file = workspace.files.get(place.uri);
      const line = file ? positionIn(file, file.documents.indexOf(place.document), place.span.start).line + 1 : 0;
      return `${files.find(({ uri }) => uri === place.uri)?.name}:${line} ${rule}`;
    });
}

describe('the corpus', { skip: sharedIsMissing }, () => {
  const files = sharedIsMissing ? [] : corpusFiles();
  const wrong = new Set(sharedIsMissing ? [] : corpusMistakes().map(({ file }) => file));

  it('gives no error in a file without mistakes, each file alone', () => {
    const errors = files.flatMap((file) => errorsIn([file]));
    assert.deepEqual(
      errors.filter((error) => !wrong.has(error.split(':')[0] ?? '')),
      [],
    );
  });

  it('gives no error in a file without mistakes, all files in one workspace', () => {
    assert.deepEqual(
      errorsIn(files).filter((error) => !wrong.has(error.split(':')[0] ?? '')),
      [],
    );
  });

  it('is silent about the two files whose address is in an annotation', () => {
    const set = files.filter(({ name }) => name.includes('002-kamaji-metal3-poc'));
    assert.equal(set.length > 1, true);
    assert.deepEqual(allFindings(workspaceOf(set)), []);
  });

  it('loses each finding to each of its fixes, and gains none', () => {
    for (const file of files) {
      const workspace = workspaceOf([file]);
      const before = marksOf(workspace).map(({ text }) => text);
      for (const finding of allFindings(workspace))
        for (const fix of finding.fixes) {
          const after = marksOf(workspaceOf(applyFix(workspace, fix))).map(({ text }) => text);
          assert.ok(!after.includes(`${finding.severity}: ${finding.message}`), `${file.name}: ${fix.title}`);
          assert.deepEqual(
            after.filter((text) => !before.includes(text)),
            [],
            `${file.name}: ${fix.title}`,
          );
        }
    }
  });
});
