import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { pathText, type Resource, Workspace } from '../../../server/src/core/index.ts';
import { nameUsesOf } from '../../../server/src/core/objects/name-uses.ts';
import { REGISTRY } from '../../../server/src/providers/index.ts';

/** Few names, folders and namespaces, so that all combinations of objects with the same name occur. */
const NAMESPACES = ['', '  namespace: a\n', '  namespace: b\n', '  namespace: ${NS}\n'];
const URIS = ['file:///w/a.yaml', 'file:///w/b.yaml', 'file:///w/x/c.yaml', 'file:///w/x/y/d.yaml', 'untitled:One'];

const one = fc.record({
  kind: fc.constantFrom<string>('Cluster', 'MachineDeployment'),
  name: fc.constantFrom('one', 'two'),
  namespace: fc.constantFrom(...NAMESPACES),
  clusterName: fc.constantFrom('one', 'two', '${ONE}'),
  file: fc.nat({ max: URIS.length - 1 }),
});

type One = typeof one extends fc.Arbitrary<infer T> ? T : never;

function textOf({ kind, name, namespace, clusterName }: One): string {
  const head = `apiVersion: cluster.x-k8s.io/v1beta1\nkind: ${kind}\nmetadata:\n  name: ${name}\n${namespace}`;
  if (kind === 'Cluster') return `${head}---\n`;
  return `${head}  labels: {cluster.x-k8s.io/cluster-name: ${clusterName}}\nspec:\n  clusterName: ${clusterName}\n---\n`;
}

function filesOf(objects: readonly One[]) {
  return URIS.map((uri, index) => ({
    uri,
    text: objects
      .filter(({ file }) => file === index)
      .map(textOf)
      .join(''),
  }));
}

function described(resource: Resource, path: Parameters<typeof pathText>[0], targets: readonly Resource[]): string {
  return `${resource.uri} ${resource.name} ${pathText(path)} ${targets.map(({ uri, name }) => `${uri} ${name}`).sort()}`;
}

/** Returns every reference and label that may name an object, found by resolving each of them. */
function byScan(workspace: Workspace, object: Resource): readonly string[] {
  return [...workspace.resources()].flatMap((resource) =>
    [...resource.references, ...nameUsesOf(resource)].flatMap((reference) => {
      const resolution = workspace.resolve(resource, reference);
      const targets =
        resolution.kind === 'object'
          ? [resolution.resource]
          : resolution.kind === 'unknowable'
            ? resolution.candidates
            : [];
      return targets.includes(object) ? [described(resource, reference.path, targets)] : [];
    }),
  );
}

function byIndex(workspace: Workspace, object: Resource): readonly string[] {
  return workspace
    .namingReferencesTo([object])
    .map(({ resource, reference, targets }) => described(resource, reference.path, targets));
}

describe('the references to an object', () => {
  it('are the same in the index and in a full scan, also after edits', () => {
    const objects = fc.array(one, { minLength: 2, maxLength: 9 });
    fc.assert(
      fc.property(objects, objects, (before, after) => {
        const workspace = new Workspace({ registry: REGISTRY, rules: [] });
        for (const state of [before, after]) {
          workspace.apply(filesOf(state));
          for (const object of workspace.resources())
            assert.deepEqual([...byIndex(workspace, object)].sort(), [...byScan(workspace, object)].sort());
        }
      }),
    );
  });

  it('include only references with a single target in referrersTo', () => {
    const workspace = new Workspace({ registry: REGISTRY, rules: [] });
    const cluster: One = { kind: 'Cluster', name: 'one', namespace: '', clusterName: 'one', file: 0 };
    const workers: One = { ...cluster, kind: 'MachineDeployment', clusterName: 'one' };
    workspace.apply(filesOf([cluster, workers]));
    const referrers = () => [...workspace.resources()].map((each) => workspace.referrersTo(each).length);
    assert.deepEqual(referrers().sort(), [0, 1]);
    workspace.apply(filesOf([cluster, cluster, workers]));
    assert.deepEqual(referrers(), [0, 0, 0]);
  });
});
