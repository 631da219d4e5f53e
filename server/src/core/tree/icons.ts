import { GROUPS } from '../resources/reference-fields.ts';
import type { GroupKind } from '../resources/resource.ts';

/** The codicon of each kind, by group. Kinds that are not listed get `package`. */
const ICONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  [GROUPS.cluster]: {
    Cluster: 'server-environment',
    ClusterClass: 'library',
    Machine: 'vm',
    MachineDeployment: 'layers',
    MachineHealthCheck: 'pulse',
    MachinePool: 'layers',
    MachineSet: 'layers',
  },
  [GROUPS.controlPlane]: { KamajiControlPlane: 'circuit-board', KubeadmControlPlane: 'circuit-board' },
  [GROUPS.bootstrap]: { KubeadmConfig: 'terminal', KubeadmConfigTemplate: 'terminal' },
  [GROUPS.infrastructure]: {
    Metal3Cluster: 'server',
    Metal3DataTemplate: 'note',
    Metal3Machine: 'vm-outline',
    Metal3MachineTemplate: 'vm-outline',
  },
  [GROUPS.ipam]: { IPPool: 'list-ordered' },
  [GROUPS.kamaji]: { DataStore: 'database' },
};

/** The codicon of a group of objects that have no common kind. */
export const GROUP_ICON = 'symbol-namespace';

/** Returns the name of the codicon that represents a kind. */
export function iconOf({ group, kind }: GroupKind): string {
  return ICONS[group]?.[kind] ?? 'package';
}
