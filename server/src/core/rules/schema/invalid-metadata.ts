import { schemaRule } from './schema-rule.ts';

export const invalidMetadata = schemaRule(
  'invalid-metadata',
  'A name, namespace, label or annotation is written as Kubernetes does not allow.',
  ['invalid-metadata'],
);
