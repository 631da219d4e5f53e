import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { definitionsOf, type Resource, symbolAt, type Workspace } from '../../../server/src/core/index.ts';
import { allFindings, workspaceOf } from '../../support/check.ts';
import { type CorpusFile, corpusSets, sharedIsMissing } from '../../support/shared.ts';

/** The repositories of several files in the corpus, whose objects refer to each other. */
interface ExpectedSet {
  readonly resolved: number;
  /** `FILE: KIND NAME` of references that do not resolve, with the reason. */
  readonly open: Readonly<Record<string, string>>;
  /** `FILE: RULE` of findings in objects that every release rejects (`verdicts.jsonl.gz`). */
  readonly errors: readonly string[];
}

const OF_SEVERAL = 'of the three clusters that the folder holds, each was in a folder of its own where it comes from';
const NOT_THERE = 'it is not in the set';

const SETS: Readonly<Record<string, ExpectedSet>> = {
  '002-kamaji-metal3-poc': {
    resolved: 6,
    open: { 'kcp.yaml: DataStore default': NOT_THERE, 'kct.yaml: Secret install-k8s': NOT_THERE },
    errors: [],
  },
  '003-kamaji-metal3-poc-mgmt': {
    resolved: 8,
    open: { 'kcp.yaml: Secret install-k8s': NOT_THERE, 'kct.yaml: Secret install-k8s': NOT_THERE },
    // A script replaces the values in capitals.
    errors: [],
  },
  '179-capm3-e2e-main-kustomize': {
    resolved: 42,
    open: {
      'bases--clusterclass-cluster--md.yaml: Cluster ${CLUSTER_NAME}': OF_SEVERAL,
      'clusterclass-metal3.yaml: Metal3DataTemplate metal3-controlplane-template': NOT_THERE,
      'clusterclass.yaml: KubeadmConfigTemplate ${CLUSTER_NAME}-workers': OF_SEVERAL,
      'clusterclass.yaml: KubeadmControlPlaneTemplate ${CLUSTER_NAME}': OF_SEVERAL,
      'clusterclass.yaml: Metal3MachineTemplate ${CLUSTER_NAME}-controlplane': OF_SEVERAL,
      'clusterclass.yaml: Metal3MachineTemplate ${CLUSTER_NAME}-workers': OF_SEVERAL,
      'ippool.yaml: Cluster ${CLUSTER_NAME}': OF_SEVERAL,
      'main--cluster-template-ubuntu-md-remediation--mhc.yaml: Cluster ${CLUSTER_NAME}': OF_SEVERAL,
      'md.yaml: Cluster ${CLUSTER_NAME}': OF_SEVERAL,
      'mhc.yaml: Cluster ${CLUSTER_NAME}': OF_SEVERAL,
    },
    errors: ['clusterclass.yaml: required-field'],
  },
  '180-capm3-examples-kustomize': {
    resolved: 53,
    open: {},
    errors: ['hosts.yaml: required-field', 'hosts.yaml: required-field'],
  },
};

describe('the sets of the corpus', { skip: sharedIsMissing }, () => {
  let sets: ReadonlyMap<string, readonly CorpusFile[]>;
  before(() => {
    sets = new Map(corpusSets().map((files) => [files[0]?.name.split('/')[1] ?? '', files]));
  });

  for (const [name, expected] of Object.entries(SETS))
    it(`${name}: every reference has a definition, or a documented reason why not`, () => {
      const workspace = workspaceOf(sets.get(name) ?? []);
      const open = new Set<string>();
      let resolved = 0;
      for (const resource of workspace.resources())
        for (const { nameNode, target } of resource.references) {
          const found = nameNode ? definitionsAt(workspace, resource, nameNode.span.start) : [];
          if (found.length === 1) {
            resolved++;
            assert.deepEqual([found[0]?.kind, found[0]?.name], [target.kind, target.name]);
          } else open.add(`${baseName(resource.uri)}: ${target.kind} ${target.name}`);
        }
      assert.deepEqual([...open].sort(), Object.keys(expected.open));
      assert.equal(resolved, expected.resolved);
      const errors = allFindings(workspace).filter(({ severity }) => severity === 'error');
      assert.deepEqual(errors.map(({ place, rule }) => `${baseName(place.uri)}: ${rule}`).sort(), expected.errors);
    });
});

/** Returns the objects whose names are the definitions of a position in an object. */
function definitionsAt(workspace: Workspace, { uri, document }: Resource, offset: number): readonly Resource[] {
  const file = workspace.files.get(uri);
  const index = file?.documents.indexOf(document) ?? -1;
  const pointed = file && symbolAt(file, index, offset, workspace);
  return (pointed?.symbols ?? [])
    .flatMap((named) => definitionsOf(named, workspace))
    .flatMap((each) => workspace.resourceAt(each.document, each.span.start) ?? []);
}

function baseName(uri: string): string {
  return uri.slice(uri.lastIndexOf('/') + 1);
}
