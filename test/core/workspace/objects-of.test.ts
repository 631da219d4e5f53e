import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defineRule } from '../../../server/src/core/rules/rule.ts';
import { allFindings, workspaceOf } from '../../support/check.ts';

const MACHINES = { group: 'cluster.x-k8s.io', kind: 'MachineDeployment' };

/** Reports the other MachineDeployments of the same cluster. */
const siblings = defineRule({
  id: 'siblings',
  severity: 'hint',
  effect: 'advice',
  by: 'controller',
  on: [MACHINES],
  summary: 'Names siblings.',
  *check(resource, view) {
    const others = view.objectsOf(resource, MACHINES, { name: 'cluster', value: 'one' });
    yield { resource, node: resource.root, path: [], message: others.map(({ name }) => name).join(' ') };
  },
});

function machines(name: string, { cluster = 'one', namespace = '' } = {}): string {
  return `apiVersion: cluster.x-k8s.io/v1beta1
kind: MachineDeployment
metadata:
  name: ${name}${namespace ? `\n  namespace: ${namespace}` : ''}
spec:
  clusterName: ${cluster}
`;
}

const CLUSTER = 'apiVersion: cluster.x-k8s.io/v1beta1\nkind: Cluster\nmetadata:\n  name: one\n';

function pairsOf(files: readonly { uri: string; text: string }[]): Readonly<Record<string, string>> {
  const findings = allFindings(workspaceOf(files, [siblings]));
  return Object.fromEntries(findings.map(({ resource, message }) => [resource?.name, message]));
}

describe('View.objectsOf', () => {
  it('returns the objects of the file with the facet, if their namespaces can be equal', () => {
    const text = [
      machines('a'),
      machines('b', { namespace: 'x' }),
      machines('c', { namespace: 'y' }),
      machines('d', { cluster: 'two' }),
    ].join('---\n');
    assert.deepEqual(pairsOf([{ uri: 'file:///w/a.yaml', text }]), { a: 'b c', b: 'a', c: 'a', d: 'a b c' });
  });

  it('returns the objects of the folder only if the object is connected to files there', () => {
    const files = [
      { uri: 'file:///w/a.yaml', text: machines('a') },
      { uri: 'file:///w/b.yaml', text: machines('b') },
      { uri: 'file:///w/cluster.yaml', text: CLUSTER },
      { uri: 'file:///other/c.yaml', text: machines('c') },
    ];
    assert.deepEqual(pairsOf(files), { a: 'b', b: 'a', c: '' });
    assert.deepEqual(pairsOf(files.filter(({ uri }) => !uri.endsWith('cluster.yaml'))), { a: '', b: '', c: '' });
  });

  it('is evaluated again only where an object is added', () => {
    const workspace = workspaceOf([{ uri: 'file:///w/a.yaml', text: machines('a') }], [siblings]);
    assert.deepEqual(
      allFindings(workspace).map(({ message }) => message),
      [''],
    );
    workspace.apply([{ uri: 'file:///w/a.yaml', text: `${machines('a')}---\n${machines('b')}` }]);
    workspace.update();
    assert.deepEqual(
      allFindings(workspace).map(({ message }) => message),
      ['b', 'a'],
    );
  });
});
