import { type History, mergeHistory } from './history.ts';
import type { KindFacts } from './import-crd.ts';

/** A provider's releases, oldest first, as its repository names them. */
export interface Provider {
  /** The name of the provider's repository. */
  readonly name: string;
  readonly releases: readonly string[];
}

/** One kind, with its history over the releases of its provider. The format of a file in `schemas/`. */
export interface KindHistory {
  readonly provider: string;
  readonly group: string;
  readonly kind: string;
  /** Of KindFacts.facts; absent from it are the releases without the kind. */
  readonly history: History;
}

/** The format of `schemas/index.json`: enough to know which file answers for a kind. */
export interface BundleIndex {
  readonly providers: readonly Provider[];
  readonly kinds: readonly { readonly group: string; readonly kind: string; readonly provider: string }[];
}

export interface ReleaseFacts {
  readonly release: string;
  readonly kinds: readonly KindFacts[];
}

/** The kinds of one provider over its releases, which come oldest first. */
export function bundleProvider(name: string, releases: readonly ReleaseFacts[]): readonly KindHistory[] {
  const byKind = new Map<string, (KindFacts | undefined)[]>();
  for (const [index, { kinds }] of releases.entries())
    for (const kind of kinds) {
      const key = `${kind.group}/${kind.kind}`;
      const history = byKind.get(key) ?? new Array<KindFacts | undefined>(releases.length).fill(undefined);
      history[index] = kind;
      byKind.set(key, history);
    }
  const names = releases.map(({ release }) => release);
  return [...byKind.values()].flatMap((kinds): KindHistory[] => {
    const kind = kinds.findLast((each) => each !== undefined);
    const history = mergeHistory(
      kinds.map((each) => each?.facts),
      names,
    );
    return kind && history !== undefined ? [{ provider: name, group: kind.group, kind: kind.kind, history }] : [];
  });
}

/** Where a kind's file lies, below the folder of the bundle. */
export function kindPath({ group, kind }: { readonly group: string; readonly kind: string }): string {
  return `${group}/${kind}.json`;
}
