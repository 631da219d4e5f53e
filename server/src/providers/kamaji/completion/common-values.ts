import { commonTexts } from '../../../core/completion/common-values.ts';
import type { CommonValues } from '../../../core/completion/context.ts';
import { pathPattern } from '../../../core/syntax/path-pattern.ts';
import { Cluster, Machine, MachineDeployment, MachineSet } from '../../cluster-api/kinds.ts';
import { KamajiControlPlane } from '../../kamaji-control-plane/kinds.ts';
import { KubeadmControlPlane } from '../../kubeadm/kinds.ts';
import { DataStore, TenantControlPlane } from '../kinds.ts';
import { kubernetesVersions } from './kubernetes-versions.ts';

const CLIENT_CERTIFICATE = 'spec.tlsConfig.clientCertificate';
const CERTIFICATE_AUTHORITY = 'spec.tlsConfig.certificateAuthority';

/** Values that are common in fields whose schemas do not list them. */
export const KAMAJI_VALUES: readonly CommonValues[] = [
  commonTexts([TenantControlPlane], 'spec.networkProfile.podCidr', ['10.244.0.0/16']),
  commonTexts([TenantControlPlane], 'spec.networkProfile.serviceCidr', ['10.96.0.0/16']),
  commonTexts([KamajiControlPlane], 'spec.replicas', ['1', '2', '3']),
  commonTexts([TenantControlPlane], 'spec.controlPlane.deployment.replicas', ['1', '2', '3']),
  commonTexts([DataStore], `${CERTIFICATE_AUTHORITY}.certificate.secretReference.keyPath`, ['ca.crt']),
  commonTexts([DataStore], `${CERTIFICATE_AUTHORITY}.privateKey.secretReference.keyPath`, ['ca.key']),
  commonTexts([DataStore], `${CLIENT_CERTIFICATE}.certificate.secretReference.keyPath`, ['tls.crt', 'server.crt']),
  commonTexts([DataStore], `${CLIENT_CERTIFICATE}.privateKey.secretReference.keyPath`, ['tls.key', 'server.key']),
  commonTexts([DataStore], 'spec.basicAuth.username.secretReference.keyPath', ['username']),
  commonTexts([DataStore], 'spec.basicAuth.password.secretReference.keyPath', ['password']),
  {
    kinds: [KamajiControlPlane],
    pattern: pathPattern('spec.version'),
    values: (context) => kubernetesVersions(context, ''),
  },
  {
    kinds: [KubeadmControlPlane, MachineDeployment, MachineSet, Machine],
    pattern: pathPattern('spec.version'),
    values: (context) => kubernetesVersions(context, 'v'),
  },
  {
    kinds: [TenantControlPlane],
    pattern: pathPattern('spec.kubernetes.version'),
    values: (context) => kubernetesVersions(context, 'v'),
  },
  {
    kinds: [Cluster],
    pattern: pathPattern('spec.topology.version'),
    values: (context) => kubernetesVersions(context, 'v'),
  },
];
