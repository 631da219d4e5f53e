import { externalField, type ReferenceField, statedField, withRole } from '../../core/objects/reference-field.ts';
import { Secret } from '../kubernetes/kinds.ts';
import { Metal3MachineTemplate } from '../metal3/kinds.ts';
import { KubeadmConfig, KubeadmConfigTemplate, KubeadmControlPlane, KubeadmControlPlaneTemplate } from './kinds.ts';

const NO_MACHINES = 'does not create any machines';
const NO_BOOTSTRAP_DATA = 'gets no bootstrap data, so its machines never start';

/** The path of the kubeadm configuration in each kind. */
const SPECS = [
  [KubeadmConfig, 'spec'],
  [KubeadmConfigTemplate, 'spec.template.spec'],
  [KubeadmControlPlane, 'spec.kubeadmConfigSpec'],
  [KubeadmControlPlaneTemplate, 'spec.template.spec.kubeadmConfigSpec'],
] as const;

/** The paths of the template of machines in v1beta1 and v1beta2. */
export const MACHINE_TEMPLATE_FIELDS = [
  'spec.machineTemplate.infrastructureRef',
  'spec.machineTemplate.spec.infrastructureRef',
] as const;

/** Source: the API types of the kubeadm providers in Cluster API v1.14. */
export const KUBEADM_REFERENCES: readonly ReferenceField[] = [
  ...MACHINE_TEMPLATE_FIELDS.map((path) =>
    withRole(
      'MachineInfrastructureTemplate',
      statedField(KubeadmControlPlane, path, NO_MACHINES, Metal3MachineTemplate),
    ),
  ),
  ...SPECS.flatMap(([from, spec]) =>
    ['files[].contentFrom.secret', 'users[].passwdFrom.secret'].map((path) =>
      externalField(from, `${spec}.${path}`, Secret, NO_BOOTSTRAP_DATA),
    ),
  ),
];
