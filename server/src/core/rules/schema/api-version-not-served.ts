import { schemaRule } from './schema-rule.ts';

export const apiVersionNotServed = schemaRule(
  'api-version-not-served',
  'An `apiVersion` in which no target release serves the kind.',
  ['not-served'],
);
