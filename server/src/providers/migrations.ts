import type { Migration } from '../core/migration/migration.ts';
import { CONVERSION_DATA } from './cluster-api/migration-rows.ts';
import { CLUSTER_API_MIGRATIONS } from './cluster-api/migrations.ts';
import { KAMAJI_CONTROL_PLANE_MIGRATIONS } from './kamaji-control-plane/migrations.ts';
import { KUBEADM_MIGRATIONS } from './kubeadm/migrations.ts';
import { METAL3_MIGRATIONS } from './metal3/migrations.ts';

/**
 * The migrations of all providers. Kamaji, the Metal³ IP address manager and the Bare Metal Operator serve one version
 * of each of their kinds, so they have none.
 */
export const MIGRATIONS: readonly Migration[] = [
  ...[...CLUSTER_API_MIGRATIONS, ...KUBEADM_MIGRATIONS, ...METAL3_MIGRATIONS].map((migration) => ({
    ...migration,
    moves: [...CONVERSION_DATA, ...migration.moves],
  })),
  ...KAMAJI_CONTROL_PLANE_MIGRATIONS,
];
