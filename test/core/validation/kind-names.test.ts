import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { similarKinds } from '../../../server/src/core/validation/kind-names.ts';
import { REGISTRY } from '../../../server/src/providers/index.ts';
import { SCHEMAS } from '../../support/check.ts';

const INFRASTRUCTURE = 'infrastructure.cluster.x-k8s.io';

function similarTo(kind: string, group = INFRASTRUCTURE): readonly string[] {
  return similarKinds({ group, kind }, SCHEMAS, REGISTRY.validation.groups);
}

describe('similarKinds', () => {
  const typos: readonly (readonly [string, string, string?])[] = [
    ['Metal3Clutser', 'Metal3Cluster'],
    ['Metal3cluster', 'Metal3Cluster'],
    ['Metal3MachineTemplat', 'Metal3MachineTemplate'],
    ['KamajiControlPlan', 'KamajiControlPlane', 'controlplane.cluster.x-k8s.io'],
    ['KubeadmConfigTemplates', 'KubeadmConfigTemplate', 'bootstrap.cluster.x-k8s.io'],
    ['BaremetalHost', 'BareMetalHost', 'metal3.io'],
  ];
  for (const [kind, known, group] of typos)
    it(`finds ${known} for ${kind}`, () => assert.deepEqual(similarTo(kind, group), [known]));

  const kindsOfOthers = [
    'MetalCluster',
    'MetalMachineTemplate',
    'DOCluster',
    'DOMachineTemplate',
    'ByoMachine',
    'GCPMachine',
    'VCDCluster',
    'AWSMachinePool',
    'KubevirtMachine',
    'HetznerBareMetalHost',
    'MAASMachine',
    'OCIMachine',
  ];
  for (const kind of kindsOfOthers) it(`finds nothing for ${kind}`, () => assert.deepEqual(similarTo(kind), []));

  it('finds nothing for known kinds and in unknown groups', () => {
    assert.deepEqual(similarTo('Metal3Cluster'), []);
    assert.deepEqual(similarTo('Metal3Clutser', 'example.com'), []);
  });
});
