import { schemaRule } from './schema-rule.ts';

export const apiVersionNotServed = schemaRule(
  'api-version-not-served',
  'No release in question serves the kind in the group and version that the document states.',
  ['api-version-not-served'],
);
