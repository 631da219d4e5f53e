import type { Resource } from '../objects/resource.ts';
import { isTemplate } from '../objects/template-text.ts';
import type { Provider } from '../schemas/bundle.ts';
import { checkedSchema } from '../schemas/checked-schema.ts';
import type { KindFacts } from '../schemas/import-crd.ts';
import { OWN_PROVIDER, OwnDefinitions } from '../schemas/own-definitions.ts';
import type { KindVersion, SchemaStore } from '../schemas/schema-store.ts';
import type { StructuralSchema } from '../schemas/structural-schema.ts';
import type { MapNode } from '../syntax/node.ts';
import { inOtherGroup, notServed } from './api-version-not-served.ts';
import { Expressions } from './expressions.ts';
import type { GroupVersionKind, Judgement, Targets, ValidationFacts } from './judgement.ts';
import type { Problem } from './problem.ts';
import { type ValidateOptions, validateDocument } from './validate-document.ts';
import type { WebhookProfile } from './webhooks/profile.ts';
import { Webhooks } from './webhooks/table.ts';

/** The schemas, and the releases to judge by. */
export class SchemaJudge {
  readonly store: SchemaStore;
  /** The targets for the manifests of a file, by its URI; the same object for the same targets. */
  readonly targetsFor: (uri: string) => Targets;
  readonly #expressions = new Expressions();
  readonly #webhooks: Webhooks;
  readonly facts: ValidationFacts;
  readonly #releases = new Map<string, readonly string[]>();
  readonly #versions = new Map<string, VersionFacts>();
  readonly #distinct = new Map<KindVersion, readonly Profile[]>();
  readonly #objects = new WeakMap<Resource, Known>();

  readonly #definitions: OwnDefinitions | undefined;

  constructor(
    store: SchemaStore,
    targets: Targets | ((uri: string) => Targets),
    facts: ValidationFacts,
    /** The author's own, whose store `store` is. */
    definitions?: OwnDefinitions,
  ) {
    this.store = store;
    this.facts = facts;
    this.#webhooks = new Webhooks(facts.webhooks);
    this.targetsFor = typeof targets === 'function' ? targets : () => targets;
    this.#definitions = definitions;
  }

  /** The same, with other definitions of the author's beside the bundle. */
  withDefinitions(definitions: readonly KindFacts[]): SchemaJudge {
    const own = new OwnDefinitions(definitions, this.store);
    return new SchemaJudge(own.store, this.targetsFor, this.facts, own);
  }

