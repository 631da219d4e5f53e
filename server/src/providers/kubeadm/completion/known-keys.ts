import { knownKeySource, knownKeys } from '../../../core/completion/known-keys.ts';
import { BOOTSTRAP_KINDS } from '../metadata-uses.ts';

const SPECS = ['spec', 'spec.template.spec', 'spec.kubeadmConfigSpec', 'spec.template.spec.kubeadmConfigSpec'];

/** Source: the arguments of the kubelet, and how CAPM3 v1.13 finds nodes. */
export const KUBEADM_KEYS = knownKeySource([
  ...SPECS.map((base) =>
    knownKeys(BOOTSTRAP_KINDS, `${base}.{init,join}Configuration.nodeRegistration.kubeletExtraArgs`, [
      {
        key: 'node-labels',
        value: 'metal3.io/uuid={{ ds.meta_data.uuid }}',
        purpose: 'Labels with which the node registers. CAPM3 finds the node by `metal3.io/uuid`.',
      },
      {
        key: 'provider-id',
        value: 'metal3://{{ ds.meta_data.providerid }}',
        purpose: 'The provider ID by which Cluster API matches node and machine.',
      },
      { key: 'cloud-provider', value: 'external' },
      { key: 'cgroup-driver', value: 'systemd' },
      { key: 'feature-gates' },
      {
        key: 'container-runtime-endpoint',
        values: ['unix:///run/containerd/containerd.sock', 'unix:///var/run/crio/crio.sock'],
      },
      { key: 'runtime-request-timeout', value: '5m' },
    ]),
  ),
]);
