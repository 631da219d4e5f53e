import { schemaRule } from './schema-rule.ts';

export const apiVersionNotServed = schemaRule(
  'api-version-not-served',
  'A kind that no target release serves in the stated group and version.',
  ['not-served'],
);
