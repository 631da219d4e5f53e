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
  it('accepts a dash at the end of generateName, and no uppercase letters', () => {
    assert.deepEqual(problems('  generateName: a-\n'), []);
    assert.deepEqual(problems('  generateName: A-\n'), ['invalid-metadata metadata.generateName A-']);
  });

  it('requires complete owner references, and reports no index, like the API server', () => {
    assert.deepEqual(problems('  name: a\n  ownerReferences: [{apiVersion: v1, kind: Pod, name: a, uid: ""}]\n'), [
      'required-field metadata.ownerReferences.uid ""',
    ]);
  });

  it('is rejected with a value of a wrong type, at the span of the value and the path of metadata', () => {
    assert.deepEqual(problems('  name: a\n  labels:\n    a: 5\n'), ['wrong-type metadata 5']);
  });

  it('has no boolean as a name, but capitals are a name that a script replaces', () => {
    assert.deepEqual(problems('  name: ON\n'), ['wrong-type metadata ON']);
    assert.deepEqual(problems('  name: NAME\n'), []);
  });

  it('can contain 256 KiB of annotations', () => {
    assert.deepEqual(problems(`  name: a\n  annotations:\n    a: ${'ä'.repeat(131_071)}\n`), []);
    assert.deepEqual(problems(`  name: a\n  annotations:\n    a: ${'ä'.repeat(131_072)}\n`), [
      'value-out-of-range metadata.annotations a',
    ]);
  });

  it('can have one controller', () => {
    const owner = (uid: string) => `  - {apiVersion: v1, kind: Pod, name: a, uid: ${uid}, controller: true}\n`;
    assert.deepEqual(problems(`  name: a\n  ownerReferences:\n${owner('a')}`), []);
    assert.deepEqual(problems(`  name: a\n  ownerReferences:\n${owner('a')}${owner('b')}`), [
      'invalid-metadata metadata.ownerReferences true',
    ]);
  });

  it('requires valid finalizers, and only one of two exclusive ones', () => {
    assert.deepEqual(problems('  name: a\n  finalizers: [example.com/a, orphan, kubernetes]\n'), []);
    assert.deepEqual(problems('  name: a\n  finalizers: [a b]\n'), ['invalid-metadata metadata.finalizers a b']);
    assert.deepEqual(problems('  name: a\n  finalizers: [""]\n'), ['invalid-metadata metadata.finalizers ""']);
    assert.deepEqual(problems('  name: a\n  finalizers: [~]\n'), ['invalid-metadata metadata.finalizers ~']);
    assert.deepEqual(problems('  name: a\n  finalizers: [orphan, foregroundDeletion]\n'), [
      'invalid-metadata metadata.finalizers [orphan, foregroundDeletion]',
    ]);
  });

  it('requires valid managedFields', () => {
    const entry = (fields: string) => problems(`  name: a\n  managedFields: [{${fields}}]\n`);
    assert.deepEqual(entry('manager: kubectl, operation: Update, fieldsType: FieldsV1, fieldsV1: {}'), []);
    assert.deepEqual(entry('operation: Create'), ['invalid-metadata metadata.managedFields[0].operation Create']);
    assert.deepEqual(entry('operation: Apply, fieldsType: X'), [
      'invalid-metadata metadata.managedFields[0].fieldsType X',
    ]);
  });

  it('requires uppercase letters in times', () => {
    assert.deepEqual(problems('  name: a\n  creationTimestamp: 2026-01-31T12:00:00Z\n'), []);
    assert.deepEqual(problems('  name: a\n  creationTimestamp: 2026-01-31t12:00:00z\n'), [
      'malformed-value metadata 2026-01-31t12:00:00z',
    ]);
  });
});