  /**
   * What the API server refuses in an object. Without a target it is judged by the releases that serve its apiVersion:
   * what all of them refuse, and what the newest refuses; what only older ones refuse is past. Objects of kinds that
   * we know nothing of are not judged.
   *
   * `joined`: the objects that refer to it or that it refers to, asked for only where there is something to tell.
   * Whoever applies them runs a release that serves them all, so only such releases count, where there are any.
   */
  judge(resource: Resource, joined: () => readonly GroupVersionKind[] = () => []): readonly Judgement[] {
    const judgements = this.#judge(resource, joined);
    if (judgements.length === 0 || this.#factsOf(resource).provider !== OWN_PROVIDER) return judgements;
    const definedIn = this.#definitions?.fileOf(resource) ?? '';
    return judgements
      .filter(({ problem: { node } }) => node.kind !== 'scalar' || !isPlaceholder(node.text))
      .map((judgement) => ({ ...judgement, definedIn }));
  }

  #judge(resource: Resource, joined: () => readonly GroupVersionKind[]): readonly Judgement[] {
    const { version, root } = resource;
    if (root.kind !== 'map' || isTemplate(version)) return [];
    const { provider } = this.#factsOf(resource);
    if (!provider) return inOtherGroup(resource, this);
    const releases = this.#releasesFor(resource, provider);
    const known = this.#known(resource, root, releases, provider);
    const { first } = known;
    if (!first) return this.#secondOpinion(resource, root) ? [] : [notServed(resource, this, provider)];
    if (first.problems.length === 0) return [];
    const narrowed = this.#narrow(releases, provider, joined());
    if (known.last?.narrowed === narrowed) return known.last.judgements;
    const { problems, schema } =
      narrowed[0] === releases[0] ? first : (this.#problemsIn(resource, root, narrowed, provider) ?? first);
    const judgements = this.#withReleases(problems, schema, resource, root, provider, narrowed);
    known.last = { narrowed, judgements };
    return judgements;
  }

  /** What has been found in an object: it is judged again whenever a neighbour changes, and is the same itself. */
  #known(resource: Resource, root: MapNode, releases: readonly string[], provider: Provider): Known {
    let known = this.#objects.get(resource);
    if (!known || known.release !== releases[0]) {
      known = { release: releases[0], first: this.#problemsIn(resource, root, releases, provider) };
      this.#objects.set(resource, known);
    }
    return known;
  }

  /** What the first of the releases, which is the newest, refuses; undefined where it does not serve the kind. */
  #problemsIn(
    resource: Resource,
    root: MapNode,
    [release]: readonly string[],
    provider: Provider,
  ): ProblemsOfRelease | undefined {
    const profile = release === undefined ? undefined : this.#profileOf(resource, release, provider);
    if (!profile) return undefined;
    // A name that is a variable is often a patch's: it holds only what it changes.
    const isPatch = isTemplate(resource.name ?? '');
    const opinion = this.#secondOpinion(resource, root);
    const problems = this.#validate(root, profile).filter(
      (problem) => (problem.code !== 'required-field' || !isPatch) && (!opinion || opinion.has(keyOf(problem))),
    );
    return { problems, schema: profile.version.schema };
  }

  /** What an author's own definition of a kind of ours refuses; undefined where there is none that serves it. */
  #secondOpinion({ group, kind, version }: Resource, root: MapNode): ReadonlySet<string> | undefined {
    const own = this.#definitions?.secondOpinion(group, kind, version);
    if (!own) return undefined;
    return new Set(this.#validate(root, this.#newProfile(own, undefined)).map(keyOf));
  }

  /**
   * The releases of a provider in question for the manifests of a file, newest first: the target, or those that serve
   * the provider's own kinds among the objects that it is about. None of a provider that is not known.
   */
  releasesInQuestion(name: string, uri: string, about: readonly GroupVersionKind[]): readonly string[] {
    const target = this.targetsFor(uri)[name];
    if (target !== undefined) return [target];
    const provider = this.store.providers.find((each) => each.name === name);
    if (!provider) return [];
    const known = about.filter(({ version }) => !isTemplate(version));
    return this.#narrow(this.#newestFirst(provider), provider, known);
  }

  /** How far back from the newest release each problem goes; only as many are asked as it takes to tell. */
  #withReleases(
    problems: readonly Problem[],
    kind: StructuralSchema,
    resource: Resource,
    root: MapNode,
    provider: Provider,
    releases: readonly string[],
  ): readonly Judgement[] {
    const unbroken = new Set(problems.map(keyOf));
    const since = new Map<string, string>();
    const said = new Map<Profile, ReadonlySet<string>>();
    // The newest has said it already.
    const newest = releases[0] === undefined ? undefined : this.#profileOf(resource, releases[0], provider);
    if (newest) said.set(newest, new Set(unbroken));
    for (const release of releases) {
      if (unbroken.size === 0) break;
      const profile = this.#profileOf(resource, release, provider);
      if (!profile) continue;
      const having = said.get(profile) ?? new Set(this.#validate(root, profile).map(keyOf));
      said.set(profile, having);
      for (const key of unbroken) {
        if (having.has(key)) since.set(key, release);
        else unbroken.delete(key);
      }
    }
    return problems.map((problem) => {
      const from = since.get(keyOf(problem)) ?? '';
      const having = unbroken.has(keyOf(problem)) ? [] : [{ provider: provider.name, from }];
      return { problem, releases: having, kind };
    });
  }

  #validate(root: MapNode, { options }: Profile): readonly Problem[] {
    return validateDocument(root, options);
  }

  #newProfile(version: KindVersion, webhook: WebhookProfile | undefined): Profile {
    const checked = checkedSchema(version.schema, version.hasStatus);
    return { version, webhook, options: { ...version, checked, webhook, expressions: this.#expressions } };
  }

  /** The releases in question, newest first. */
  #releasesFor(resource: Resource, provider: Provider): readonly string[] {
    const target = this.targetsFor(resource.uri)[provider.name];
    return target === undefined ? this.#serving(resource) : [target];
  }

  /** Those that serve other objects of the provider too; all of them where none does. */
  #narrow(releases: readonly string[], provider: Provider, joined: readonly GroupVersionKind[]): readonly string[] {
    const own = joined.filter((each) => this.#factsOf(each).provider === provider);
    const served = [...new Set(own.map((each) => this.#serving(each)))].filter((serving) => serving.length > 0);
    // The list that one of them is served by, as most are.
    if (served.every((serving) => serving === releases)) return releases;
    const common = releases.filter((release) => served.every((serving) => serving.includes(release)));
    return common.length > 0 ? this.#one(common) : releases;
  }

  #newestFirst(provider: Provider): readonly string[] {
    let releases = this.#releases.get(provider.name);
    if (!releases) {
      releases = this.#one(provider.releases.toReversed());
      this.#releases.set(provider.name, releases);
    }
    return releases;
  }

  #serving(of: GroupVersionKind): readonly string[] {
    const facts = this.#factsOf(of);
    facts.serving ??= this.#one(this.store.releasesServing(of.group, of.kind, of.version).toReversed());
    return facts.serving;
  }

  #factsOf({ group, kind, version }: GroupVersionKind): VersionFacts {
    const key = `${group}/${kind}/${version}`;
    let facts = this.#versions.get(key);
    if (!facts) {
      facts = { provider: this.store.providerOf(group, kind), serving: undefined, profiles: new Map() };
      this.#versions.set(key, facts);
    }
    return facts;
  }

  /** The same list for the same releases: most kinds of a provider are served by the same. */
  #one(releases: readonly string[]): readonly string[] {
    const key = releases.join(' ');
    const known = this.#releases.get(key) ?? releases;
    this.#releases.set(key, known);
    return known;
  }

  /** How a release judges; the same object for releases that judge alike. Undefined where it does not serve the kind. */
  #profileOf(resource: Resource, release: string, provider: Provider): Profile | undefined {
    const { profiles } = this.#factsOf(resource);
    if (!profiles.has(release)) profiles.set(release, this.#profileAlike(resource, release, provider));
    return profiles.get(release);
  }

  #profileAlike(resource: Resource, release: string, provider: Provider): Profile | undefined {
    const { group, kind, version } = resource;
    const own = this.store.version(group, kind, version, release);
    if (!own?.served) return undefined;
    const webhook = this.#webhooks.of(resource, version, release, provider);
    const known = this.#distinct.get(own) ?? [];
    const alike = known.find((profile) => profile.webhook === webhook);
    if (alike) return alike;
    const profile = this.#newProfile(own, webhook);
    this.#distinct.set(own, [...known, profile]);
    return profile;
  }
}

