import { MAX_RELATED } from '../rules/limits/compared.ts';
import { groupPairs } from '../text/group-by.ts';
import { memoize } from '../text/memoize.ts';
import type { BuildFinding } from './finding-in-build.ts';

/** A finding, and the names of the builds that have it. */
export interface OfBuilds {
  readonly finding: BuildFinding;
  readonly names: readonly string[];
}

/** Returns findings by key; those about references that the same prefix or suffix breaks are one finding. */
export function withJoinedReferences(findings: ReadonlyMap<string, OfBuilds>): ReadonlyMap<string, OfBuilds> {
  const byKey = groupPairs(
    [...findings].map(([own, each]) => {
      const { broken, rule, place } = each.finding;
      return [broken ? `${place.span.start} ${rule} ${broken.renamedBy}` : own, each] as const;
    }),
  );
  return new Map([...byKey].map(([key, all]) => [key, joined(all)]));
}

function joined(all: readonly [OfBuilds, ...OfBuilds[]]): OfBuilds {
  const [only] = all;
  if (all.length === 1) return only;
  const sorted = all.map(({ finding }) => finding).sort((a, b) => (textOf(a) < textOf(b) ? -1 : 1));
  const [first = only.finding] = sorted;
  const key = sorted.map(textOf).join('\n');
  const finding = joinedFindings(first).get(key) ?? joinedFinding(sorted, first);
  joinedFindings(first).set(key, finding);
  return { finding, names: [...new Set(all.flatMap(({ names }) => names))].sort() };
}

function joinedFinding(sorted: readonly BuildFinding[], first: BuildFinding): BuildFinding {
  const { renamedBy = '', holder = '', consequence = '' } = first.broken ?? {};
  return {
    ...first,
    message: `${renamedBy} renames objects, but not ${sorted.length} references to them, such as the one in ${holder}. ${consequence} Configure the references with nameReference in "configurations", or patch them.`,
    related: sorted.slice(0, MAX_RELATED).flatMap(({ related }) => related),
  };
}

/** The same finding for the same references, so that it is converted once. */
const joinedFindings = memoize((_: BuildFinding) => new Map<string, BuildFinding>());

function textOf({ message, broken }: BuildFinding): string {
  return `${message} ${broken?.place.uri} ${broken?.place.span.start}`;
}
