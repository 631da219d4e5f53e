import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allFindings, workspaceOf } from '../../support/check.ts';

const KUSTOMIZATION = {
  uri: 'file:///w/kustomization.yaml',
  text: 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\npatches:\n  - path: patch.yaml\n',
};
const head = 'apiVersion: ipam.metal3.io/v1alpha1\nkind: IPPool\nmetadata:\n  name: p\nspec:\n';

function found(spec: string, files = [KUSTOMIZATION]): readonly string[] {
  const workspace = workspaceOf([...files, { uri: 'file:///w/patch.yaml', text: head + spec }]);
  return allFindings(workspace).map(({ rule, path }) => `${rule} ${path.join('.')}`);
}

describe('a patch or template', () => {
  it('can omit required fields', () => {
    assert.deepEqual(found('  clusterName: c\n'), []);
    assert.deepEqual(found('  clusterName: c\n', []), ['required-field spec.namePrefix']);
    assert.deepEqual(found('  clusterName: c\n  {{- with .Values.more }}: {}\n', []), []);
  });

  it('can be in another folder than the kustomization that names it, until it is no longer named', () => {
    const patched =
      'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\npatches:\n- path: ../../w/./patch.yaml\n';
    const other = { uri: 'file:///a/b/kustomization.yaml', text: patched };
    assert.deepEqual(found('  clusterName: c\n', [other]), []);
    const workspace = workspaceOf([other, { uri: 'file:///w/patch.yaml', text: `${head}  clusterName: c\n` }]);
    workspace.apply([{ uri: other.uri, removed: true }]);
    assert.deepEqual([...workspace.update()], [other.uri, 'file:///w/patch.yaml']);
    assert.equal(allFindings(workspace).length, 1);
  });

  it('has findings that do not depend on other fields', () => {
    assert.deepEqual(found('  clusterNam: c\n'), ['unknown-field spec.clusterNam']);
    assert.deepEqual(found('  prefix: many\n'), ['wrong-type spec.prefix']);
  });

  it('can contain directives of kustomize', () => {
    assert.deepEqual(found('  $patch: replace\n  clusterName: c\n'), []);
    assert.deepEqual(found('  pools:\n    - $patch: delete\n      start: 192.0.2.1\n'), []);
  });
});
