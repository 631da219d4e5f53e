import { required } from '../../../core/facts/checks.ts';
import { placesIn, type Row, type RowOptions } from '../../../core/facts/fact.ts';
import { KubeadmControlPlane } from '../../kubeadm/kinds.ts';
import { Machine, MachineHealthCheck, MachinePool } from '../kinds.ts';
import { INFRASTRUCTURE_REF } from '../references.ts';
import { between, capi, NEW } from './row.ts';

const ONCE: Partial<RowOptions> = {
  ...between('v1.13'),
  severity: 'warning',
  by: 'schema',
  outcome: 'Cluster API adds an empty value on creation, but the API server rejects every later apply',
};
const COMPONENTS = 'spec.kubeadmConfigSpec.clusterConfiguration.{apiServer,controllerManager,scheduler}.extraEnvs[]';
const ETCD = 'spec.kubeadmConfigSpec.clusterConfiguration.etcd.local.extraEnvs[]';
const TAINTS = 'spec.kubeadmConfigSpec.{initConfiguration,joinConfiguration}.nodeRegistration.taints[]';
const SOURCES: Readonly<Record<string, readonly string[]>> = {
  configMapKeyRef: ['key'],
  fieldRef: ['fieldPath'],
  fileKeyRef: ['key', 'path', 'volumeName'],
  resourceFieldRef: ['resource'],
  secretKeyRef: ['key'],
};

/**
 * Required fields that a mutating webhook fills on create. On update the webhook changes nothing, so it fills nothing. Source:
 * Cluster API v1.13 and v1.14, by creating and updating objects.
 */
export const FILLED_ON_CREATE_ROWS: readonly Row[] = [
  capi(placesIn([KubeadmControlPlane], COMPONENTS, ETCD), required('name', { acceptsEmpty: true }), inV1Beta2()),
  ...Object.entries(SOURCES).flatMap(([source, fields]) =>
    fields.map((field) =>
      capi(
        placesIn([KubeadmControlPlane], `${COMPONENTS}.valueFrom.${source}`, `${ETCD}.valueFrom.${source}`),
        required(field, { acceptsEmpty: true }),
        inV1Beta2(),
      ),
    ),
  ),
  ...['effect', 'key'].map((field) =>
    capi(placesIn([KubeadmControlPlane], TAINTS), required(field, { acceptsEmpty: true }), inV1Beta2()),
  ),
  capi(placesIn([Machine]), required(INFRASTRUCTURE_REF, { acceptsEmpty: true }), inV1Beta1()),
  capi(placesIn([MachinePool]), required(`spec.template.${INFRASTRUCTURE_REF}`, { acceptsEmpty: true }), inV1Beta1()),
  capi(
    placesIn([MachineHealthCheck], 'spec.{unhealthyConditions,unhealthyMachineConditions}[]'),
    required('timeout', { acceptsEmpty: true }),
    inV1Beta1(),
  ),
];

function inV1Beta1(): Partial<RowOptions> {
  return { ...ONCE, versions: ['v1beta1'] };
}

function inV1Beta2(): Partial<RowOptions> {
  return { ...ONCE, versions: NEW };
}
