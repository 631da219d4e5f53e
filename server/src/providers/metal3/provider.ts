import { defineProvider } from '../../core/provider.ts';
import { imageFacetsOf } from '../baremetal-operator/host-facets.ts';
import { withConversionData } from '../cluster-api/migration-rows.ts';
import { certainPoolField } from './certain-values.ts';
import { claimNameParts } from './claim-names.ts';
import { METAL3_VALUES } from './completion/common-values.ts';
import { expectedMetadataKeys } from './completion/expected-metadata-keys.ts';
import { hostLabels } from './completion/host-labels.ts';
import { metadataExpressions } from './completion/metadata-expressions.ts';
import { METAL3_DEPRECATIONS } from './deprecations.ts';
import { METAL3_CLUSTER_ROWS } from './facts/clusters.ts';
import { METAL3_DATA_ROWS } from './facts/data.ts';
import { METAL3_MACHINE_ROWS } from './facts/machines.ts';
import { METAL3_FIELD_SYNONYMS } from './field-synonyms.ts';
import { METAL3_API_REFERENCES } from './hover/api-references.ts';
import { metadataKeyHover } from './hover/metadata-key.ts';
import { METAL3_OBJECT_FACTS } from './hover/object-facts.ts';
import { CAPM3, Metal3Cluster, Metal3DataTemplate, Metal3Machine, Metal3MachineTemplate } from './kinds.ts';
import { METADATA_TABLES } from './metadata-keys.ts';
import { METAL3_MIGRATIONS } from './migrations.ts';
import { metadataKeyNames } from './navigation/metadata-key-names.ts';
import { isTakenPool } from './pool-uses.ts';
import { ignoresDataTemplateNamespace, METAL3_LOCAL_REFERENCES, METAL3_REFERENCES } from './references.ts';
import * as rules from './rules/index.ts';
import { metal3Cluster, metal3DataTemplate, metal3MachineTemplate } from './skeletons.ts';
import { METAL3_DIAGRAM_FACTS } from './tree/object-facts.ts';
import { METAL3_UPGRADES } from './upgrades.ts';
import { VALUE_SOURCES_TABLE } from './value-sources.ts';
import { METAL3_TYPES_TABLE } from './webhooks/go-types.ts';
import { METAL3_WEBHOOKS } from './webhooks/webhooks.ts';

const VERIFIED = { provider: CAPM3, verifiedUpTo: 'v1.13' };

/** The Metal³ infrastructure provider for Cluster API (CAPM3). */
export const metal3 = defineProvider({
  name: 'metal3',
  upgrades: METAL3_UPGRADES,
  groups: { exclusive: [], shared: [], kindNames: /^Metal3/, properNames: /^Metal3[A-Z]/ },
  objects: {
    references: METAL3_REFERENCES,
    localReferences: METAL3_LOCAL_REFERENCES,
    nameParts: claimNameParts,
    facets: imageFacetsOf,
    icons: [
      [Metal3Cluster, 'server'],
      [Metal3DataTemplate, 'note'],
      [Metal3Machine, 'vm-outline'],
      [Metal3MachineTemplate, 'vm-outline'],
    ],
  },
  rules: Object.values(rules),
  fieldSynonyms: METAL3_FIELD_SYNONYMS,
  deprecations: METAL3_DEPRECATIONS,
  migrations: withConversionData(METAL3_MIGRATIONS),
  facts: [
    { topic: 'clusters', ...VERIFIED, rows: METAL3_CLUSTER_ROWS },
    { topic: 'machines', ...VERIFIED, rows: METAL3_MACHINE_ROWS },
    { topic: 'data', ...VERIFIED, rows: METAL3_DATA_ROWS },
  ],
  otherTables: [
    ...METADATA_TABLES,
    METAL3_TYPES_TABLE,
    VALUE_SOURCES_TABLE,
    ...['references', 'webhooks', 'deprecations'].map((topic) => ({ topic, ...VERIFIED })),
  ],
  webhooks: METAL3_WEBHOOKS,
  skeletons: [
    [Metal3Cluster, metal3Cluster],
    [Metal3MachineTemplate, metal3MachineTemplate],
    [Metal3DataTemplate, metal3DataTemplate],
  ],
  certainValueOf: certainPoolField,
  isUnsuitableTarget: isTakenPool,
  ignoresNamespace: ignoresDataTemplateNamespace,
  completion: {
    expectedValues: [expectedMetadataKeys],
    expressions: [metadataExpressions],
    mapKeys: [hostLabels],
    commonValues: METAL3_VALUES,
  },
  hover: { apiReferences: METAL3_API_REFERENCES, objectFacts: METAL3_OBJECT_FACTS, exclusive: [metadataKeyHover] },
  navigation: { names: [metadataKeyNames] },
  tree: { facts: METAL3_DIAGRAM_FACTS },
});
