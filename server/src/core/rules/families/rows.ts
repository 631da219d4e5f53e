import { CAPI_BOOT_ROWS } from './capi-boot.ts';
import { CAPI_BOOTSTRAP_ROWS } from './capi-bootstrap.ts';
import { CAPI_CLASS_PATCH_ROWS } from './capi-class-patches.ts';
import { CAPI_CLASS_ROWS } from './capi-classes.ts';
import { CAPI_CLUSTER_ROWS } from './capi-clusters.ts';
import { CAPI_CONTROL_PLANE_ROWS } from './capi-control-planes.ts';
import { CAPI_CONTROLLER_ROWS } from './capi-controllers.ts';
import { CAPI_GATE_ROWS } from './capi-gates.ts';
import { CAPI_MACHINE_ROWS } from './capi-machines.ts';
import { CLASS_TEMPLATE_ROWS } from './class-templates.ts';
import type { Row } from './family.ts';
import { HOST_ANNOTATION_ROWS } from './host-annotations.ts';
import { HOST_CONTROLLER_ROWS } from './host-controllers.ts';
import { HOST_FIELD_ROWS } from './hosts.ts';
import { KAMAJI_ARGUMENT_ROWS } from './kamaji-arguments.ts';
import { KAMAJI_CLUSTER_ROWS } from './kamaji-clusters.ts';
import { KAMAJI_CONTROL_PLANE_ROWS } from './kamaji-control-planes.ts';
import { KAMAJI_DATA_STORE_ROWS } from './kamaji-data-stores.ts';
import { KAMAJI_NETWORK_ROWS } from './kamaji-network.ts';
import { METAL3_CLUSTER_ROWS } from './metal3-clusters.ts';
import { METAL3_DATA_ROWS } from './metal3-data.ts';
import { METAL3_MACHINE_ROWS } from './metal3-machines.ts';

/** The rows of every provider: what one rule for each family serves. */
export const ROWS: readonly Row[] = [
  ...METAL3_CLUSTER_ROWS,
  ...METAL3_MACHINE_ROWS,
  ...METAL3_DATA_ROWS,
  ...HOST_CONTROLLER_ROWS,
  ...HOST_FIELD_ROWS,
  ...HOST_ANNOTATION_ROWS,
  ...CLASS_TEMPLATE_ROWS,
  ...CAPI_CLUSTER_ROWS,
  ...CAPI_CLASS_ROWS,
  ...CAPI_CLASS_PATCH_ROWS,
  ...CAPI_MACHINE_ROWS,
  ...CAPI_CONTROL_PLANE_ROWS,
  ...CAPI_BOOTSTRAP_ROWS,
  ...CAPI_GATE_ROWS,
  ...CAPI_CONTROLLER_ROWS,
  ...CAPI_BOOT_ROWS,
  ...KAMAJI_CLUSTER_ROWS,
  ...KAMAJI_CONTROL_PLANE_ROWS,
  ...KAMAJI_ARGUMENT_ROWS,
  ...KAMAJI_NETWORK_ROWS,
  ...KAMAJI_DATA_STORE_ROWS,
];
