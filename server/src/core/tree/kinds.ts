import { GROUPS } from '../resources/reference-fields.ts';
import type { GroupKind } from '../resources/resource.ts';

export const CLUSTER: GroupKind = { group: GROUPS.cluster, kind: 'Cluster' };
export const MACHINE: GroupKind = { group: GROUPS.cluster, kind: 'Machine' };
