import type { CompletionContributions } from './completion/context.ts';
import { deprecatedFields } from './facts/deprecated-fields.ts';
import type { Row } from './facts/fact.ts';
import { FactIndex } from './facts/fact-index.ts';
import type { FieldSynonyms } from './fixes/field-names.ts';
import type { HoverContributions } from './hover/hover-context.ts';
import { counterpartOf } from './migration/counterpart.ts';
import { migrateField } from './migration/migrate-field.ts';
import type { Migration } from './migration/migration.ts';
import type { NavigationContributions } from './navigation/symbol.ts';
import { type GroupKind, isKind, isOneOf } from './objects/group-kind.ts';
import { type ObjectTables, objectModel } from './objects/object-model.ts';
import type { Reference } from './objects/references.ts';
import type { ObjectModel, Resource } from './objects/resource.ts';
import type { OutlineContributions } from './outline/hints.ts';
import type { RuleContributions } from './query/view.ts';
import * as engineRules from './rules/index.ts';
import { type SkeletonOf, skeletonLines } from './rules/references/skeleton.ts';
import { type Rule, renamedRules } from './rules/rule.ts';
import type { VersionDeprecation } from './schemas/version-deprecation.ts';
import type { NodePath } from './syntax/lookup.ts';
import type { TreeContributions } from './tree/object-tree.ts';
import type { UpgradeFacts } from './upgrade/upgrade-facts.ts';
import type { GroupOwnership } from './validation/kind-in-other-group.ts';
import type { ValidationFacts } from './validation/violation.ts';
import type { WebhookRow } from './validation/webhooks/row.ts';

/**
 * The definition of a provider. The engine reads it and contains nothing about specific providers. A new provider is a
 * folder whose `provider.ts` exports one definition, and one line in the list of providers.
 */
export interface ProviderDefinition {
  /** The name of its folder. */
  readonly name: string;
  /** The API groups that it owns, and the names by which its kinds are recognized in shared groups. */
  readonly groups?: GroupOwnership;
  readonly objects?: ObjectTables;
  readonly rules?: readonly Rule[];
  /** One-object facts, reported by the rules in `core/rules/facts`. */
  readonly facts?: readonly FactTable[];
  /** Other tables that depend on releases, such as supported versions. `npm run facts` lists them too. */
  readonly otherTables?: readonly VerifiedTable[];
  readonly webhooks?: readonly WebhookRow[];
  /** How objects move between API versions. */
  readonly migrations?: readonly Migration[];
  readonly upgrades?: UpgradeFacts;
  /** API versions that releases deprecate. */
  readonly deprecations?: readonly VersionDeprecation[];
  readonly skeletons?: readonly (readonly [GroupKind, SkeletonOf])[];
  /** Names of fields for the same thing, of which a kind has one. */
  readonly fieldSynonyms?: FieldSynonyms;
  /** Returns the only sensible value of a missing required field. */
  readonly certainValueOf?: (resource: Resource, path: NodePath) => string | number | undefined;
  readonly isUnsuitableTarget?: (resource: Resource, reference: Reference, name: string) => boolean;
  /** Returns true if the controllers of a reference look only in the namespace of the object, which a rule reports. */
  readonly ignoresNamespace?: (resource: Resource, reference: Reference) => boolean;
  readonly completion?: Partial<CompletionContributions>;
  readonly hover?: Partial<HoverContributions>;
  readonly navigation?: Partial<NavigationContributions>;
  readonly outline?: Partial<OutlineContributions>;
  readonly tree?: Partial<TreeContributions>;
}

/** A table of one topic, with the release up to which it was checked against the provider's source. */
export interface VerifiedTable {
  readonly topic: string;
  /** The provider's repository, as in the schema bundle. */
  readonly provider: string;
  /** The newest release against whose source the table was checked, `v1.14`. */
  readonly verifiedUpTo: string;
}

/** Facts of one topic. */
export interface FactTable extends VerifiedTable {
  readonly rows: readonly Row[];
}

/** Returns the definition, with its type. */
export function defineProvider(definition: ProviderDefinition): ProviderDefinition {
  return definition;
}

/** The tables of all providers, in the form that each part of the engine reads. */
export interface Registry {
  readonly model: ObjectModel;
  readonly rules: readonly Rule[];
  /** Returns the current id of a rule for a current or former id. */
  currentRuleId(id: string): string;
  readonly factTables: readonly FactTable[];
  readonly facts: FactIndex;
  readonly validation: ValidationFacts;
  readonly migrations: readonly Migration[];
  readonly upgrades: readonly UpgradeFacts[];
  readonly forRules: RuleContributions;
  readonly features: Features;
  /** Returns true if a text names an API group of the providers. */
  isSupportedText(text: string): boolean;
}

export interface Features {
  readonly completion: CompletionContributions;
  readonly hover: HoverContributions;
  readonly navigation: NavigationContributions;
  readonly outline: OutlineContributions;
  readonly tree: TreeContributions;
}

