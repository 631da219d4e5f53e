import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { objectTree, pathText, rootsIn, type Targets, treeRows, type Workspace } from '../../server/src/core/index.ts';
import { readSimple } from '../../server/src/core/syntax/read-simple.ts';
import { splitStream } from '../../server/src/core/syntax/split-stream.ts';
import { REGISTRY } from '../../server/src/providers/index.ts';
import { allFindings, applyFix, marksOf, workspaceOf } from '../support/check.ts';
import { writerOf } from '../support/completion.ts';
import { agreement, roundTrips, startOf } from '../support/navigation.ts';
import { nameOfPosition, positionsIn, tryPosition } from '../support/positions.ts';
import { type SampleSet, sampleSets } from '../support/samples.ts';

// The invariants of real manifests, checked with our own manifests, so that they are also tested in a clean clone.

/** The expected results of a set in addition to no findings and no unresolved references. */
interface Expected {
  /** The number of references that resolve. */
  readonly resolved: number;
  /** References to objects outside of the set. */
  readonly open?: readonly string[];
  /** `severity path` of each finding without target releases. */
  readonly findings?: readonly string[];
  /** References that may have a target outside of the set, so a changed name is not reported. */
  readonly silent?: readonly string[] | 'all';
  /** Target releases for which the set has no findings. */
  readonly targets?: Targets;
}

const EXPECTED: Readonly<Record<string, Expected>> = {
  // A name with a variable may become any name.
  kubeadm: { resolved: 9, silent: 'all' },
  kustomize: {
    resolved: 12,
    open: ['DataStore default'],
    // An overlay may add the object; the component has no Cluster.
    silent: [
      'Cluster spec.controlPlaneRef.name',
      'Cluster spec.infrastructureRef.name',
      'MachineHealthCheck spec.clusterName',
    ],
  },
  older: {
    resolved: 5,
    open: ['DataStore default'],
    findings: [
      'hint spec.noCloudProvider',
      'warning spec.metaData.ipAddressesFromIPPool[0].apiGroup',
      'warning spec.metaData.ipAddressesFromIPPool[0].kind',
    ],
    targets: {
      'cluster-api-provider-metal3': 'v1.4.6',
      'cluster-api-control-plane-provider-kamaji': 'v0.3.1',
      kamaji: 'v0.3.6',
    },
  },
  'per-file': {
    resolved: 19,
    open: ['DataStore shared-etcd'],
    // Secrets may be in the cluster only; without its reference the health check is not connected to the folder.
    silent: [
      'BareMetalHost spec.bmc.credentialsName',
      'BareMetalHost spec.bmc.credentialsName',
      'MachineHealthCheck spec.clusterName',
    ],
  },
  // Secrets and data stores may be in the cluster only.
  tenant: { resolved: 4, silent: 'all' },
  // The same applies to a class that no other object of the file names.
  topology: {
    resolved: 5,
    open: ['DataStore default'],
    silent: ['Cluster spec.topology.classRef.name'],
  },
};

const sets = sampleSets();

describe('the samples', () => {
  it('are the sets that are listed in this test', () =>
    assert.deepEqual(
      sets.map(({ name }) => name),
      Object.keys(EXPECTED),
    ));
});

