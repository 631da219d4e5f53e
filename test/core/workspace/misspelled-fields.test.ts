import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pathText } from '../../../server/src/core/index.ts';
import { allFindings, workspaceOf } from '../../support/check.ts';

/** Returns the errors and warnings in a manifest: rule and path. */
function findings(text: string): readonly string[] {
  return allFindings(workspaceOf([{ uri: 'file:///main.yaml', text }]))
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ rule, path }) => `${rule} ${pathText(path)}`);
}

const HEALTH_CHECK = `apiVersion: cluster.x-k8s.io/v1beta2
kind: MachineHealthCheck
metadata:
  name: workers
spec:
  clusterName: edge
  selector:
    matchLabels:
      nodepool: workers
  checks:
    nodeStartupTimeoutSeconds: 3600
`;

const POOL = `apiVersion: ipam.metal3.io/v1alpha1
kind: IPPool
metadata:
  name: external
spec:
  namePrefix: external
  pools:
    - start: 10.0.0.10
      end: 10.0.0.99
  prefix: 24
  gateway: 10.0.0.1
`;

const DATA_TEMPLATE = `apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3DataTemplate
metadata:
  name: workers
spec:
  clusterName: edge
  networkData:
    links:
      ethernets:
        - id: enp1s0
          type: phy
          macAddress:
            fromHostInterface: enp1s0
`;

describe('a misspelled field', () => {
  const cases = [
    [HEALTH_CHECK, 'matchLabels', 'matchLabel', 'spec.selector.matchLabel'],
    [HEALTH_CHECK, 'selector', 'Selector', 'spec.Selector'],
    [POOL, 'end:', 'eod:', 'spec.pools[0].eod'],
    [POOL, 'prefix:', 'Prefix:', 'spec.Prefix'],
    [
      DATA_TEMPLATE,
      'fromHostInterface',
      'from_host_interface',
      'spec.networkData.links.ethernets[0].macAddress.from_host_interface',
    ],
  ] as const;
  for (const [manifest, name, other, path] of cases)
    it(`${path} has one finding`, () => {
      assert.deepEqual(findings(manifest), []);
      assert.deepEqual(findings(manifest.replace(name, other)), [`unknown-field ${path}`]);
    });

  it('does not hide other mistakes', () => {
    const manifest = POOL.replace('gateway:', 'gatewai:').replace('start: 10.0.0.10', 'start: 10.0.0.100');
    assert.deepEqual(findings(manifest).toSorted(), [
      'invalid-pool-range spec.pools[0].start',
      'unknown-field spec.gatewai',
    ]);
  });
});
