import type { ReleaseRange } from '../findings/finding.ts';
import type { Resource } from '../resources/resource.ts';
import { isTemplate } from '../resources/template-text.ts';
import type { Provider } from '../schemas/bundle.ts';
import { displayName } from '../schemas/releases.ts';
import type { KindVersion, SchemaStore } from '../schemas/schema-store.ts';
import { childOf } from '../syntax/lookup.ts';
import type { Node } from '../syntax/node.ts';
import type { Expressions } from './expressions.ts';
import { type Webhook, webhookOf } from './mutating-webhooks.ts';
import type { Problem } from './problem.ts';
import { validateDocument } from './validate-document.ts';

/** A problem with the releases that have it. */
export interface Judgement {
  readonly problem: Problem;
  /** Empty where every release in question has it. */
  readonly releases: readonly ReleaseRange[];
}

/** Releases to judge by, named by the provider's repository; a provider without one is judged by all its releases. */
export type Targets = Readonly<Record<string, string>>;

export interface SchemaJudge {
  readonly store: SchemaStore;
  readonly expressions: Expressions;
  readonly targets: Targets;
}

/**
 * What the API server refuses in an object. Without a target it is judged by the releases that serve its apiVersion:
 * what all of them refuse, and what the newest refuses; what only older ones refuse is past. Objects of kinds that we
 * know nothing of are not judged.
 */
export function judge(resource: Resource, { store, expressions, targets }: SchemaJudge): readonly Judgement[] {
  const { group, version, kind, root } = resource;
  const provider = store.providerOf(group, kind);
  if (!provider || root.kind !== 'map' || isTemplate(version)) return [];
  const target = targets[provider.name];
  const releases = target === undefined ? store.releasesServing(group, kind, version) : [target];
  const profiles = releases.map((release) => profileOf(store, resource, release, provider));
  if (releases.length === 0 || profiles.includes(undefined))
    return [notServed(resource, { store, expressions, targets }, provider)];
  const found = new Map<string, { readonly problem: Problem; readonly releases: Set<string> }>();
  for (const group of groupEqual(profiles, releases)) {
    for (const problem of validateDocument(root, {
      ...group.profile.version,
      webhook: group.profile.webhook,
      expressions,
    })) {
      const key = `${problem.code} ${problem.span.start} ${problem.path.join('.')} ${problem.detail}`;
      const known = found.get(key) ?? { problem, releases: new Set<string>() };
      for (const release of group.releases) known.releases.add(release);
      found.set(key, known);
    }
  }
  const newest = releases.at(-1) ?? '';
  return (
    [...found.values()]
      // A name that is a variable is often a patch's: it holds only what it changes.
      .filter((each) => each.problem.code !== 'required-field' || !isTemplate(resource.name ?? ''))
      .filter((each) => each.releases.has(newest))
      .map((each) => ({
        problem: each.problem,
        releases: each.releases.size === releases.length ? [] : [rangeOf(each.releases, releases, provider)],
      }))
  );
}

interface Profile {
  readonly version: KindVersion;
  readonly webhook: Webhook;
}

function profileOf(
  store: SchemaStore,
  { group, kind, version }: Resource,
  release: string,
  provider: Provider,
): Profile | undefined {
  const own = store.version(group, kind, version, release);
  return own?.served ? { version: own, webhook: webhookOf(kind, version, release, provider) } : undefined;
}

/** Releases that judge alike are asked once. */
function groupEqual(profiles: readonly (Profile | undefined)[], releases: readonly string[]) {
  const groups: { readonly profile: Profile; readonly releases: string[] }[] = [];
  for (const [index, profile] of profiles.entries()) {
    if (!profile) continue;
    const release = releases[index] ?? '';
    const known = groups.find(
      (each) => each.profile.version === profile.version && each.profile.webhook === profile.webhook,
    );
    if (known) known.releases.push(release);
    else groups.push({ profile, releases: [release] });
  }
  return groups;
}

/** From the first of the releases in a row that ends with the newest. */
function rangeOf(having: ReadonlySet<string>, releases: readonly string[], provider: Provider): ReleaseRange {
  let first = releases.length - 1;
  while (first > 0 && having.has(releases[first - 1] ?? '')) first--;
  return { provider: provider.name, from: releases[first] ?? '' };
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
        .filter((each) => judge({ ...resource, version: each }, schemas).length === 0)
        .map((each) => `${group}/${each}`),
      detail: `${where} ${kind} as ${version}${instead}`,
    },
    releases: [],
  };
}

function valueOfKey(root: Node, key: string): Node | undefined {
  return root.kind === 'map' ? childOf(root, key) : undefined;
}
