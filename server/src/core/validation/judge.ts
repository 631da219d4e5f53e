import type { ReleaseRange } from '../findings/finding.ts';
import type { Resource } from '../resources/resource.ts';
import { isTemplate } from '../resources/template-text.ts';
import type { Provider } from '../schemas/bundle.ts';
import { checkedSchema } from '../schemas/checked-schema.ts';
import { displayName } from '../schemas/releases.ts';
import type { KindVersion, SchemaStore } from '../schemas/schema-store.ts';
import type { StructuralSchema } from '../schemas/structural-schema.ts';
import { childOf } from '../syntax/lookup.ts';
import type { Node } from '../syntax/node.ts';
import { Expressions } from './expressions.ts';
import type { Problem } from './problem.ts';
import { validateDocument } from './validate-document.ts';
import type { WebhookProfile } from './webhooks/profile.ts';
import { Webhooks } from './webhooks/table.ts';

/** A problem with the releases that have it. */
export interface Judgement {
  readonly problem: Problem;
  /** Empty where every release in question has it. */
  readonly releases: readonly ReleaseRange[];
}

/** Releases to judge by, named by the provider's repository; a provider without one is judged by all its releases. */
export type Targets = Readonly<Record<string, string>>;

/** The schemas, and the releases to judge by. */
export class SchemaJudge {
  readonly store: SchemaStore;
  readonly targets: Targets;
  readonly #expressions = new Expressions();
  readonly #webhooks = new Webhooks();
  readonly #newest = new Map<string, Profile | undefined>();
  readonly #profiles = new Map<string, readonly Profile[]>();

  constructor(store: SchemaStore, targets: Targets) {
    this.store = store;
    this.targets = targets;
  }

  /**
   * What the API server refuses in an object. Without a target it is judged by the releases that serve its apiVersion:
   * what all of them refuse, and what the newest refuses; what only older ones refuse is past. Objects of kinds that
   * we know nothing of are not judged.
   */
  judge(resource: Resource): readonly Judgement[] {
    const { group, version, kind, root } = resource;
    const provider = this.store.providerOf(group, kind);
    if (!provider || root.kind !== 'map' || isTemplate(version)) return [];
    const newest = this.#newestOf(resource, provider);
    if (!newest) return [notServed(resource, this, provider)];
    const validate = ({ version: own, checked, webhook }: Profile) =>
      validateDocument(root, { ...own, checked, webhook, expressions: this.#expressions });
    // A name that is a variable is often a patch's: it holds only what it changes.
    const problems = validate(newest).filter(
      ({ code }) => code !== 'required-field' || !isTemplate(resource.name ?? ''),
    );
    // Only what the newest refuses is told, so the others are asked where there is something to tell of.
    if (problems.length === 0) return [];
    const [alike = newest, ...older] = this.#profilesOf(resource, provider);
    const having = new Map(problems.map((problem) => [keyOf(problem), new Set(alike.releases)]));
    for (const profile of older)
      for (const problem of validate(profile))
        for (const release of profile.releases) having.get(keyOf(problem))?.add(release);
    const all = [alike, ...older].flatMap(({ releases }) => releases);
    return problems.map((problem) => {
      const releases = having.get(keyOf(problem)) ?? new Set();
      return { problem, releases: releases.size === all.length ? [] : [rangeOf(releases, all, provider)] };
    });
  }

  /** The newest of the releases in question. None where no release serves it. */
  #newestOf(resource: Resource, provider: Provider): Profile | undefined {
    const key = keyOfVersion(resource);
    if (this.#newest.has(key)) return this.#newest.get(key);
    let newest: Profile | undefined;
    for (const release of this.#releasesFor(resource, provider)) {
      newest = this.#profileOf(resource, release, provider);
      if (newest) break;
    }
    this.#newest.set(key, newest);
    return newest;
  }

  /** The releases in question, those together that judge alike, the newest first. */
  #profilesOf(resource: Resource, provider: Provider): readonly Profile[] {
    const key = keyOfVersion(resource);
    const known = this.#profiles.get(key);
    if (known) return known;
    const profiles: Profile[] = [];
    for (const release of this.#releasesFor(resource, provider)) {
      const own = this.#profileOf(resource, release, provider);
      if (!own) continue;
      const alike = profiles.find(({ version, webhook }) => version === own.version && webhook === own.webhook);
      if (alike) alike.releases.push(release);
      else profiles.push(own);
    }
    this.#profiles.set(key, profiles);
    return profiles;
  }

  /** Newest first. */
  #releasesFor({ group, kind, version }: Resource, provider: Provider): readonly string[] {
    const target = this.targets[provider.name];
    return target === undefined ? this.store.releasesServing(group, kind, version).toReversed() : [target];
  }

  #profileOf({ group, kind, version }: Resource, release: string, provider: Provider): Profile | undefined {
    const own = this.store.version(group, kind, version, release);
    if (!own?.served) return undefined;
    const webhook = this.#webhooks.of(kind, version, release, provider);
    return { version: own, checked: checkedSchema(own.schema, own.hasStatus), webhook, releases: [release] };
  }
}

interface Profile {
  readonly version: KindVersion;
  /** Its schema as objects are checked against it. */
  readonly checked: StructuralSchema;
  /** The same object wherever its work is the same. */
  readonly webhook: WebhookProfile | undefined;
  /** Newest first. */
  readonly releases: string[];
}

function keyOfVersion({ group, kind, version }: Resource): string {
  return `${group}/${kind}/${version}`;
}

function keyOf({ code, span, path, detail }: Problem): string {
  return `${code} ${span.start} ${path.join('.')} ${detail}`;
}

/** The releases in a row, back from the newest, that have it. `all` comes newest first in parts of any order. */
function rangeOf(having: ReadonlySet<string>, all: readonly string[], { name, releases }: Provider): ReleaseRange {
  const ordered = releases.filter((release) => all.includes(release));
  let first = ordered.length - 1;
  while (first > 0 && having.has(ordered[first - 1] ?? '')) first--;
  return { provider: name, from: ordered[first] ?? '' };
}

function notServed(resource: Resource, schemas: SchemaJudge, provider: Provider): Judgement {
  const { root, group, kind, version } = resource;
  const target = schemas.targets[provider.name];
  const served = schemas.store.versionsServed(group, kind, target ?? provider.releases.at(-1) ?? '');
  const where =
    target === undefined ? 'no release that we know serves' : `${displayName(provider.name)} ${target} does not serve`;
  const instead = served.length === 0 ? '' : `. It is served as ${served.join(' and ')}`;
  const node = valueOfKey(root, 'apiVersion') ?? root;
  return {
    problem: {
      code: 'not-served',
      path: ['apiVersion'],
      span: node.span,
      node,
      // Versions in which the object is right as it stands; in others, changing the version is only the beginning.
      candidates: served
        .filter((each) => schemas.judge({ ...resource, version: each }).length === 0)
        .map((each) => `${group}/${each}`),
      detail: `${where} ${kind} as ${version}${instead}`,
    },
    releases: [],
  };
}

function valueOfKey(root: Node, key: string): Node | undefined {
  return root.kind === 'map' ? childOf(root, key) : undefined;
}
