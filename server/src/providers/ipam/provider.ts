import { defineProvider } from '../../core/provider.ts';
import { IPAM_KEYS } from './completion/known-keys.ts';
import { IPAM_CLAIM_ROWS } from './facts/claims.ts';
import { IPAM_FIELD_SYNONYMS } from './field-synonyms.ts';
import { addressHover } from './hover/address.ts';
import { IPAM_API_REFERENCES } from './hover/api-references.ts';
import { IPAM_OBJECT_FACTS } from './hover/object-facts.ts';
import { IPAM, IPAM_GROUP, IPPool } from './kinds.ts';
import { poolSizeHints } from './outline/pool-size-hints.ts';
import { poolFacetsOf } from './pool-facets.ts';
import { IPAM_REFERENCES } from './references.ts';
import * as rules from './rules/index.ts';
import { ipPool } from './skeletons.ts';
import { IPAM_DIAGRAM_FACTS } from './tree/object-facts.ts';
import { IPAM_UPGRADES } from './upgrades.ts';
import { IPAM_WEBHOOKS } from './webhooks/webhooks.ts';

const VERIFIED = { provider: IPAM, verifiedUpTo: 'v1.13' };

/** The Metal³ IP address manager. */
export const ipam = defineProvider({
  name: 'ipam',
  upgrades: IPAM_UPGRADES,
  groups: { exclusive: [IPAM_GROUP], shared: [] },
  objects: { references: IPAM_REFERENCES, facets: poolFacetsOf, icons: [[IPPool, 'list-ordered']] },
  rules: Object.values(rules),
  fieldSynonyms: IPAM_FIELD_SYNONYMS,
  facts: [{ topic: 'claims', ...VERIFIED, rows: IPAM_CLAIM_ROWS }],
  otherTables: ['references', 'webhooks'].map((topic) => ({ topic, ...VERIFIED })),
  webhooks: IPAM_WEBHOOKS,
  skeletons: [[IPPool, ipPool]],
  completion: { mapKeys: [IPAM_KEYS] },
  hover: { apiReferences: IPAM_API_REFERENCES, objectFacts: IPAM_OBJECT_FACTS, values: [addressHover] },
  outline: { hints: [poolSizeHints] },
  tree: { facts: IPAM_DIAGRAM_FACTS },
});
