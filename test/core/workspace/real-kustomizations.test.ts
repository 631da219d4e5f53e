import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allFindings, workspaceOf } from '../../support/check.ts';
import { type CorpusFile, corpusTrees, sharedIsMissing } from '../../support/shared.ts';

/** Sets with a file that has findings by itself. */
const NOT_SILENT = ['003-kamaji-metal3-poc-mgmt', '180-capm3-examples-kustomize'];

/** A v1beta2 ClusterClass whose variables do not set `required`, which no patch adds. */
const MISTAKE =
  'bases/clusterclass/clusterclass.yaml 726 required-field: Missing required field spec.variables[3].required';

function problemsIn(files: readonly CorpusFile[]): readonly string[] {
  return allFindings(workspaceOf(files))
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ place, rule, message }) => `${place.uri} ${place.span.start} ${rule}: ${message}`);
}

describe('real kustomization folders', { skip: sharedIsMissing }, () => {
  for (const { name, files } of sharedIsMissing ? [] : corpusTrees())
    it(`${name} has no error or warning except those of its single files`, () => {
      const found = problemsIn(files);
      if (name.startsWith('179')) assert.ok(found.some((text) => text.includes(MISTAKE)));
      const separate = new Set(files.flatMap((file) => problemsIn([file])));
      assert.deepEqual(
        found.filter((text) => !separate.has(text)),
        [],
      );
      const others = found.filter((text) => !text.includes(MISTAKE));
      if (!NOT_SILENT.includes(name)) assert.deepEqual(others, []);
    });
});
