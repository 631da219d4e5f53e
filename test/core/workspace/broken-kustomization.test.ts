import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allFindings, workspaceOf } from '../../support/check.ts';

const BROKEN = 'resources:\n- a.yaml\nnamespace: "edge\n';

const found = (uri: string, text: string) => allFindings(workspaceOf([{ uri, text }])).map(({ rule }) => rule);

describe('a syntax error', () => {
  it('is reported in a kustomization', () => {
    assert.deepEqual(found('file:///w/kustomization.yaml', BROKEN), ['yaml-syntax-error']);
  });

  it('is not reported in a kustomization that is a template', () => {
    assert.deepEqual(found('file:///w/kustomization.yaml', `{{ if .x }}\n${BROKEN}{{ end }}\n`), []);
  });

  it('is not reported in a file of another tool', () => {
    assert.deepEqual(found('file:///w/values.yaml', BROKEN), []);
  });
});
