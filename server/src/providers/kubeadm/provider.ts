import { defineProvider } from '../../core/provider.ts';
import { withConversionData } from '../cluster-api/migration-rows.ts';
import { KUBEADM_VALUES } from './completion/common-values.ts';
import { KUBEADM_KEYS } from './completion/known-keys.ts';
import { KUBEADM_DEPRECATIONS } from './deprecations.ts';
import { KUBEADM_FACTS, VERIFIED } from './facts/index.ts';
import { KUBEADM_FIELD_SYNONYMS } from './field-synonyms.ts';
import { KUBEADM_API_REFERENCES } from './hover/api-references.ts';
import { KUBEADM_OBJECT_FACTS } from './hover/object-facts.ts';
import { KubeadmConfig, KubeadmConfigTemplate, KubeadmControlPlane } from './kinds.ts';
import { KUBEADM_MIGRATIONS } from './migrations.ts';
import { KUBEADM_REFERENCES } from './references.ts';
import * as rules from './rules/index.ts';
import { kubeadmConfigTemplate } from './skeletons.ts';

/** The kubeadm bootstrap and control plane providers, which are released with Cluster API. */
export const kubeadm = defineProvider({
  name: 'kubeadm',
  groups: { exclusive: [], shared: [], kindNames: /^Kubeadm/, properNames: /^Kubeadm[A-Z]/ },
  objects: {
    references: KUBEADM_REFERENCES,
    icons: [
      [KubeadmControlPlane, 'circuit-board'],
      [KubeadmConfig, 'terminal'],
      [KubeadmConfigTemplate, 'terminal'],
    ],
  },
  rules: Object.values(rules),
  fieldSynonyms: KUBEADM_FIELD_SYNONYMS,
  migrations: withConversionData(KUBEADM_MIGRATIONS),
  deprecations: KUBEADM_DEPRECATIONS,
  facts: KUBEADM_FACTS,
  otherTables: ['references', 'deprecations'].map((topic) => ({ topic, ...VERIFIED })),
  skeletons: [[KubeadmConfigTemplate, kubeadmConfigTemplate]],
  completion: {
    mapKeys: [KUBEADM_KEYS],
    commonValues: KUBEADM_VALUES,
    embeddedSpecs: [['spec', 'kubeadmConfigSpec']],
  },
  hover: { apiReferences: KUBEADM_API_REFERENCES, objectFacts: KUBEADM_OBJECT_FACTS },
});
