import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { manifestFile, resourceOf, SchemaValidator } from '../../../server/src/core/index.ts';
import { REGISTRY } from '../../../server/src/providers/index.ts';
import { SCHEMAS, workspaceOf } from '../../support/check.ts';

const URI = 'file:///a/main.yaml';

/** Returns a pool with ranges of which each has one value of a wrong type. */
function pool(ranges: number): string {
  const range = '    - {start: 10.0.0.1, prefix: "24"}\n';
  return `apiVersion: ipam.metal3.io/v1alpha1
kind: IPPool
metadata: {name: a}
spec:
  namePrefix: a
  pools:
${range.repeat(ranges)}  prefix: "24"
`;
}

function problemsOf(text: string) {
  const [document] = manifestFile(URI, text).documents;
  const resource = document && resourceOf(URI, document, REGISTRY.model);
  assert.ok(resource);
  return new SchemaValidator(SCHEMAS, {}, REGISTRY.validation).validate(resource);
}

describe('an object with thousands of problems', () => {
  it('is checked until there are 5,000', () => {
    assert.equal(problemsOf(pool(4_998)).length, 4_999);
    assert.equal(problemsOf(pool(6_000)).length, 5_000);
  });
});

describe('a kustomization with thousands of paths', () => {
  it('is compared with the disk for 3,000 of them', () => {
    const uri = 'file:///a/kustomization.yaml';
    const lines = Array.from({ length: 3_002 }, (_, index) => `- missing${index}.yaml\n`);
    const workspace = workspaceOf([{ uri, text: `resources:\n${lines.join('')}` }]);
    assert.equal(workspace.paths.wanted.length, 3_000);
  });
});
