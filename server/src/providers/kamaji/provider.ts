import { defineProvider } from '../../core/provider.ts';
import { KAMAJI_VALUES } from './completion/common-values.ts';
import { KAMAJI_KEYS } from './completion/known-keys.ts';
import { TENANT_FIELDS_TABLE } from './control-plane-fields.ts';
import { KAMAJI_ARGUMENT_ROWS } from './facts/arguments.ts';
import { KAMAJI_CONTROL_PLANE_ROWS } from './facts/control-planes.ts';
import { KAMAJI_DATA_STORE_ROWS } from './facts/data-stores.ts';
import { KAMAJI_NETWORK_ROWS } from './facts/network.ts';
import { KAMAJI_FIELD_SYNONYMS } from './field-synonyms.ts';
import { KAMAJI_API_REFERENCES } from './hover/api-references.ts';
import { KAMAJI_OBJECT_FACTS } from './hover/object-facts.ts';
import { DataStore, KAMAJI, KAMAJI_GROUP } from './kinds.ts';
import { NEWEST_VERSIONS_TABLE } from './newest-kubernetes-version.ts';
import { KAMAJI_REFERENCES } from './references.ts';
import * as rules from './rules/index.ts';
import { tenantFacetsOf } from './tenant-facets.ts';
import { KAMAJI_UPGRADES } from './upgrades.ts';
import { KAMAJI_WEBHOOKS } from './webhooks/webhooks.ts';

const VERIFIED = { provider: KAMAJI, verifiedUpTo: '26.8.2-edge' };

export const kamaji = defineProvider({
  name: 'kamaji',
  upgrades: KAMAJI_UPGRADES,
  groups: { exclusive: [KAMAJI_GROUP], shared: [], kindNames: /^TenantControlPlane$/ },
  objects: { references: KAMAJI_REFERENCES, facets: tenantFacetsOf, icons: [[DataStore, 'database']] },
  rules: Object.values(rules),
  fieldSynonyms: KAMAJI_FIELD_SYNONYMS,
  facts: [
    { topic: 'control planes', ...VERIFIED, rows: KAMAJI_CONTROL_PLANE_ROWS },
    { topic: 'arguments', ...VERIFIED, rows: KAMAJI_ARGUMENT_ROWS },
    { topic: 'network', ...VERIFIED, rows: KAMAJI_NETWORK_ROWS },
    { topic: 'data stores', ...VERIFIED, rows: KAMAJI_DATA_STORE_ROWS },
  ],
  otherTables: [
    NEWEST_VERSIONS_TABLE,
    TENANT_FIELDS_TABLE,
    { topic: 'webhooks', ...VERIFIED },
    { topic: 'references', ...VERIFIED },
  ],
  webhooks: KAMAJI_WEBHOOKS,
  completion: { mapKeys: [KAMAJI_KEYS], commonValues: KAMAJI_VALUES },
  hover: { apiReferences: KAMAJI_API_REFERENCES, objectFacts: KAMAJI_OBJECT_FACTS },
});
