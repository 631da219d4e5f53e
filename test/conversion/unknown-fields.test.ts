import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { migrated, migratedText } from '../support/migration.ts';

const CASES = {
  'misspelled names of fields that can be empty': {
    text: 'apiVersion: controlplane.cluster.x-k8s.io/v1alpha1\nkind: KamajiControlPlane\nmetadata: {name: a}\nspec:\n  version: v1.33.0\n  addons: {konnectivty: {}, kubeProxi: {}}\n',
    paths: ['spec.addons.konnectivty', 'spec.addons.kubeProxi'],
    kept: ['addons: {konnectivty: {}, kubeProxi: {}}'],
  },
  'an empty map, an empty list, and a map of absent values': {
    text: 'apiVersion: infrastructure.cluster.x-k8s.io/v1beta1\nkind: Metal3MachineTemplate\nmetadata: {name: a}\nspec:\n  template:\n    spec:\n      mapp: {}\n      listt: []\n      nulls: {a: }\n      image: {url: http://a/b, checksum: http://a/c, format: raw, sizes: {}}\n',
    paths: [
      'spec.template.spec.mapp',
      'spec.template.spec.listt',
      'spec.template.spec.nulls',
      'spec.template.spec.image.sizes',
    ],
    kept: ['mapp: {}', 'listt: []', 'nulls: {a: }', 'diskFormat: raw, sizes: {}'],
  },
  'a field below one that moves': {
    text: 'apiVersion: cluster.x-k8s.io/v1beta1\nkind: MachineDeployment\nmetadata: {name: a}\nspec:\n  clusterName: a\n  strategy: {type: OnDelete, rollingUpdat: {}}\n  template:\n    spec: {clusterName: a, bootstrap: {dataSecretName: a}, infrastructureRef: {apiVersion: infrastructure.cluster.x-k8s.io/v1beta1, kind: Metal3MachineTemplate, name: a}}\n',
    paths: ['spec.rollout.strategy.rollingUpdat'],
    kept: ['rollingUpdat: {}'],
  },
};

describe('a field that the old version does not have stays, and is reported', () => {
  for (const [name, { text, paths, kept }] of Object.entries(CASES))
    it(name, () => {
      const [result] = migrated(text);
      assert.deepEqual(result?.leftovers.map(({ path }) => path).toSorted(), paths.toSorted());
      assert.notEqual(result?.text, text);
      for (const each of kept) assert.ok(result?.text.includes(each), `${each}: ${result?.text}`);
    });
});

it('an empty field of the old version is removed', () => {
  const text =
    'apiVersion: cluster.x-k8s.io/v1beta1\nkind: Cluster\nmetadata: {name: a}\nspec:\n  paused: true\n  clusterNetwork: {}\n  controlPlaneRef: {}\n';
  assert.match(migratedText(text), /spec:\n {2}paused: true\n$/);
});
