import { MAX_RELATED } from '../rules/limits/compared.ts';
import { memoize } from '../text/memoize.ts';
import type { BuildFinding } from './finding-in-build.ts';

/** A finding, and the names of the builds that have it. */
export interface OfBuilds {
  readonly finding: BuildFinding;
  readonly names: readonly string[];
}

/** Returns findings by key; those about references that the same prefix or suffix breaks are one finding. */
export function withJoinedReferences(findings: ReadonlyMap<string, OfBuilds>): ReadonlyMap<string, OfBuilds> {
  const byKey = new Map<string, OfBuilds[]>();
  for (const [own, each] of findings) {
    const { broken, rule, place } = each.finding;
    const key = broken ? `${place.span.start} ${rule} ${broken.renamedBy}` : own;
    const known = byKey.get(key);
    if (known) known.push(each);
    else byKey.set(key, [each]);
  }
  return new Map(
    [...byKey].flatMap(([key, all]) => all.slice(0, 1).map((first) => [key, joined(all, first)] as const)),
  );
}

function joined(all: readonly OfBuilds[], only: OfBuilds): OfBuilds {
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
