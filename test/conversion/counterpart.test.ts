import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { counterpart } from '../support/migration.ts';

const core = { group: 'cluster.x-k8s.io', version: 'v1beta2' };
const metal3 = { group: 'infrastructure.cluster.x-k8s.io', version: 'v1beta2' };

describe('the counterpart of a field of another version', () => {
  it('is the new path of an old field', () => {
    assert.deepEqual(
      counterpart({ ...core, kind: 'MachineDeployment' }, ['spec', 'template', 'spec', 'nodeDrainTimeout']),
      {
        path: ['spec', 'template', 'spec', 'deletion', 'nodeDrainTimeoutSeconds'],
        form: 'seconds',
      },
    );
    assert.deepEqual(
      counterpart({ ...metal3, kind: 'Metal3DataTemplate' }, ['spec', 'metaData', 'prefixesFromIPPool']),
      {
        path: ['spec', 'metaData', 'prefixesFromPool'],
      },
    );
    const worker = ['spec', 'topology', 'workers', 'machineDeployments', 1];
    assert.deepEqual(
      counterpart({ ...core, kind: 'Cluster' }, [...worker, 'machineHealthCheck', 'unhealthyConditions', 0, 'timeout']),
      { path: [...worker, 'healthCheck', 'checks', 'unhealthyNodeConditions', 0, 'timeoutSeconds'], form: 'seconds' },
    );
  });

  it('is the old path of a new field', () => {
    assert.deepEqual(
      counterpart({ ...metal3, version: 'v1beta1', kind: 'Metal3MachineTemplate' }, [
        'spec',
        'template',
        'spec',
        'image',
        'diskFormat',
      ]),
      { path: ['spec', 'template', 'spec', 'image', 'format'] },
    );
    const spec = ['spec', 'topology', 'controlPlane'];
    assert.deepEqual(
      counterpart({ ...core, version: 'v1beta1', kind: 'Cluster' }, [
        ...spec,
        'healthCheck',
        'checks',
        'nodeStartupTimeoutSeconds',
      ]),
      { path: [...spec, 'machineHealthCheck', 'nodeStartupTimeout'], form: 'seconds' },
    );
  });

  it('is a reason if there is no such field', () => {
    const found = counterpart({ ...metal3, kind: 'Metal3Cluster' }, ['spec', 'noCloudProvider']);
    assert.match(found?.path === undefined ? (found?.reason ?? '') : '', /cloudProviderEnabled/);
  });

  it('is undefined for fields that only other parts of the object have', () => {
    const topology = ['spec', 'topology'];
    const pool = [...topology, 'workers', 'machinePools', 0];
    for (const path of [
      [...pool, 'machineHealthCheck'],
      [...pool, 'strategy'],
      [...topology, 'controlPlane', 'strategy'],
    ])
      assert.equal(counterpart({ ...core, kind: 'Cluster' }, path), undefined, path.join('.'));
  });

  it('is undefined for fields that both versions or neither has', () => {
    assert.equal(counterpart({ ...core, kind: 'Cluster' }, ['spec', 'paused']), undefined);
    assert.equal(counterpart({ ...core, kind: 'Cluster' }, ['spec', 'nonsense']), undefined);
    assert.equal(
      counterpart({ ...core, group: 'example.com', kind: 'Cluster' }, ['spec', 'topology', 'class']),
      undefined,
    );
  });
});
