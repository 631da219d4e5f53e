import { externalField, type ReferenceField, statedField, withRole } from '../../core/objects/reference-field.ts';
import { Secret } from '../kubernetes/kinds.ts';
import { Metal3MachineTemplate } from '../metal3/kinds.ts';
import { KubeadmConfigTemplate, KubeadmControlPlane } from './kinds.ts';

const NO_MACHINES = 'creates no machine';
const NO_BOOTSTRAP_DATA = 'gets no bootstrap data, so its machines never start';

/** Source: the API types of the kubeadm providers in Cluster API v1.14. */
export const KUBEADM_REFERENCES: readonly ReferenceField[] = [
  ...['spec.machineTemplate.infrastructureRef', 'spec.machineTemplate.spec.infrastructureRef'].map((path) =>
    withRole(
      'MachineInfrastructureTemplate',
      statedField(KubeadmControlPlane, path, NO_MACHINES, Metal3MachineTemplate),
    ),
  ),
  externalField(KubeadmConfigTemplate, 'spec.template.spec.files[].contentFrom.secret', Secret, NO_BOOTSTRAP_DATA),
  externalField(KubeadmConfigTemplate, 'spec.template.spec.users[].passwdFrom.secret', Secret, NO_BOOTSTRAP_DATA),
];
