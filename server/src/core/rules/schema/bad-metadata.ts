import { schemaRule } from './schema-rule.ts';

export const badMetadata = schemaRule(
  'bad-metadata',
  'A name, namespace, label or annotation is written as Kubernetes does not allow.',
);
