import { schemaRule } from './schema-rule.ts';

export const invalidMetadata = schemaRule(
  'invalid-metadata',
  'A name, namespace, label or annotation that Kubernetes does not allow.',
  ['bad-metadata'],
);