for (const set of sets) {
  const expected = EXPECTED[set.name] ?? { resolved: 0 };
  describe(`the sample ${set.name}`, () => {
    it('has only the expected findings', () => {
      const findings = allFindings(workspaceOf(set.files));
      assert.deepEqual(
        findings.map(({ severity, path }) => `${severity} ${pathText(path)}`),
        expected.findings ?? [],
      );
    });

    // Without its kustomization, a patch looks like an object with missing fields.
    if (!set.files.some(({ uri }) => uri.endsWith('/kustomization.yaml')))
      it('has no error in any file by itself', () => {
        for (const file of set.files) {
          const errors = allFindings(workspaceOf([file])).filter(({ severity }) => severity === 'error');
          assert.deepEqual(
            errors.map(({ place, message }) => `${place.uri} ${message}`),
            [],
          );
        }
      });

    if (expected.targets)
      it('has no findings for its target releases', () =>
        assert.deepEqual(marksOf(workspaceOf(set.files, REGISTRY.rules, expected.targets)), []));

    it('has the expected references', () =>
      assert.deepEqual(referencesIn(workspaceOf(set.files)), {
        resolved: expected.resolved,
        open: expected.open ?? [],
      }));

    it('has one finding less and no new one after each fix', () => assertFixed(set, {}));

    it('reports each changed reference whose target must be in the set', () => {
      const workspace = workspaceOf(set.files);
      const changed = changedReferences(workspace);
      const silent = changed.filter(({ isReported }) => !isReported).map(({ what }) => what);
      const mayLeadOut = expected.silent === 'all' ? changed.map(({ what }) => what) : (expected.silent ?? []);
      assert.deepEqual(silent, mayLeadOut);
    });

    it('resolves each reference in both directions, and a rename back and forth keeps every byte', () => {
      const { references, renames, faults } = roundTrips(workspaceOf(set.files));
      assert.deepEqual(faults, []);
      assert.ok(references > 0 && renames > 0);
    });

    it('finds the same occurrences of a name from each of them', () => {
      const { names, faults } = agreement(workspaceOf(set.files));
      assert.deepEqual(faults, []);
      assert.ok(names > 0);
    });

    it('has the same findings and the same names with lines that end with CRLF', () => {
      const files = set.files.map((file) => ({ ...file, text: file.text.replaceAll('\n', '\r\n') }));
      const texts = (workspace: Workspace) => marksOf(workspace).map(({ text }) => text);
      assert.deepEqual(texts(workspaceOf(files)), texts(workspaceOf(set.files)));
      const [expectedTrips, trips] = [set.files, files].map((each) => roundTrips(workspaceOf(each)));
      assert.deepEqual(trips, expectedTrips);
      const [expectedNames, names] = [set.files, files].map((each) => agreement(workspaceOf(each)));
      assert.deepEqual(names, expectedNames);
    });

    it('offers deleted text in completion', () => {
      const writer = writerOf(set.files);
      const outcomes = positionsIn(writer).map((position) => tryPosition(writer, position));
      const failed = outcomes.filter(
        ({ position, rank, isRestored }) => position.what !== 'other' && (rank < 0 || !isRestored),
      );
      assert.deepEqual(
        failed.map(({ position, rank }) => `${nameOfPosition(position)} (${rank})`),
        [],
      );
      assert.ok(outcomes.length > 20, String(outcomes.length));
    });

    it('has a tree in which each object has its children once', () => {
      const workspace = workspaceOf(set.files);
      for (const cluster of rootsIn(workspace)) {
        const rows = treeRows(objectTree(cluster, workspace, ({ uri }) => workspace.findingsIn(uri)));
        const parents = rows.flatMap(({ node }) => (node.resource && node.children.length > 0 ? [node.resource] : []));
        assert.equal(new Set(parents).size, parents.length);
        assert.ok(rows.length > 1);
      }
    });

    it('is parsed by the fast reader like by the YAML library, if the reader supports it', () => {
      const texts = set.files.flatMap(({ text }) => splitStream(text).map((chunk) => chunk.text));
      assert.ok(texts.filter((text) => readSimple(text)).length > 0.8 * texts.length);
    });
  });
}

function referencesIn(workspace: Workspace): { readonly resolved: number; readonly open: readonly string[] } {
  const open = new Set<string>();
  let resolved = 0;
  for (const resource of workspace.resources())
    for (const reference of resource.references) {
      const { target } = reference;
      if (workspace.resolve(resource, reference).kind === 'object') resolved++;
      else open.add(`${target.kind} ${target.name}`);
    }
  return { resolved, open: [...open] };
}

function assertFixed({ files }: SampleSet, targets: Targets): void {
  const workspace = workspaceOf(files, REGISTRY.rules, targets);
  const before = marksOf(workspace).map(({ text }) => text);
  for (const finding of allFindings(workspace))
    for (const fix of finding.fixes) {
      const after = marksOf(workspaceOf(applyFix(workspace, fix), REGISTRY.rules, targets)).map(({ text }) => text);
      assert.ok(!after.includes(`${finding.severity}: ${finding.message}`), fix.title);
      assert.deepEqual(
        after.filter((text) => !before.includes(text)),
        [],
        fix.title,
      );
    }
}

/** Changes the name in each reference that resolves, one by one, and returns whether the change is reported. */
function changedReferences(workspace: Workspace): readonly { readonly what: string; readonly isReported: boolean }[] {
  const places = [...workspace.resources()].flatMap((resource) =>
    resource.references
      .filter((reference) => workspace.resolve(resource, reference).kind === 'object')
      .map(({ path, nameNode }) => ({
        what: `${resource.kind} ${pathText(path)}`,
        path: pathText(path),
        uri: resource.uri,
        at: startOf(workspace, resource.uri, resource.document) + nameNode.span.end,
      })),
  );
  return places.map(({ what, path, uri, at }) => {
    workspace.apply([{ uri, range: { start: at, end: at }, newText: 'x' }]);
    workspace.update();
    const isReported = workspace.findingsIn(uri).some((finding) => pathText(finding.path) === path);
    workspace.apply([{ uri, range: { start: at, end: at + 1 }, newText: '' }]);
    return { what, isReported };
  });
}
