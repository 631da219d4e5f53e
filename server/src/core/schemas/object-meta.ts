import type { StructuralSchema } from './structural-schema.ts';

const text: StructuralSchema = { type: 'string' };
const texts: StructuralSchema = { type: 'object', additionalProperties: text };

/** ObjectMeta, as strict decoding accepts it (k8s.io/apimachinery). */
export const OBJECT_META: StructuralSchema = {
  type: 'object',
  properties: {
    name: text,
    generateName: text,
    namespace: text,
    selfLink: text,
    uid: text,
    resourceVersion: text,
    generation: { type: 'integer' },
    creationTimestamp: { type: 'string', nullable: true, format: 'capital-date-time' },
    deletionTimestamp: { type: 'string', nullable: true, format: 'capital-date-time' },
    deletionGracePeriodSeconds: { type: 'integer' },
    labels: texts,
    annotations: texts,
    ownerReferences: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          apiVersion: text,
          kind: text,
          name: text,
          uid: text,
          controller: { type: 'boolean' },
          blockOwnerDeletion: { type: 'boolean' },
        },
      },
    },
    // Go decodes a null in a list as an empty string, which is not a finalizer.
    finalizers: { type: 'array', items: { ...text, nullable: true } },
    managedFields: { type: 'array', items: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
  },
};
