import { schemaAtPath } from './schema-at-path.ts';
import type { StructuralSchema } from './structural-schema.ts';

/** A type of Kubernetes itself that stands in CRDs whole. Its fields are explained by Kubernetes, not by us. */
export interface EmbeddedType {
  readonly name: string;
  /** Where Kubernetes explains it. */
  readonly url: string;
}

interface Row extends EmbeddedType {
  /** Fields, at paths, that together no other type has. */
  readonly fields: readonly string[];
  /** Fields that a look-alike demands and this type does not. */
  readonly notRequired?: string;
}

const REFERENCE = 'https://kubernetes.io/docs/reference/kubernetes-api';
// On its page, each type has an anchor of its name.
const POD = `${REFERENCE}/workload-resources/pod-v1`;

const ROWS: readonly Row[] = [
  {
    name: 'LabelSelector',
    url: `${REFERENCE}/common-definitions/label-selector/#LabelSelector`,
    fields: ['matchLabels', 'matchExpressions.operator'],
    // A Metal3Machine's hostSelector, which has operators of its own.
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

/** The Kubernetes type that a field is of, or that the items of a list are of. Recognised by its fields. */
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
