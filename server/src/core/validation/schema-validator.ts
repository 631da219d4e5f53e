import { type GroupKind, keyOf } from '../objects/group-kind.ts';
import { memoizeTree } from '../objects/memoize-tree.ts';
import type { Resource } from '../objects/resource.ts';
import { isTemplate } from '../objects/template-text.ts';
import type { Provider } from '../schemas/bundle.ts';
import { checkedSchema } from '../schemas/checked-schema.ts';
import type { KindFacts } from '../schemas/import-crd.ts';
import type { KindVersion, SchemaStore } from '../schemas/schema-store.ts';
import type { StructuralSchema } from '../schemas/structural-schema.ts';
import { USER_PROVIDER, UserDefinitions } from '../schemas/user-definitions.ts';
import type { MapNode } from '../syntax/node.ts';
import { inOtherGroup, notServed } from './api-version-not-served.ts';
import { Expressions } from './expressions.ts';
import { type KnownKind, kindInOtherGroup, withVersions } from './kind-in-other-group.ts';
import { isListedGroup, similarKinds } from './kind-names.ts';
import type { Problem } from './problem.ts';
import { ProblemHistory } from './problem-history.ts';
import { ReleaseLists } from './release-lists.ts';
import { type StoredObject, storedObject } from './stored-object.ts';
import { isToolInput } from './tool-input.ts';
import { metadataProblems, validateDocument } from './validate-document.ts';
import {
  type CachedObject,
  type CachedProblems,
  certainAmong,
  isPlaceholder,
  isRejection,
  type ProblemsOfRelease,
  type Profile,
  problemKey,
  type VersionFacts,
} from './version-facts.ts';
import type { GroupVersionKind, Targets, ValidationFacts, Violation } from './violation.ts';
import type { WebhookProfile } from './webhooks/profile.ts';
import { Webhooks } from './webhooks/table.ts';

/** An object with more problems is not checked against older releases. */
const MAX_COMPARED = 1_000;

export class SchemaValidator {
  readonly store: SchemaStore;
  /** Returns the targets for the manifests of a file, by its URI; the same object for equal targets. */
  readonly targetsFor: (uri: string) => Targets;
  readonly #expressions = new Expressions();
  readonly #webhooks: Webhooks;
  readonly facts: ValidationFacts;
  readonly #releases = new ReleaseLists();
  readonly #versions = new Map<string, VersionFacts>();
  readonly #distinct = new Map<KindVersion, readonly Profile[]>();
  readonly #objects = memoizeTree((_: Resource): CachedObject => ({}));
  readonly #definitions: UserDefinitions | undefined;

  constructor(
    store: SchemaStore,
    targets: Targets | ((uri: string) => Targets),
    facts: ValidationFacts,
    /** The CustomResourceDefinitions of the user, which provide `store`. */
    definitions?: UserDefinitions,
  ) {
    this.store = store;
    this.facts = facts;
    this.#webhooks = new Webhooks(facts.webhooks);
    this.targetsFor = typeof targets === 'function' ? targets : () => targets;
    this.#definitions = definitions;
  }

  /** Returns a validator with CustomResourceDefinitions of the author in addition to the bundle. */
  withDefinitions(definitions: readonly KindFacts[]): SchemaValidator {
    const own = new UserDefinitions(definitions, this.store);
    return new SchemaValidator(own.store, this.targetsFor, this.facts, own);
  }

