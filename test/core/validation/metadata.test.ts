import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pathText } from '../../../server/src/core/index.ts';
import { allFindings, workspaceOf } from '../../support/check.ts';

function problems(metadata: string): readonly string[] {
  const text = `apiVersion: cluster.x-k8s.io/v1beta1\nkind: Cluster\nmetadata:\n${metadata}spec: {}\n`;
  return allFindings(workspaceOf([{ uri: 'file:///main.yaml', text }], undefined, { 'cluster-api': 'v1.10.10' }))
    .filter(({ by }) => by === 'schema')
    .map(({ rule, path, place }) => `${rule} ${pathText(path)} ${text.slice(place.span.start, place.span.end)}`);
}

describe('metadata', () => {
  it('takes a dash at the end of generateName, and no capitals', () => {
    assert.deepEqual(problems('  generateName: a-\n'), []);
    assert.deepEqual(problems('  generateName: A-\n'), ['bad-metadata metadata.generateName A-']);
  });

  it('wants an owner named in full, and names no index as the server does', () => {
    assert.deepEqual(problems('  name: a\n  ownerReferences: [{apiVersion: v1, kind: Pod, name: a, uid: ""}]\n'), [
      'required-field metadata.ownerReferences.uid ""',
    ]);
  });

  it('cannot be read with a value of a wrong type; the place is the value, the path the whole', () => {
    assert.deepEqual(problems('  name: a\n  labels:\n    a: 5\n'), ['wrong-type metadata 5']);
  });

  it('holds 256 KiB of annotations', () => {
    assert.deepEqual(problems(`  name: a\n  annotations:\n    a: ${'ä'.repeat(131_071)}\n`), []);
    assert.deepEqual(problems(`  name: a\n  annotations:\n    a: ${'ä'.repeat(131_072)}\n`), [
      'out-of-bounds metadata.annotations a',
    ]);
  });
});
