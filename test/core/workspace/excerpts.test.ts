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
  it('has no missing fields if it has no name, because it is an excerpt', () => {
    assert.deepEqual(found('file:///w/ports.md?0', BLOCK), []);
  });

  it('has the other findings', () => {
    assert.deepEqual(found('file:///w/ports.md?0', BLOCK.replace('additionalPorts', 'additionalPort')), [
      'unknown-field',
    ]);
  });

  it('is an object if it has a name', () => {
    const named = BLOCK.replace('spec:', 'metadata:\n  name: edge\nspec:');
    assert.ok(found('file:///w/ports.md?0', named).includes('required-field'));
  });

  it('is the only kind of file with excerpts', () => {
    assert.ok(found('file:///w/ports.yaml', BLOCK).includes('required-field'));
  });
});