  /**
   * Returns what the API server rejects in an object. Without a target, the releases that serve its apiVersion apply: what
   * the newest of them rejects is reported with the releases; what only older ones reject is not. Of an object of an unknown
   * kind, only the metadata is checked.
   *
   * `joined` returns the objects that refer to it or that it refers to, and is called only if there is a problem. Only
   * releases that serve all of them apply, if there are any.
   */
  validate(resource: Resource, joined: () => readonly GroupVersionKind[] = () => []): readonly Violation[] {
    const { version, root } = resource;
    if (root.kind !== 'map' || isTemplate(version)) return [];
    const { provider } = this.#factsOf(resource);
    if (!provider) return this.#unknownKind(resource, root);
    if (provider === USER_PROVIDER && isToolInput(root)) return [];
    const releases = this.#releasesFor(resource, provider);
    const cache = this.#cached(resource, root, releases, provider);
    const { inNewest } = cache;
    if (!inNewest)
      return this.#problemsOfUserVersion(resource, root)
        ? []
        : this.#withSource(
            [notServed(resource, this, provider, this.#sourceOf(resource, provider))],
            resource,
            provider,
          );
    if (inNewest.problems.length === 0) return [];
    const common = this.#servingAll(releases, provider, joined());
    if (cache.forReleases?.releases === common) return cache.forReleases.violations;
    const { problems, schema } =
      common[0] === releases[0] ? inNewest : (this.#problemsIn(resource, root, common, provider) ?? inNewest);
    const violations = this.#withSource(
      this.#withReleases(problems, schema, resource, root, provider, common),
      resource,
      provider,
    );
    cache.forReleases = { releases: common, violations };
    return violations;
  }

  /** Returns an object as the newest applicable release stores it; undefined for kinds and versions of other providers. */
  stored(resource: Resource): StoredObject | undefined {
    const { provider } = this.#factsOf(resource);
    const [release] = provider ? this.#releasesFor(resource, provider) : [];
    const profile = provider && release !== undefined ? this.#profileOf(resource, release, provider) : undefined;
    return provider === USER_PROVIDER ? undefined : profile && storedObject(resource, profile, this.store);
  }

  /** Returns the kind of the same name in another group, if the stated group certainly has no such kind. */
  kindInOtherGroup(kind: GroupKind): KnownKind | undefined {
    const found = kindInOtherGroup(kind, this.store, this.facts.groups);
    return found && withVersions(found, this.store);
  }

  /** Returns the known kinds of the same group that an unknown kind may be a misspelling of. */
  similarKinds(kind: GroupKind): readonly string[] {
    return similarKinds(kind, this.store, this.facts.groups);
  }

  /** Adds the defining file to the problems of a kind that only a CustomResourceDefinition of the user defines. */
  #withSource(violations: readonly Violation[], resource: Resource, provider: Provider): readonly Violation[] {
    const definedIn = this.#sourceOf(resource, provider);
    if (definedIn === undefined) return violations;
    const isMutated = this.#definitions?.isMutated(resource) === true;
    const isUncertain = ({ problem }: Violation) =>
      isPlaceholder(problem) || (isMutated && problem.code === 'required-field');
    return violations.flatMap((each) => (isUncertain(each) ? [] : [{ ...each, definedIn }]));
  }

  /** Returns the file that defines a kind of the user; empty if it is unknown, undefined for a bundled kind. */
  #sourceOf(resource: Resource, provider: Provider): string | undefined {
    return provider === USER_PROVIDER ? (this.#definitions?.sourceOf(resource) ?? '') : undefined;
  }

  /** Checks an object without a schema: its group, and the metadata that all custom resources have. */
  #unknownKind(resource: Resource, root: MapNode): readonly Violation[] {
    const otherGroup = inOtherGroup(resource, this);
    if (otherGroup.length > 0 || !isListedGroup(resource.group, this.facts.groups)) return otherGroup;
    return metadataProblems(root, this.#expressions).map((problem) => ({ problem, releases: [], kind: {} }));
  }

  /** Returns the cached problems of an object. */
  #cached(resource: Resource, root: MapNode, releases: readonly string[], provider: Provider): CachedProblems {
    const cache = this.#objects(resource);
    if (!cache.problems || cache.problems.newest !== releases[0])
      cache.problems = { newest: releases[0], inNewest: this.#problemsIn(resource, root, releases, provider) };
    return cache.problems;
  }