/** Returns the registry of some providers. Where order matters, earlier providers come first. */
export function createRegistry(providers: readonly ProviderDefinition[]): Registry {
  // An escaped slash is a syntax error that must be reported.
  const groups = providers.flatMap((each) =>
    [...(each.groups?.exclusive ?? []), ...(each.groups?.shared ?? [])].flatMap((group) => [
      `${group}/`,
      `${group}\\/`,
    ]),
  );
  const factTables = providers.flatMap(({ facts = [] }) => facts);
  const rules = [...Object.values(engineRules), ...providers.flatMap((each) => each.rules ?? [])];
  const renamed = renamedRules(rules);
  return {
    currentRuleId: (id) => renamed.get(id) ?? id,
    model: objectModel(providers.flatMap(({ objects }) => objects ?? [])),
    rules: rules.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    factTables,
    facts: new FactIndex(factTables.flatMap(({ rows }) => rows)),
    validation: {
      webhooks: providers.flatMap(({ webhooks = [] }) => webhooks),
      groups: providers.flatMap(({ groups }) => groups ?? []),
    },
    migrations: providers.flatMap(({ migrations = [] }) => migrations),
    upgrades: providers.flatMap(({ upgrades }) => upgrades ?? []),
    forRules: ruleContributions(providers),
    features: featuresOf(
      providers,
      factTables.flatMap(({ rows }) => rows),
    ),
    isSupportedText: (text) => groups.some((group) => text.includes(group)),
  };
}

function ruleContributions(providers: readonly ProviderDefinition[]): RuleContributions {
  const skeletons = providers.flatMap((each) => each.skeletons ?? []);
  const deprecations = providers.flatMap((each) => each.deprecations ?? []);
  const migrations = providers.flatMap((each) => each.migrations ?? []);
  return {
    deprecationOf: ({ group, version, kind }) =>
      deprecations.find(
        (each) =>
          each.group === group && each.version === version && (!each.kinds || isOneOf({ group, kind }, each.kinds)),
      ),
    skeletonOf(resource, reference, view) {
      const skeleton = skeletons.find(([kind]) => isKind(reference.target, kind))?.[1];
      return skeleton && skeletonLines(resource, reference, view, skeleton);
    },
    isUnsuitableTarget: (resource, reference, name) =>
      providers.some((each) => each.isUnsuitableTarget?.(resource, reference, name)),
    ignoresNamespace: (resource, reference) => providers.some((each) => each.ignoresNamespace?.(resource, reference)),
    counterpartOf: (kind, path) => counterpartOf(migrations, kind, path),
    fieldSynonyms: providers.flatMap((each) => each.fieldSynonyms ?? []),
    migrateField: (document, kind, path) => migrateField(document, migrations, kind, path),
    certainValueOf: (resource, path) => firstOf(providers, (each) => each.certainValueOf?.(resource, path)),
  };
}

function featuresOf(providers: readonly ProviderDefinition[], facts: readonly Row[]): Features {
  const completion = providers.map((each) => each.completion ?? {});
  const hover = providers.map((each) => each.hover ?? {});
  const navigation = providers.map((each) => each.navigation ?? {});
  const tree = providers.map((each) => each.tree ?? {});
  return {
    completion: {
      matchingValues: completion.flatMap((each) => each.matchingValues ?? []),
      expectedValues: completion.flatMap((each) => each.expectedValues ?? []),
      objectNames: completion.flatMap((each) => each.objectNames ?? []),
      commonValues: completion.flatMap((each) => each.commonValues ?? []),
      mapKeys: completion.flatMap((each) => each.mapKeys ?? []),
      expressions: completion.flatMap((each) => each.expressions ?? []),
      snippetNames: Object.assign({}, ...completion.map((each) => each.snippetNames ?? {})),
      snippetFields: Object.assign({}, ...completion.map((each) => each.snippetFields ?? {})),
      generationOf: (context) => firstOf(completion, (each) => each.generationOf?.(context)),
      isDeprecated: deprecatedFields(facts),
      embeddedSpecs: completion.flatMap((each) => each.embeddedSpecs ?? []),
    },
    hover: {
      objectFacts: hover.flatMap((each) => each.objectFacts ?? []),
      values: hover.flatMap((each) => each.values ?? []),
      apiReferences: hover.flatMap((each) => each.apiReferences ?? []),
      exclusive: hover.flatMap((each) => each.exclusive ?? []),
    },
    navigation: {
      labelPlaces: navigation.flatMap((each) => each.labelPlaces ?? []),
      labelReads: navigation.flatMap((each) => each.labelReads ?? []),
      labelReaders: navigation.flatMap((each) => each.labelReaders ?? []),
      canSelect: (scope, one, other) => navigation.every((each) => each.canSelect?.(scope, one, other) ?? true),
      names: navigation.flatMap((each) => each.names ?? []),
      nameRules: navigation.flatMap((each) => each.nameRules ?? []),
    },
    outline: { hints: providers.flatMap((each) => each.outline?.hints ?? []) },
    tree: {
      sections: tree.flatMap((each) => each.sections ?? []),
      selecting: tree.flatMap((each) => each.selecting ?? []),
      created: tree.flatMap((each) => each.created ?? []),
      facts: tree.flatMap((each) => each.facts ?? []),
    },
  };
}

function firstOf<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
