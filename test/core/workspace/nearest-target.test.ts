import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Resource, Workspace } from '../../../server/src/core/index.ts';
import { defineRule } from '../../../server/src/core/rules/rule.ts';
import { Cluster, MachineDeployment } from '../../../server/src/providers/cluster-api/kinds.ts';
import { allFindings, workspaceOf } from '../../support/check.ts';

/** Reports the Cluster of each MachineDeployment, and the MachineDeployments of each Cluster. */
const reportTargets = defineRule({
  id: 'report-targets',
  severity: 'hint',
  effect: 'advice',
  by: 'controller',
  on: [Cluster, MachineDeployment],
  summary: 'Reports references and their targets.',
  *check(resource, view) {
    const named = resource.references.map((reference) => {
      const resolution = view.resolve(resource, reference);
      return resolution.kind === 'object' ? placeOf(resolution.resource) : resolution.kind;
    });
    const namers = view.referrersTo(resource).map((referrer) => placeOf(referrer.resource));
    yield { resource, node: resource.root, path: [], message: `${named.join(' ')} < ${namers.sort().join(' ')}` };
  },
});

function placeOf({ uri, name, namespace }: Resource): string {
  return `${uri}#${namespace ?? ''}/${name ?? ''}`;
}

/** One name for everything, in more files than a linear scan is used for. */
const FOLDERS = ['', 'a/', 'a/b/', 'a/b/c/', 'a/d/', 'e/'];
const NAMESPACES = ['', '  namespace: x\n', '  namespace: y\n', '  namespace: ${NS}\n'];
const object = fc.record({
  isCluster: fc.boolean(),
  namespace: fc.nat({ max: NAMESPACES.length - 1 }),
});
const file = fc.record({
  folder: fc.nat({ max: FOLDERS.length - 1 }),
  name: fc.nat({ max: 2 }),
  objects: fc.array(object, { maxLength: 2 }),
});
type File = typeof file extends fc.Arbitrary<infer T> ? T : never;

function written({ folder, name, objects }: File) {
  const text = objects.map(({ isCluster, namespace }, index) => {
    const head = `apiVersion: cluster.x-k8s.io/v1beta1\nkind: ${isCluster ? 'Cluster' : 'MachineDeployment'}\nmetadata:\n`;
    const own = isCluster ? '' : 'spec:\n  clusterName: one\n';
    return `${head}  name: ${isCluster ? 'one' : `md${index}`}\n${NAMESPACES[namespace]}${own}`;
  });
  return { uri: `file:///w/${FOLDERS[folder]}${name}.yaml`, text: text.join('---\n') };
}

function findingsOf(workspace: Workspace): readonly string[] {
  return allFindings(workspace)
    .map(({ resource, message }) => `${resource ? placeOf(resource) : ''}: ${message}`)
    .sort();
}

/** Resolves a reference as described in ARCHITECTURE.md, with a linear scan. */
function targetOf(from: Resource, all: readonly Resource[]): string {
  const isOpen = (namespace: string | undefined) => namespace === undefined || namespace.includes('$');
  const clusters = all.filter(({ kind }) => kind === 'Cluster');
  const meeting = clusters.filter(
    ({ namespace }) => isOpen(namespace) || isOpen(from.namespace) || namespace === from.namespace,
  );
  const nearestIn = (candidates: readonly Resource[]) => {
    for (let steps = 0, around = from.uri; ; steps++, around = around.replace(/[^/]*\/?$/, '')) {
      const inside = candidates.filter(({ uri }) => uri === around || (around.endsWith('/') && uri.startsWith(around)));
      if (inside.length > 0 || around === 'file:///') return { inside, steps };
    }
  };
  const exact = nearestIn(meeting.filter(({ namespace }) => namespace === from.namespace));
  const possible = nearestIn(meeting);
  if (exact.inside.length > 0 && possible.steps < exact.steps) return 'unknowable';
  const { inside } = exact.inside.length > 0 ? exact : possible;
  return inside.length === 0 ? '' : inside.length === 1 ? placeOf(inside[0] as Resource) : 'unknowable';
}

describe('objects with the same name', () => {
  it('are the targets of the nearest references, as in a full scan', () => {
    fc.assert(
      fc.property(fc.array(file, { maxLength: 40 }), (files) => {
        const workspace = workspaceOf([], [reportTargets]);
        workspace.apply(files.map(written));
        workspace.update();
        const all = [...workspace.resources()];
        const meant = new Map(
          all.filter(({ kind }) => kind !== 'Cluster').map((each) => [placeOf(each), targetOf(each, all)]),
        );
        for (const { resource, message } of allFindings(workspace)) {
          if (!resource) continue;
          const [named = '', namers = ''] = message.split(' < ');
          const own = meant.get(placeOf(resource));
          if (own) assert.equal(named, own);
          if (resource.kind !== 'Cluster' || all.filter((each) => placeOf(each) === placeOf(resource)).length > 1)
            continue;
          const expected = [...meant].filter(([, each]) => each === placeOf(resource)).map(([each]) => each);
          assert.deepEqual([...new Set(namers.split(' '))].filter(Boolean), expected.sort());
        }
      }),
      { numRuns: 200 },
    );
  });

  it('resolve the same after edits as in a new workspace', () => {
    fc.assert(
      fc.property(
        fc.array(file, { minLength: 10, maxLength: 40 }),
        fc.array(file, { maxLength: 6 }),
        (files, edits) => {
          const workspace = workspaceOf(files.map(written), [reportTargets]);
          for (const edit of edits) {
            workspace.apply([written(edit)]);
            workspace.update();
          }
          const texts = new Map([...files, ...edits].map(written).map(({ uri, text }) => [uri, text]));
          const fresh = workspaceOf(
            [...texts].map(([uri, text]) => ({ uri, text })),
            [reportTargets],
          );
          assert.deepEqual(findingsOf(workspace), findingsOf(fresh));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('are checked again only near an edit', () => {
    const checked: string[] = [];
    const counts = defineRule({
      ...reportTargets,
      id: 'counts',
      *check(resource, view) {
        checked.push(resource.uri);
        yield* reportTargets.check?.(resource, view) ?? [];
      },
    });
    const text = (note: string) =>
      written({
        folder: 0,
        name: 0,
        objects: [
          { isCluster: true, namespace: 1 },
          { isCluster: false, namespace: 1 },
        ],
      }).text.replaceAll('metadata:', `metadata: # ${note}`);
    const uri = (index: number) => `file:///w/${index}/a.yaml`;
    const files = Array.from({ length: 30 }, (_, index) => ({ uri: uri(index), text: text('') }));
    const workspace = workspaceOf(files, [counts]);
    checked.length = 0;
    workspace.apply([{ uri: uri(7), text: text('edited') }]);
    workspace.update();
    assert.deepEqual(new Set(checked), new Set([uri(7)]));
    // When one of two is removed, all references resolve to the other.
    for (const { uri: gone } of files.slice(2)) workspace.apply([{ uri: gone, removed: true }]);
    workspace.update();
    checked.length = 0;
    workspace.apply([{ uri: uri(1), removed: true }]);
    workspace.update();
    assert.deepEqual(new Set(checked), new Set([uri(0)]));
  });
});
