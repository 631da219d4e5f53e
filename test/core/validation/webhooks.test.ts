import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pathText } from '../../../server/src/core/index.ts';
import type { Targets } from '../../../server/src/core/validation/violation.ts';
import { allFindings, workspaceOf } from '../../support/check.ts';

/** Returns the rules and paths of the rejections of one document, for target releases. */
function refusals(yaml: string, targets: Targets): readonly string[] {
  const findings = allFindings(workspaceOf([{ uri: 'file:///main.yaml', text: yaml }], undefined, targets));
  return findings
    .filter(({ by, severity }) => by === 'schema' && severity === 'error')
    .map(({ rule, path }) => `${rule} ${pathText(path)}`)
    .sort();
}

const METAL3 = 'cluster-api-provider-metal3';
const CAPI = 'cluster-api';

function dataTemplate(spec: string): string {
  return `apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3DataTemplate
metadata:
  name: nodes
spec:
  clusterName: demo
${spec}`;
}

describe('a mutating webhook', () => {
  it('that only validates does not write fields, so missing fields are still missing', () => {
    const config = `apiVersion: bootstrap.cluster.x-k8s.io/v1beta2
kind: KubeadmConfigTemplate
metadata:
  name: workers
spec:
  template:
    spec:
      clusterConfiguration:
        apiServer:
          extraEnvs: [{}]
`;
    const place = 'spec.template.spec.clusterConfiguration.apiServer.extraEnvs[0].name';
    assert.deepEqual(refusals(config, { [CAPI]: 'v1.14.0' }), [`required-field ${place}`]);
  });

  it('drops empty values, but duplicate keys are reported', () => {
    const config = (fields: string) => `apiVersion: bootstrap.cluster.x-k8s.io/v1beta1
kind: KubeadmConfigTemplate
metadata:
  name: workers
spec:
  template:
    spec:
      users:
        - name: admin
${fields}`;
    const place = 'spec.template.spec.users[0].inactive';
    const inactive = '          inactive: false\n';
    assert.deepEqual(refusals(config(inactive), { [CAPI]: 'v1.10.10' }), []);
    for (const second of [inactive, '          "inactive": ~\n', '          inactive: true\n'])
      assert.deepEqual(refusals(config(inactive + second), { [CAPI]: 'v1.10.10' }), [`duplicate-key ${place}`]);
  });

  it('drops fields that no newer version has, but unknown fields in them are reported', () => {
    const config = (field: string) => `apiVersion: bootstrap.cluster.x-k8s.io/v1beta1
kind: KubeadmConfigTemplate
metadata:
  name: workers
spec:
  template:
    spec:
      clusterConfiguration:
        networking:
          ${field}: 10.244.0.0/16
`;
    const place = 'spec.template.spec.clusterConfiguration.networking.podsubnet';
    assert.deepEqual(refusals(config('podSubnet'), { [CAPI]: 'v1.14.0' }), []);
    assert.deepEqual(refusals(config('podsubnet'), { [CAPI]: 'v1.14.0' }), [`unknown-field ${place}`]);
  });

  it('labels the machines of a MachineSet with an empty selector', () => {
    const machines = (selector: string) => `apiVersion: cluster.x-k8s.io/v1beta2
kind: MachineSet
metadata:
  name: edge
spec:
  clusterName: edge
  selector:
    matchLabels: ${selector}
  template:
    metadata:
    spec:
      clusterName: edge
      bootstrap:
        dataSecretName: edge
      infrastructureRef:
        apiGroup: infrastructure.cluster.x-k8s.io
        kind: DevMachineTemplate
        name: edge
`;
    assert.deepEqual(refusals(machines('{}'), { [CAPI]: 'v1.14.0' }), []);
    assert.deepEqual(refusals(machines('{a: b}'), { [CAPI]: 'v1.14.0' }), ['required-field spec.template.metadata']);
  });

  it('parses the times in a status', () => {
    const machine = (time: string) => `apiVersion: cluster.x-k8s.io/v1beta2
kind: Machine
metadata:
  name: edge
spec:
  clusterName: edge
  bootstrap:
    dataSecretName: edge
  infrastructureRef:
    apiGroup: infrastructure.cluster.x-k8s.io
    kind: DevMachine
    name: edge
status:
  lastUpdated: ${time}
`;
    assert.deepEqual(refusals(machine('2026-01-31T12:00:00Z'), { [CAPI]: 'v1.14.0' }), []);
    assert.deepEqual(refusals(machine('yesterday'), { [CAPI]: 'v1.14.0' }), ['wrong-type status.lastUpdated']);
  });

  it('trims a quantity before schema validation', () => {
    const config = (divisor: string) => `apiVersion: bootstrap.cluster.x-k8s.io/v1beta2
kind: KubeadmConfigTemplate
metadata:
  name: workers
spec:
  template:
    spec:
      clusterConfiguration:
        apiServer:
          extraEnvs:
            - name: MEMORY
              valueFrom:
                resourceFieldRef:
                  resource: limits.memory
                  divisor: ${divisor}
`;
    const divisor = 'spec.template.spec.clusterConfiguration.apiServer.extraEnvs[0].valueFrom.resourceFieldRef.divisor';
    assert.deepEqual(refusals(config('" 100Mi"'), { [CAPI]: 'v1.12.11' }), []);
    assert.deepEqual(refusals(config('" 100Mi"'), { [CAPI]: 'v1.13.5' }), [`malformed-value ${divisor}`]);
    assert.ok(refusals(config('"100 Mi"'), { [CAPI]: 'v1.12.11' }).includes(`wrong-type ${divisor}`));
  });

  it('writes required fields that can be empty, if their parent exists', () => {
    const yaml = dataTemplate('  metaData:\n    ipAddressesFromIPPool:\n      - key: ip\n        name: pool\n');
    assert.deepEqual(refusals(yaml, { [METAL3]: 'v1.12.7' }), []);
    assert.deepEqual(refusals(yaml, { [METAL3]: 'v1.13.2' }), [
      'required-field spec.metaData.ipAddressesFromIPPool[0].apiGroup',
      'required-field spec.metaData.ipAddressesFromIPPool[0].kind',
    ]);
  });

  it('writes optional fields, and makes them invalid', () => {
    const yaml = dataTemplate(`  networkData:
    links:
      bonds:
        - id: bond0
          bondMode: 802.3ad
          macAddress:
            string: 00:11:22:33:44:55
`);
    const policy = 'required-field spec.networkData.links.bonds[0].bondXmitHashPolicy';
    const links = 'required-field spec.networkData.links.bonds[0].bondLinks';
    assert.deepEqual(refusals(yaml, { [METAL3]: 'v1.12.7' }), [links, policy]);
    assert.deepEqual(refusals(yaml, { [METAL3]: 'v1.13.2' }), []);
  });

  it('reports such fields as missing, at the key of the object', () => {
    const yaml = 'apiVersion: ipam.metal3.io/v1alpha1\nkind: IPPool\nmetadata:\n  name: a\nspec:\n  prefix: 24\n';
    const [finding] = allFindings(workspaceOf([{ uri: 'file:///main.yaml', text: yaml }]));
    assert.equal(finding?.rule, 'required-field');
    assert.deepEqual(finding?.place.span, { start: yaml.indexOf('spec'), end: yaml.indexOf('spec') + 4 });
    assert.match(finding?.message ?? '', /Missing required field spec.namePrefix/);
  });

  it('drops empty strings of old types, and keeps those of new ones', () => {
    const machine = (version: string, failureDomain: string) => `apiVersion: cluster.x-k8s.io/${version}
kind: Machine
metadata:
  name: a
spec:
  clusterName: demo
  failureDomain: ${failureDomain}
  bootstrap:
    dataSecretName: a
  infrastructureRef:
    ${version === 'v1beta1' ? 'apiVersion: infrastructure.cluster.x-k8s.io/v1beta1' : 'apiGroup: infrastructure.cluster.x-k8s.io'}
    kind: Metal3Machine
    name: a
`;
    // Converted to v1beta2, where it is not a pointer, and back to v1beta1.
    assert.deepEqual(refusals(machine('v1beta1', '""'), { [CAPI]: 'v1.13.5' }), []);
    assert.deepEqual(refusals(machine('v1beta1', '""'), { [CAPI]: 'v1.10.10' }), [
      'value-out-of-range spec.failureDomain',
    ]);
    assert.deepEqual(refusals(machine('v1beta2', '""'), { [CAPI]: 'v1.13.5' }), [
      'value-out-of-range spec.failureDomain',
    ]);
  });

  it('sets defaults before schema validation', () => {
    const yaml = `apiVersion: cluster.x-k8s.io/v1beta2
kind: MachineDeployment
metadata:
  name: a
spec:
  clusterName: demo
  rollout:
    strategy:
      rollingUpdate:
        maxUnavailable: 1
  template:
    spec:
      clusterName: demo
      bootstrap:
        dataSecretName: a
      infrastructureRef:
        apiGroup: infrastructure.cluster.x-k8s.io
        kind: Metal3MachineTemplate
        name: a
`;
    assert.deepEqual(refusals(yaml, { [CAPI]: 'v1.14.0' }), []);
  });

  it('requires some fields, and parses others by the rules of Go', () => {
    const remediation = (strategy: string) => `apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3RemediationTemplate
metadata:
  name: a
spec:
  template:
    spec:
      ${strategy}
`;
    assert.deepEqual(refusals(remediation('{}'), { [METAL3]: 'v1.12.7' }), [
      'required-field spec.template.spec.strategy',
    ]);
    const timed = (timeout: string) =>
      remediation(`strategy: {type: Reboot, retryLimit: 1, timeout: ${timeout}}`).replace('{}\n', '');
    assert.deepEqual(refusals(timed('5m0s'), { [METAL3]: 'v1.12.7' }), []);
  });

  it('also decodes status, although the server drops it', () => {
    const yaml = (status: string) =>
      `apiVersion: cluster.x-k8s.io/v1beta1\nkind: Cluster\nmetadata:\n  name: a\nstatus:\n  ${status}\n`;
    assert.deepEqual(refusals(yaml('phase: Provisioned'), { [CAPI]: 'v1.10.10' }), []);
    assert.deepEqual(refusals(yaml('observedGeneration: x'), { [CAPI]: 'v1.10.10' }), [
      'wrong-type status.observedGeneration',
    ]);
  });

  it('does not report variables', () => {
    const yaml = dataTemplate('  metaData:\n    indexes:\n      - key: ${KEY}\n        offset: ${OFFSET}\n');
    assert.deepEqual(refusals(yaml, { [METAL3]: 'v1.12.7' }), []);
  });
});