  /** Returns the problems of an object in the newest release; undefined if it does not serve the kind. */
  #problemsIn(
    resource: Resource,
    root: MapNode,
    [release]: readonly string[],
    provider: Provider,
  ): ProblemsOfRelease | undefined {
    const profile = release === undefined ? undefined : this.#profileOf(resource, release, provider);
    if (!profile) return undefined;
    return { problems: this.#rejections(resource, root, profile), schema: profile.version.schema };
  }

  /**
   * Returns what a release rejects in an object. If the user's own definition of the kind accepts it, it is left out.
   */
  #rejections(resource: Resource, root: MapNode, { options }: Profile): readonly Problem[] {
    return this.#rejectionsAmong(validateDocument(root, options), resource, root);
  }

  #rejectionsAmong(problems: readonly Problem[], resource: Resource, root: MapNode): readonly Problem[] {
    return certainAmong(problems, resource, this.#problemsOfUserVersion(resource, root));
  }

  /** Returns true if the API server of a release rejects an object, which is of a kind of this provider. */
  rejects(resource: Resource, providerName: string, release: string): boolean {
    const [{ provider }, { root, version }] = [this.#factsOf(resource), resource];
    if (provider?.name !== providerName || root.kind !== 'map' || isTemplate(version)) return false;
    const profile = this.#profileOf(resource, release, provider);
    if (!profile) return false;
    const cache = this.#objects(resource);
    cache.rejectedBy ??= new Map();
    const isRejected = cache.rejectedBy.get(profile) ?? this.#rejections(resource, root, profile).some(isRejection);
    cache.rejectedBy.set(profile, isRejected);
    return isRejected;
  }

  /** Returns what the author's definition of a bundled kind rejects; undefined if none serves the version. */
  #problemsOfUserVersion({ group, kind, version }: Resource, root: MapNode): ReadonlySet<string> | undefined {
    const own = this.#definitions?.userVersion(group, kind, version);
    if (!own) return undefined;
    return new Set(validateDocument(root, this.#newProfile(own, undefined).options).map(problemKey));
  }

  /**
   * Returns the applicable releases of a provider for a file, newest first: the target, or the releases that serve the
   * provider's kinds among the objects in `about`. Empty for an unknown provider.
   */
  applicableReleases(name: string, uri: string, about: readonly GroupVersionKind[]): readonly string[] {
    const target = this.targetsFor(uri)[name];
    if (target !== undefined) return [target];
    const provider = this.store.providers.find((each) => each.name === name);
    if (!provider) return [];
    const stated = about.filter(({ version }) => !isTemplate(version));
    return this.#servingAll(this.#releases.newestFirst(provider), provider, stated);
  }

  /** Adds to each problem the oldest release that has it without a gap. Older releases are checked only if necessary. */
  #withReleases(
    problems: readonly Problem[],
    kind: StructuralSchema,
    resource: Resource,
    root: MapNode,
    provider: Provider,
    releases: readonly string[],
  ): readonly Violation[] {
    const since = (from: string) => [{ provider: provider.name, from }];
    if (problems.length > MAX_COMPARED && releases[1] !== undefined)
      return problems.map((problem) => ({ problem, releases: since(releases[0] ?? ''), kind }));
    const profiles = releases.map((release) => this.#profileOf(resource, release, provider));
    const history = new ProblemHistory(root, problems, releases, profiles);
    // If no problem is in all releases, all of them can still reject the object, for different problems.
    const isEverywhere =
      history.inAll.size === 0 && history.every((all) => this.#rejectionsAmong(all, resource, root).some(isRejection));
    return problems.map((problem) => {
      const key = problemKey(problem);
      const isInAll = isEverywhere || history.inAll.has(key);
      return { problem, releases: isInAll ? [] : since(history.oldest.get(key) ?? ''), kind };
    });
  }

  #newProfile(version: KindVersion, webhook: WebhookProfile | undefined): Profile {
    const checked = checkedSchema(version.schema, version.hasStatus);
    return { version, webhook, options: { ...version, checked, webhook, expressions: this.#expressions } };
  }

  /** Returns the applicable releases, newest first. */
  #releasesFor(resource: Resource, provider: Provider): readonly string[] {
    const target = this.targetsFor(resource.uri)[provider.name];
    return target === undefined ? this.#serving(resource) : [target];
  }

  /** Returns the releases that also serve the related objects of the provider; all releases if none does. */
  #servingAll(releases: readonly string[], provider: Provider, joined: readonly GroupVersionKind[]): readonly string[] {
    const own = joined.filter((each) => this.#factsOf(each).provider === provider);
    const served = [...new Set(own.map((each) => this.#serving(each)))].filter((serving) => serving.length > 0);
    // Usually all of them are served by the same releases.
    if (served.every((serving) => serving === releases)) return releases;
    const common = releases.filter((release) => served.every((serving) => serving.includes(release)));
    return common.length > 0 ? this.#releases.intern(common) : releases;
  }

  #serving(of: GroupVersionKind): readonly string[] {
    const facts = this.#factsOf(of);
    facts.serving ??= this.#releases.intern(this.store.releasesServing(of.group, of.kind, of.version).toReversed());
    return facts.serving;
  }

  #factsOf({ group, kind, version }: GroupVersionKind): VersionFacts {
    const key = `${keyOf({ group, kind })}/${version}`;
    let facts = this.#versions.get(key);
    if (!facts) {
      facts = { provider: this.store.providerOf(group, kind), serving: undefined, profiles: new Map() };
      this.#versions.set(key, facts);
    }
    return facts;
  }

  /** Returns the profile of a release, the same object for equal behavior; undefined if it does not serve the kind. */
  #profileOf(resource: Resource, release: string, provider: Provider): Profile | undefined {
    const { profiles } = this.#factsOf(resource);
    if (!profiles.has(release)) profiles.set(release, this.#newOrEqualProfile(resource, release, provider));
    return profiles.get(release);
  }

  #newOrEqualProfile(resource: Resource, release: string, provider: Provider): Profile | undefined {
    const { group, kind, version } = resource;
    const own = this.store.version(group, kind, version, release);
    if (!own?.served) return undefined;
    const webhook = this.#webhooks.of(resource, version, release, provider);
    const known = this.#distinct.get(own) ?? [];
    const equal = known.find((profile) => profile.webhook === webhook);
    if (equal) return equal;
    const profile = this.#newProfile(own, webhook);
    this.#distinct.set(own, [...known, profile]);
    return profile;
  }
}
