import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allFindings, workspaceOf } from '../../support/check.ts';

const BLOCK = `apiVersion: kamaji.clastix.io/v1alpha1
kind: TenantControlPlane
spec:
  controlPlane:
    service:
      additionalPorts:
        - { name: metrics, port: 9443, targetPort: 9443 }
`;

const found = (uri: string, text: string) =>
  allFindings(workspaceOf([{ uri, text }]))
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ rule }) => rule);

describe('a code block of a Markdown page', () => {
  it('has no missing fields, because it is an excerpt', () => {
    assert.deepEqual(found('file:///w/ports.md?0', BLOCK), []);
    const named = BLOCK.replace('spec:', 'metadata:\n  name: edge\nspec:');
    assert.deepEqual(found('file:///w/ports.md?0', named), []);
  });

  it('has the other findings', () => {
    assert.deepEqual(found('file:///w/ports.md?0', BLOCK.replace('additionalPorts', 'additionalPort')), [
      'unknown-field',
    ]);
  });

  it('is the only kind of file with excerpts', () => {
    assert.ok(found('file:///w/ports.yaml', BLOCK).includes('required-field'));
  });
});
