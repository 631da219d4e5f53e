import { commonTexts } from '../../../core/completion/common-values.ts';
import type { CommonValues } from '../../../core/completion/context.ts';
import { KubeadmControlPlane } from '../kinds.ts';
import { BOOTSTRAP_KINDS } from '../metadata-uses.ts';

const REGISTRATION = 'spec.{init,join}Configuration.nodeRegistration';

/** Values that are common in fields whose schemas do not list them. */
export const KUBEADM_VALUES: readonly CommonValues[] = [
  commonTexts([KubeadmControlPlane], 'spec.replicas', ['1', '2', '3']),
  commonTexts(BOOTSTRAP_KINDS, 'spec.files[].owner', ['root:root']),
  commonTexts(BOOTSTRAP_KINDS, 'spec.files[].permissions', ['0644', '0600', '0755', '0640']),
  commonTexts(BOOTSTRAP_KINDS, 'spec.files[].path', [
    '/etc/containerd/config.toml',
    '/etc/containers/registries.conf',
    '/etc/NetworkManager/system-connections/eth0.nmconnection',
    '/etc/systemd/network/10-eth0.network',
    '/etc/sysctl.d/99-kubernetes.conf',
    '/etc/yum.repos.d/kubernetes.repo',
    '/usr/local/bin/retrieve.configuration.files.sh',
  ]),
  commonTexts(BOOTSTRAP_KINDS, 'spec.{pre,post}KubeadmCommands[]', [
    'systemctl enable --now crio',
    'systemctl enable --now kubelet',
    'systemctl restart NetworkManager.service',
    'systemctl restart containerd',
    'swapoff -a',
    'sleep 30',
  ]),
  commonTexts(BOOTSTRAP_KINDS, 'spec.users[].name', ['metal3', 'ubuntu', 'core']),
  commonTexts(BOOTSTRAP_KINDS, 'spec.users[].sudo', ['ALL=(ALL) NOPASSWD:ALL']),
  commonTexts(BOOTSTRAP_KINDS, 'spec.users[].shell', ['/bin/bash', '/bin/sh']),
  commonTexts(BOOTSTRAP_KINDS, `${REGISTRATION}.name`, [
    '{{ ds.meta_data.name }}',
    '{{ ds.meta_data.local_hostname }}',
  ]),
  commonTexts(BOOTSTRAP_KINDS, `${REGISTRATION}.criSocket`, [
    '/run/containerd/containerd.sock',
    '/var/run/crio/crio.sock',
  ]),
  commonTexts(BOOTSTRAP_KINDS, `${REGISTRATION}.kubeletExtraArgs.node-labels`, [
    'metal3.io/uuid={{ ds.meta_data.uuid }}',
  ]),
  commonTexts(BOOTSTRAP_KINDS, `${REGISTRATION}.kubeletExtraArgs.provider-id`, [
    'metal3://{{ ds.meta_data.providerid }}',
  ]),
  commonTexts(BOOTSTRAP_KINDS, `${REGISTRATION}.kubeletExtraArgs.cgroup-driver`, ['systemd']),
  commonTexts(BOOTSTRAP_KINDS, `${REGISTRATION}.kubeletExtraArgs.cloud-provider`, ['external']),
  commonTexts(BOOTSTRAP_KINDS, `${REGISTRATION}.kubeletExtraArgs[].name`, [
    'node-labels',
    'provider-id',
    'cloud-provider',
    'cgroup-driver',
    'eviction-hard',
    'feature-gates',
    'container-runtime-endpoint',
  ]),
  commonTexts(BOOTSTRAP_KINDS, `${REGISTRATION}.kubeletExtraArgs[].value`, [
    'metal3.io/uuid={{ ds.meta_data.uuid }}',
    'metal3://{{ ds.meta_data.providerid }}',
    'external',
  ]),
];
