import { defineProvider } from '../../core/provider.ts';
import { KAMAJI_CLUSTER_ROWS } from './facts/clusters.ts';
import { KAMAJI_CONTROL_PLANE_FIELD_SYNONYMS } from './field-synonyms.ts';
import { KAMAJI_CONTROL_PLANE_API_REFERENCES } from './hover/api-references.ts';
import { KAMAJI_CONTROL_PLANE_OBJECT_FACTS } from './hover/object-facts.ts';
import { INFRASTRUCTURE_TABLES } from './infrastructure-kinds.ts';
import { KAMAJI_CONTROL_PLANE_PROVIDER, KamajiControlPlane } from './kinds.ts';
import { KAMAJI_CONTROL_PLANE_MIGRATIONS } from './migrations.ts';
import { KAMAJI_CONTROL_PLANE_REFERENCES } from './references.ts';
import * as rules from './rules/index.ts';
import { SERVED_VERSIONS_TABLE } from './served-versions.ts';
import { kamajiControlPlane as skeleton } from './skeletons.ts';
import { KAMAJI_CONTROL_PLANE_DIAGRAM_FACTS } from './tree/object-facts.ts';
import { KAMAJI_CONTROL_PLANE_UPGRADES } from './upgrades.ts';

const VERIFIED = { provider: KAMAJI_CONTROL_PLANE_PROVIDER, verifiedUpTo: 'v0.20' };

/** The Kamaji control plane provider for Cluster API. */
export const kamajiControlPlane = defineProvider({
  name: 'kamaji-control-plane',
  upgrades: KAMAJI_CONTROL_PLANE_UPGRADES,
  groups: { exclusive: [], shared: [], kindNames: /^Kamaji/, properNames: /^Kamaji[A-Z]/ },
  objects: { references: KAMAJI_CONTROL_PLANE_REFERENCES, icons: [[KamajiControlPlane, 'circuit-board']] },
  rules: Object.values(rules),
  fieldSynonyms: KAMAJI_CONTROL_PLANE_FIELD_SYNONYMS,
  migrations: KAMAJI_CONTROL_PLANE_MIGRATIONS,
  facts: [{ topic: 'clusters', ...VERIFIED, rows: KAMAJI_CLUSTER_ROWS }],
  otherTables: [{ topic: 'references', ...VERIFIED }, SERVED_VERSIONS_TABLE, ...INFRASTRUCTURE_TABLES],
  skeletons: [[KamajiControlPlane, skeleton]],
  hover: { apiReferences: KAMAJI_CONTROL_PLANE_API_REFERENCES, objectFacts: KAMAJI_CONTROL_PLANE_OBJECT_FACTS },
  tree: { facts: KAMAJI_CONTROL_PLANE_DIAGRAM_FACTS },
});
