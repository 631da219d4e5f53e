import { defineProvider } from '../../core/provider.ts';
import { matchingValues } from './completion/matching-values.ts';
import { SNIPPET_FIELDS, SNIPPET_NAMES } from './completion/snippet-variables.ts';
import { ENDPOINT_SETTING_TABLES } from './facts/endpoint-settings.ts';
import { CONFLICTS_TABLE } from './facts/incompatible-releases.ts';
import { canSelect, LABEL_PLACES, LABEL_READERS, labelReads } from './navigation/labels.ts';
import { NAME_FORMS } from './navigation/name-forms.ts';
import { defaultPortHints, endpointHints } from './outline/endpoint-hints.ts';
import * as rules from './rules/index.ts';

/** Rules and completion about objects of several providers: endpoints, versions, namespaces, networks. */
export const joint = defineProvider({
  name: 'joint',
  rules: Object.values(rules),
  otherTables: [...ENDPOINT_SETTING_TABLES, CONFLICTS_TABLE],
  completion: { matchingValues: [matchingValues], snippetNames: SNIPPET_NAMES, snippetFields: SNIPPET_FIELDS },
  navigation: {
    labelPlaces: LABEL_PLACES,
    labelReads: [labelReads],
    labelReaders: LABEL_READERS,
    canSelect,
    nameRules: NAME_FORMS,
  },
  outline: { hints: [defaultPortHints, endpointHints] },
});
