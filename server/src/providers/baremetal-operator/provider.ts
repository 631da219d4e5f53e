import { defineProvider } from '../../core/provider.ts';
import { BMC_TYPES_TABLE } from './bmc-types.ts';
import { BAREMETAL_OPERATOR_VALUES } from './completion/common-values.ts';
import { BAREMETAL_OPERATOR_KEYS } from './completion/known-keys.ts';
import { HOST_ANNOTATION_ROWS } from './facts/annotations.ts';
import { HOST_FIELD_ROWS } from './facts/hosts.ts';
import { HOST_CONTROLLER_ROWS } from './facts/management-controllers.ts';
import { BAREMETAL_OPERATOR_FIELD_SYNONYMS } from './field-synonyms.ts';
import { hostFacetsOf } from './host-facets.ts';
import { BAREMETAL_OPERATOR_API_REFERENCES } from './hover/api-references.ts';
import { BAREMETAL_OPERATOR_OBJECT_FACTS } from './hover/object-facts.ts';
import { BMO, METAL3_GROUP } from './kinds.ts';
import { HOST_REFERENCES } from './references.ts';
import * as rules from './rules/index.ts';
import { BAREMETAL_OPERATOR_UPGRADES } from './upgrades.ts';

const VERIFIED = { provider: BMO, verifiedUpTo: 'v0.13' };

/** The Bare Metal Operator. */
export const baremetalOperator = defineProvider({
  name: 'baremetal-operator',
  upgrades: BAREMETAL_OPERATOR_UPGRADES,
  groups: { exclusive: [METAL3_GROUP], shared: [], kindNames: /^BareMetalHost$/ },
  objects: { references: HOST_REFERENCES, facets: hostFacetsOf },
  rules: Object.values(rules),
  fieldSynonyms: BAREMETAL_OPERATOR_FIELD_SYNONYMS,
  facts: [
    { topic: 'management controllers', ...VERIFIED, rows: HOST_CONTROLLER_ROWS },
    { topic: 'hosts', ...VERIFIED, rows: HOST_FIELD_ROWS },
    { topic: 'annotations', ...VERIFIED, rows: HOST_ANNOTATION_ROWS },
  ],
  otherTables: [BMC_TYPES_TABLE, { topic: 'references', ...VERIFIED }],
  completion: { mapKeys: [BAREMETAL_OPERATOR_KEYS], commonValues: BAREMETAL_OPERATOR_VALUES },
  hover: { apiReferences: BAREMETAL_OPERATOR_API_REFERENCES, objectFacts: BAREMETAL_OPERATOR_OBJECT_FACTS },
});
