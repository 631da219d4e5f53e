import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SchemaValidator, Workspace } from '../../../server/src/core/index.ts';
import { REGISTRY } from '../../../server/src/providers/index.ts';
import { SCHEMAS } from '../../support/check.ts';

// Edits of what a build reads, apart from its manifests and patches.

const POOL = 'apiVersion: ipam.metal3.io/v1alpha1\nkind: IPPool\nmetadata:\n  name: a\nspec:\n  namePrefix: a\n';
const FLUX = `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: a, namespace: flux-system }
spec:
  path: ./a
  postBuild:
    substituteFrom:
      - { kind: ConfigMap, name: settings }
`;
const settings = (prefix: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: flux-system }\ndata: { PREFIX: "${prefix}" }\n`;
const transformer = (prefix: string) => `apiVersion: builtin
kind: PatchTransformer
metadata: { name: a }
target: { kind: IPPool }
patch: |-
  - { op: add, path: /spec/prefix, value: ${prefix} }
`;

type Files = Readonly<Record<string, string | undefined>>;

/** Returns the findings of a workspace, and a function that changes files and returns the findings after that. */
function findingsOf(files: Files) {
  const schemas = new SchemaValidator(SCHEMAS, {}, REGISTRY.validation);
  const workspace = new Workspace({ registry: REGISTRY, schemas });
  const names = new Set<string>();
  const edit = (changes: Files): readonly string[] => {
    for (const [name, text] of Object.entries(changes)) {
      const uri = `file:///w/${name}`;
      names.add(name);
      workspace.apply([text === undefined ? { uri, removed: true } : { uri, text }]);
    }
    workspace.update();
    return [...names].flatMap((name) => workspace.findingsIn(`file:///w/${name}`).map(({ rule }) => `${name} ${rule}`));
  };
  return { edit, first: edit(files) };
}

describe('an edit of what a build reads', () => {
  it('updates the findings if a ConfigMap with variables changes', () => {
    const { edit, first } = findingsOf({
      'a/kustomization.yaml': 'resources: [pool.yaml]\n',
      'a/pool.yaml': `${POOL}  prefix: \${PREFIX}\n`,
      'flux/a.yaml': FLUX,
      'vars/settings.yaml': settings('many'),
    });
    assert.deepEqual(first, ['vars/settings.yaml wrong-type']);
    assert.deepEqual(edit({ 'vars/settings.yaml': settings('24') }), []);
    assert.deepEqual(edit({ 'vars/settings.yaml': undefined }), []);
    assert.deepEqual(edit({ 'vars/other.yaml': settings('many') }), ['vars/other.yaml wrong-type']);
  });

  it('updates the findings if a transformer changes', () => {
    const { edit, first } = findingsOf({
      'a/kustomization.yaml': 'resources: [pool.yaml]\ntransformers: [t.yaml]\n',
      'a/pool.yaml': `${POOL}  prefix: many\n`,
      'a/t.yaml': transformer('24'),
    });
    assert.deepEqual(first, []);
    assert.deepEqual(edit({ 'a/t.yaml': transformer('few') }), ['a/t.yaml wrong-type']);
    assert.deepEqual(edit({ 'a/t.yaml': transformer('24').replace('IPPool', 'Cluster') }), ['a/pool.yaml wrong-type']);
    assert.deepEqual(edit({ 'a/t.yaml': transformer('24').replace('builtin', 'example.org/v1') }), []);
    assert.deepEqual(edit({ 'a/t.yaml': undefined }), []);
    assert.deepEqual(edit({ 'a/t.yaml': transformer('few') }), ['a/t.yaml wrong-type']);
  });
});