/** Returns whether a value is what documentation writes for one that the reader sets. */
function isPlaceholder(text: string): boolean {
  return /^(x{3,}|_.*_|\.{3}|todo\b.*|fixme\b.*|(re)?place[-_ ]?(me|holder).*|change[-_ ]?(me|it|this).*|(your|my)[-_ ].*|example.*|[A-Z]+(_[A-Z]+)+)$/i.test(
    text,
  );
}

/** What a release refuses in an object, and its schema. */
interface ProblemsOfRelease {
  readonly problems: readonly Problem[];
  readonly schema: StructuralSchema;
}

interface Known {
  /** The newest of those in question. */
  readonly release: string | undefined;
  readonly first: ProblemsOfRelease | undefined;
  /** For the releases that were asked last. */
  last?: { readonly narrowed: readonly string[]; readonly judgements: readonly Judgement[] };
}

/** What is known of a version of a kind; asked for each object of it. */
interface VersionFacts {
  readonly provider: Provider | undefined;
  /** The releases that serve it, newest first. */
  serving: readonly string[] | undefined;
  readonly profiles: Map<string, Profile | undefined>;
}

interface Profile {
  readonly version: KindVersion;
  /** The same object wherever its work is the same. */
  readonly webhook: WebhookProfile | undefined;
  /** Put together once: every object of the kind is judged by them. */
  readonly options: ValidateOptions;
}

function keyOf({ code, span, path, detail }: Problem): string {
  return `${code} ${span.start} ${path.join('.')} ${detail}`;
}
