import { defineProvider } from '../../core/provider.ts';
import { certainValueOf } from './certain-values.ts';
import { clusterFacets, NAME_LABELS, NAME_LABELS_TABLE } from './cluster-name.ts';
import { clusterLabel } from './completion/cluster-label.ts';
import { CLUSTER_API_VALUES } from './completion/common-values.ts';
import { generationOf } from './completion/generation.ts';
import { CLUSTER_API_KEYS } from './completion/known-keys.ts';
import { clusterNames } from './completion/object-names.ts';
import { CLUSTER_API_DEPRECATIONS } from './deprecations.ts';
import { BUILTIN_VARIABLES_TABLE } from './facts/builtin-variables.ts';
import { CLUSTER_API_FACTS, VERIFIED } from './facts/index.ts';
import { CLUSTER_API_FIELD_SYNONYMS } from './field-synonyms.ts';
import { CLUSTER_API_API_REFERENCES } from './hover/api-references.ts';
import { CLUSTER_API_OBJECT_FACTS } from './hover/object-facts.ts';
import {
  ADDONS_GROUP,
  BOOTSTRAP_GROUP,
  CLUSTER_GROUP,
  CLUSTER_IPAM_GROUP,
  Cluster,
  ClusterClass,
  CONTROL_PLANE_GROUP,
  INFRASTRUCTURE_GROUP,
  Machine,
  MachineDeployment,
  MachineHealthCheck,
  MachinePool,
  MachineSet,
  RUNTIME_GROUP,
} from './kinds.ts';
import { withConversionData } from './migration-rows.ts';
import { CLUSTER_API_MIGRATIONS } from './migrations.ts';
import { ignoresNamespace } from './reference-namespace.ts';
import { CLUSTER_API_REFERENCES } from './references.ts';
import * as rules from './rules/index.ts';
import { machinesOf } from './tree/machines.ts';
import { CLUSTER_API_DIAGRAM_FACTS } from './tree/object-facts.ts';
import { resourceSetsOf } from './tree/resource-sets.ts';
import { topologyWorkersOf } from './tree/topology-workers.ts';
import { CLUSTER_API_UPGRADES } from './upgrades.ts';
import { GO_TYPES_TABLE } from './webhooks/go-types.ts';
import { CLUSTER_API_WEBHOOKS } from './webhooks/webhooks.ts';

const ICONS = [
  [Cluster, 'server-environment'],
  [ClusterClass, 'library'],
  [Machine, 'vm'],
  [MachineDeployment, 'layers'],
  [MachineHealthCheck, 'pulse'],
  [MachinePool, 'layers'],
  [MachineSet, 'layers'],
] as const;

/** Cluster API: the core, its add-ons and the contract that all providers follow. */
export const clusterApi = defineProvider({
  name: 'cluster-api',
  upgrades: CLUSTER_API_UPGRADES,
  groups: {
    exclusive: [CLUSTER_GROUP, RUNTIME_GROUP],
    shared: [BOOTSTRAP_GROUP, CONTROL_PLANE_GROUP, INFRASTRUCTURE_GROUP, ADDONS_GROUP, CLUSTER_IPAM_GROUP],
    kindNames: /^(Cluster(Class|ResourceSet)?|Machine(Deployment|Set|HealthCheck|Pool|DrainRule)?)$/,
  },
  objects: {
    references: CLUSTER_API_REFERENCES,
    nameLabels: NAME_LABELS,
    facets: clusterFacets,
    roots: [Cluster],
    icons: ICONS,
  },
  rules: Object.values(rules),
  fieldSynonyms: CLUSTER_API_FIELD_SYNONYMS,
  ignoresNamespace,
  deprecations: CLUSTER_API_DEPRECATIONS,
  migrations: withConversionData(CLUSTER_API_MIGRATIONS),
  facts: CLUSTER_API_FACTS,
  otherTables: [
    GO_TYPES_TABLE,
    ...['references', 'webhooks', 'deprecations'].map((topic) => ({ topic, ...VERIFIED })),
    NAME_LABELS_TABLE,
    BUILTIN_VARIABLES_TABLE,
  ],
  webhooks: CLUSTER_API_WEBHOOKS,
  certainValueOf,
  completion: {
    objectNames: [clusterNames],
    mapKeys: [clusterLabel, CLUSTER_API_KEYS],
    commonValues: CLUSTER_API_VALUES,
    generationOf,
  },
  hover: { apiReferences: CLUSTER_API_API_REFERENCES, objectFacts: CLUSTER_API_OBJECT_FACTS },
  tree: {
    sections: [
      {
        title: 'Workers',
        kinds: [MachineDeployment, MachineSet, MachinePool, Machine],
        planned: topologyWorkersOf,
      },
      { kinds: [MachineHealthCheck] },
    ],
    selecting: [resourceSetsOf],
    created: [machinesOf],
    facts: CLUSTER_API_DIAGRAM_FACTS,
  },
});
