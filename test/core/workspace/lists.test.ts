import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { outlineOf, type Workspace } from '../../../server/src/core/index.ts';
import { allFindings, applyFix, marksOf, workspaceOf } from '../../support/check.ts';
import { roundTrips } from '../../support/navigation.ts';

const URI = 'file:///list.yaml';

/** A stream as `kubectl get -o yaml` writes several objects. */
function asList(text: string): string {
  const items = text
    .split('---\n')
    .map((document) => document.replace(/^#.*\n/gm, '').trimEnd())
    .map((document) => `  - ${document.replaceAll('\n', '\n    ')}\n`);
  return `apiVersion: v1\nkind: List\nitems:\n${items.join('')}`;
}

const CORRECT = readFileSync('examples/correct/cluster.yaml', 'utf8');
const MISTAKES = readFileSync('examples/mistakes/cluster.yaml', 'utf8');

function read(text: string): Workspace {
  return workspaceOf([{ uri: URI, text }]);
}

function messages(workspace: Workspace): readonly string[] {
  return allFindings(workspace)
    .map(({ rule, message, resource }) => `${rule} ${resource?.kind} ${message}`)
    .sort();
}

describe('a List of objects', () => {
  it('is checked like its objects', () => {
    assert.deepEqual(messages(read(asList(CORRECT))), []);
    assert.deepEqual(messages(read(asList(MISTAKES))), messages(read(MISTAKES)));
    assert.ok(messages(read(MISTAKES)).length > 3);
  });

  it('has findings at its items', () => {
    const text = asList(MISTAKES);
    const marked = new Set(marksOf(read(text)).map(({ start, end }) => text.slice(start, end)));
    for (const value of ['10.20.0.50', '10.20.0.60', 'edge-1-worker']) assert.ok(marked.has(value), [...marked].join());
  });

  it('is checked object by object, next to other files', () => {
    const [cluster = '', ...others] = MISTAKES.split('---\n');
    const split = [
      { uri: URI, text: asList(others.join('---\n')) },
      { uri: 'file:///cluster.yaml', text: cluster },
    ];
    assert.deepEqual(messages(workspaceOf(split)), messages(read(MISTAKES)));
  });

  it('is fixed in place, and follows edits', () => {
    const workspace = read(asList(MISTAKES));
    const fix = allFindings(workspace)
      .find(({ rule }) => rule === 'endpoint-host-mismatch')
      ?.fixes.find(({ title }) => title.includes('10.20.0.60'));
    assert.ok(fix);
    const [after] = applyFix(workspace, fix);
    assert.equal(after?.text, asList(MISTAKES.replace('host: 10.20.0.50', 'host: 10.20.0.60')));
    workspace.apply([{ uri: URI, text: after?.text ?? '' }]);
    workspace.update();
    assert.equal(
      messages(workspace).some((message) => message.startsWith('endpoint-host-mismatch')),
      false,
    );
    workspace.apply([{ uri: URI, removed: true }]);
    assert.equal(workspace.resourceCount, 0);
  });

  it('supports navigation and rename like a stream, and has an outline of its objects', () => {
    const workspace = read(asList(CORRECT));
    const { references, faults } = roundTrips(workspace);
    assert.deepEqual(faults, []);
    assert.ok(references >= 5);
    const file = workspace.files.get(URI);
    assert.ok(file);
    const labels = file.documents.flatMap((document) =>
      workspace.resourcesIn(document).map((resource) => outlineOf(resource, true).label),
    );
    assert.equal(labels[0], 'Cluster test1 (metal3)');
    assert.equal(labels.length, CORRECT.split('---\n').length);
  });

  it('can be JSON, and can contain items that are not objects', () => {
    const json = JSON.stringify({
      apiVersion: 'v1',
      kind: 'List',
      items: [
        { apiVersion: 'ipam.metal3.io/v1alpha1', kind: 'IPPool', metadata: { name: 'p' }, spec: { prefx: 1 } },
        1,
        null,
      ],
    });
    assert.ok(messages(read(json)).some((message) => message.startsWith('unknown-field IPPool')));
  });
});
