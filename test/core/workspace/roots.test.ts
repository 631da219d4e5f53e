import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { occurrencesOf, Roots, SchemaValidator, symbolAt, Workspace } from '../../../server/src/core/index.ts';
import { REGISTRY } from '../../../server/src/providers/index.ts';
import { marksOf, SCHEMAS, workspaceOf } from '../../support/check.ts';

const POOL = (name: string) => `apiVersion: ipam.metal3.io/v1alpha1
kind: IPPool
metadata:
  name: ${name}
spec:
  namePrefix: ${name}
  prefix: 24
`;
const CLAIM = (name: string, pool: string) => `apiVersion: ipam.metal3.io/v1alpha1
kind: IPClaim
metadata:
  name: ${name}
spec:
  pool:
    name: ${pool}
`;
const ROOTS = { uri: 'file:///w/.kamaji-metal3.yaml', text: 'roots: ["env-*"]\n' };
const FILES = [
  { uri: 'file:///w/shared.yaml', text: POOL('shared') },
  { uri: 'file:///w/env-1/all.yaml', text: `${POOL('one')}---\n${CLAIM('a', 'shared')}` },
  { uri: 'file:///w/env-1/sub/claim.yaml', text: CLAIM('b', 'one') },
  { uri: 'file:///w/env-2/all.yaml', text: `${POOL('two')}---\n${CLAIM('a', 'one')}` },
];

function targetsOf(workspace: Workspace): readonly string[] {
  return [...workspace.resources()]
    .filter(({ kind }) => kind === 'IPClaim')
    .map((claim) => {
      const [reference] = claim.references;
      const found = reference && workspace.resolve(claim, reference);
      const target = found?.kind === 'object' ? found.resource.uri : found?.kind;
      return `${claim.uri} ${target}`.replaceAll('file:///w/', '');
    });
}

describe('roots', () => {
  it('are isolated: no reference crosses them', () => {
    assert.deepEqual(targetsOf(workspaceOf([ROOTS, ...FILES])), [
      'env-1/all.yaml absent',
      'env-1/sub/claim.yaml env-1/all.yaml',
      'env-2/all.yaml absent',
    ]);
    assert.deepEqual(targetsOf(workspaceOf(FILES)), [
      'env-1/all.yaml shared.yaml',
      'env-1/sub/claim.yaml env-1/all.yaml',
      'env-2/all.yaml env-1/all.yaml',
    ]);
  });

  it('keep files outside of all roots in one scope', () => {
    const workspace = workspaceOf([ROOTS, ...FILES, { uri: 'file:///w/claim.yaml', text: CLAIM('c', 'two') }]);
    const file = workspace.files.get('file:///w/shared.yaml');
    const pointed = file && symbolAt(file, 0, file.documents[0]?.text.indexOf('shared') ?? 0, workspace);
    const found = occurrencesOf(pointed?.symbols ?? [], workspace).map(({ uri }) => uri);
    assert.deepEqual(found, ['file:///w/shared.yaml']);
    assert.ok(targetsOf(workspace).includes('claim.yaml unknowable'), targetsOf(workspace).join('\n'));
  });

  it('that are added and removed give the findings of a new workspace', () => {
    const documents = readFileSync('examples/mistakes/cluster.yaml', 'utf8').split('---\n');
    const files = [
      ...FILES,
      ...documents.map((text, index) => ({ uri: `file:///w/${index % 2 ? 'env-3/' : ''}${index}.yaml`, text })),
    ];
    const workspace = new Workspace({
      registry: REGISTRY,
      schemas: new SchemaValidator(SCHEMAS, {}, REGISTRY.validation),
    });
    workspace.apply([ROOTS, ...files]);
    workspace.update();
    const without = marksOf(workspace);
    workspace.roots = new Roots([{ from: 'file:///w/', roots: ['env-*'] }]);
    workspace.update();
    assert.deepEqual(marksOf(workspace), marksOf(workspaceOf([ROOTS, ...files])));
    assert.notDeepEqual(marksOf(workspace), without);
    workspace.apply([{ uri: 'file:///w/env-2/more.yaml', text: POOL('one') }]);
    workspace.update();
    assert.ok(targetsOf(workspace).includes('env-2/all.yaml env-2/more.yaml'));
    workspace.apply([{ uri: 'file:///w/env-2/more.yaml', removed: true }]);
    workspace.roots = new Roots();
    workspace.update();
    assert.deepEqual(marksOf(workspace), without);
  });
});
