import { keyOf } from '../objects/group-kind.ts';
import { atRelease, type History, historyOfKey, isObject, mergeHistory, rangeText } from './history.ts';
import type { KindFacts } from './import-crd.ts';

/** The releases of a provider, oldest first, as its repository names them. */
export interface Provider {
  /** The name of the provider's repository. */
  readonly name: string;
  /** The name in messages, with a lowercase article if it needs one. */
  readonly title?: string;
  /** Other common names, in lowercase. */
  readonly aliases?: readonly string[];
  readonly releases: readonly string[];
  /** The release dates that are known, such as `2026-07-30`. */
  readonly dates?: Readonly<Record<string, string>>;
}

/** One kind, with its history over the releases of its provider. The format of a file in `schemas/`. */
export interface KindHistory {
  readonly provider: string;
  readonly group: string;
  readonly kind: string;
  /** The history of `KindFacts.facts`. Releases without the kind are absent from it. */
  readonly history: History;
}

/** The format of `schemas/index.json`: which file describes a kind, and which releases serve it. */
export interface BundleIndex {
  readonly providers: readonly Provider[];
  /** In the order of their files. */
  readonly kinds: readonly KindEntry[];
}

export interface KindEntry {
  readonly group: string;
  readonly kind: string;
  readonly provider: string;
  /** The ranges of releases that serve each version: `{"v1beta1": ["v1.3.10.."]}`. */
  readonly served: Readonly<Record<string, readonly string[]>>;
}

export interface ReleaseFacts {
  readonly release: string;
  readonly kinds: readonly KindFacts[];
}

/** The part of the bundle for one provider. `entries[i]` is the index entry of `kinds[i]`. */
export interface BundledProvider {
  readonly kinds: readonly KindHistory[];
  readonly entries: readonly KindEntry[];
}

/** Returns the histories of the kinds of one provider. `releases` are oldest first. */
export function bundleProvider(name: string, releases: readonly ReleaseFacts[]): BundledProvider {
  const byKind = new Map<string, (KindFacts | undefined)[]>();
  for (const [index, { kinds }] of releases.entries())
    for (const kind of kinds) {
      const key = keyOf(kind);
      const history = byKind.get(key) ?? new Array<KindFacts | undefined>(releases.length).fill(undefined);
      history[index] = kind;
      byKind.set(key, history);
    }
  const names = releases.map(({ release }) => release);
  const kinds = [...byKind.values()].flatMap((kinds): KindHistory[] => {
    const kind = kinds.findLast((each) => each !== undefined);
    const history = mergeHistory(
      kinds.map((each) => each?.facts),
      names,
    );
    return kind && history !== undefined ? [{ provider: name, group: kind.group, kind: kind.kind, history }] : [];
  });
  return { kinds, entries: kinds.map((kind) => entryOf(kind, [...versionsIn(byKind, kind)], names)) };
}

/**
 * Returns the contents of the CRDs of each release: the inverse of `bundleProvider`. `releases` lists all releases,
 * oldest first.
 */
export function releaseFacts(kinds: readonly KindHistory[], releases: readonly string[]): readonly ReleaseFacts[] {
  return releases.map((release) => ({
    release,
    kinds: kinds.flatMap(({ group, kind, history }) => {
      const facts = atRelease(history, release, releases);
      return isObject(facts) ? [{ group, kind, facts }] : [];
    }),
  }));
}

function versionsIn(byKind: ReadonlyMap<string, readonly (KindFacts | undefined)[]>, { group, kind }: KindHistory) {
  const facts = byKind.get(keyOf({ group, kind })) ?? [];
  return new Set(facts.flatMap((each) => Object.keys(each?.facts.versions ?? {})).sort());
}

function entryOf(
  { provider, group, kind, history }: KindHistory,
  versions: readonly string[],
  releases: readonly string[],
): KindEntry {
  const served = versions.map((version): [string, readonly string[]] => {
    const own = historyOfKey(historyOfKey(historyOfKey(history, 'versions'), version), 'served');
    return [
      version,
      rangesWhere((release) => own !== undefined && atRelease(own, release, releases) === true, releases),
    ];
  });
  return { group, kind, provider, served: Object.fromEntries(served.filter(([, ranges]) => ranges.length > 0)) };
}

function rangesWhere(holds: (release: string) => boolean, releases: readonly string[]): readonly string[] {
  const ranges: string[] = [];
  for (let first = 0; first < releases.length; ) {
    let end = first;
    while (end < releases.length && holds(releases[end] ?? '')) end++;
    if (end > first) ranges.push(rangeText(releases, first, end));
    first = end + 1;
  }
  return ranges;
}

/** Returns the path of a kind's file, relative to the bundle's folder. */
export function kindPath({ group, kind }: { readonly group: string; readonly kind: string }): string {
  return `${keyOf({ group, kind })}.json`;
}

/** Returns the path of the file with the newest form of a version of a kind, relative to the bundle's folder. */
export function newestPath(of: { readonly group: string; readonly kind: string; readonly version: string }): string {
  return kindPath({ ...of, kind: `${of.kind}.${of.version}` });
}
