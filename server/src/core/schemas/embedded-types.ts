import { schemaAtPath } from './schema-at-path.ts';
import type { StructuralSchema } from './structural-schema.ts';

/** A Kubernetes type that CRDs embed. The Kubernetes reference describes its fields. */
export interface EmbeddedType {
  readonly name: string;
  /** The page in the Kubernetes reference. */
  readonly url: string;
}

interface Row extends EmbeddedType {
  /** Paths of fields that only this type has together. */
  readonly fields: readonly string[];
  /** A field that is required in a similar type, but not in this one. */
  readonly notRequired?: string;
}

const REFERENCE = 'https://kubernetes.io/docs/reference/kubernetes-api';
// Each type has an anchor with its name on the page.
const POD = `${REFERENCE}/workload-resources/pod-v1`;

const ROWS: readonly Row[] = [
  {
    name: 'LabelSelector',
    url: `${REFERENCE}/common-definitions/label-selector/#LabelSelector`,
    fields: ['matchLabels', 'matchExpressions.operator'],
    // Excludes the `hostSelector` of Metal3Machine, which has other operators.
    notRequired: 'matchExpressions.values',
  },
  { name: 'Affinity', url: `${POD}/#Affinity`, fields: ['nodeAffinity', 'podAffinity', 'podAntiAffinity'] },
  { name: 'Toleration', url: `${POD}/#Toleration`, fields: ['key', 'operator', 'tolerationSeconds'] },
  {
    name: 'TopologySpreadConstraint',
    url: `${POD}/#TopologySpreadConstraint`,
    fields: ['topologyKey', 'maxSkew', 'whenUnsatisfiable'],
  },
  { name: 'Container', url: `${POD}/#Container`, fields: ['image', 'command', 'volumeMounts', 'workingDir'] },
  { name: 'EnvVar', url: `${POD}/#EnvVar`, fields: ['name', 'valueFrom.configMapKeyRef'] },
  { name: 'VolumeMount', url: `${POD}/#VolumeMount`, fields: ['mountPath', 'subPath', 'mountPropagation'] },
  { name: 'ResourceRequirements', url: `${POD}/#ResourceRequirements`, fields: ['limits', 'requests'] },
  { name: 'SecurityContext', url: `${POD}/#SecurityContext`, fields: ['allowPrivilegeEscalation', 'runAsUser'] },
  { name: 'PodSecurityContext', url: `${POD}/#PodSecurityContext`, fields: ['fsGroup', 'runAsUser', 'sysctls'] },
  {
    name: 'Volume',
    url: `${REFERENCE}/config-and-storage-resources/volume/#Volume`,
    fields: ['emptyDir', 'hostPath', 'persistentVolumeClaim'],
  },
];

/** Returns the Kubernetes type of a field or of the items of a list, recognized by its fields. */
export function embeddedTypeOf(schema: StructuralSchema): EmbeddedType | undefined {
  const holder = schema.items ?? schema;
  if (!holder.properties) return undefined;
  return ROWS.find(
    ({ fields, notRequired }) =>
      fields.every((field) => schemaAtPath(holder, field.split('.')) !== undefined) &&
      !(notRequired !== undefined && isRequired(holder, notRequired)),
  );
}

function isRequired(schema: StructuralSchema, path: string): boolean {
  const steps = path.split('.');
  const parent = schemaAtPath(schema, steps.slice(0, -1));
  return (parent?.items ?? parent)?.required?.includes(steps.at(-1) ?? '') === true;
}
