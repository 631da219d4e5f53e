import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { statesKind } from '../../../server/src/core/objects/references.ts';
import { parseDocument } from '../../../server/src/core/syntax/parse-document.ts';

describe('statesKind', () => {
  const kind = { group: 'bootstrap.cluster.x-k8s.io', kind: 'KubeadmConfigTemplate' };
  const cases: readonly (readonly [text: string, expected: boolean])[] = [
    ['{apiVersion: bootstrap.cluster.x-k8s.io/v1beta1, kind: KubeadmConfigTemplate}', true],
    ['{apiGroup: bootstrap.cluster.x-k8s.io, kind: KubeadmConfigTemplate}', true],
    ['{kind: KubeadmConfigTemplate}', true],
    ['{apiGroup: bootstrap.example.com, kind: KubeadmConfigTemplate}', false],
    ['{apiVersion: bootstrap.example.com/v1beta1, kind: KubeadmConfigTemplate}', false],
    ['{apiGroup: bootstrap.cluster.x-k8s.io, kind: KubeadmConfig}', false],
    ['{apiGroup: bootstrap.cluster.x-k8s.io}', false],
    ['KubeadmConfigTemplate', false],
  ];
  for (const [text, expected] of cases)
    it(`${text}: ${expected}`, () => assert.equal(statesKind(parseDocument(text).root, kind), expected));
});
