import { COMPONENT, includedBy, isElsewhere, KUSTOMIZATION } from '../resources/kustomization.ts';
import type { GroupKind, Resource } from '../resources/resource.ts';
import { childOf, scalarAt } from '../syntax/lookup.ts';
import { matches, pathPattern } from '../syntax/path-pattern.ts';
import { type Asked, resourcesOf } from './asked.ts';
import { folderOf } from './containers.ts';
import { buildsOf, includedIn } from './kustomize-builds.ts';
import { indexKey } from './object-index.ts';

/**
 * Whether what kustomize builds with a file may hold an object that no manifest is by what is written there: one that is
 * renamed or put into another namespace on the way, that is made, or that lies elsewhere.
 */
export function mayBeBuilt(asked: Asked, uri: string, kind: GroupKind, name: string): boolean {
  const builds = new Set(buildsOf(asked, uri));
  // A patch is applied by the kustomization that names its file, or that it stands in.
  const inside = [KUSTOMIZATION, COMPONENT].map((each) => indexKey.kindIn(each, uri));
  for (const applied of [indexKey.patching(uri), ...inside].flatMap((key) => resourcesOf(asked, key)))
    for (const each of [applied, ...buildsOf(asked, folderOf(applied.uri).slice(0, -1))]) builds.add(each);
  if (builds.size === 0) return false;
  const parts = [...new Set([...builds].flatMap((build) => includedIn(asked, build).kustomizations))];
  if (parts.some((part) => isOpen(asked, part))) return true;
  const isMoved = parts.some(({ root }) => scalarAt(root, ['namespace']));
  const [own, ...before] = namesBefore(name, parts);
  return [...(isMoved && own !== undefined ? [own] : []), ...before].some(
    (each) => resourcesOf(asked, indexKey.named(kind, each)).length > 0,
  );
}

/** Whether a kustomization takes in or makes what is not at hand. */
function isOpen(asked: Asked, kustomization: Resource): boolean {
  const { root } = kustomization;
  return (
    MAKERS.some((key) => childOf(root, key)) ||
    matches(root, INCLUDED).some(({ node }) => node.kind === 'scalar' && isElsewhere(node.text)) ||
    includedBy(kustomization).some((uri) => !isAtHand(asked, uri))
  );
}

const MAKERS = ['generators', 'transformers', 'helmCharts', 'helmChartInflationGenerator', 'vars', 'replacements'];
const INCLUDED = pathPattern('{resources,bases,components}[]');

function isAtHand({ index, ask }: Asked, uri: string): boolean {
  const folders = [KUSTOMIZATION, COMPONENT].map((kind) => indexKey.kindIn(kind, `${uri}/`));
  for (const key of [indexKey.inFile(uri), ...folders]) ask(key);
  return index.hasFile(uri) || folders.some((key) => index.has(key));
}

/** The name itself, and what it may have been before kustomizations put something before or behind it. */
function namesBefore(name: string, kustomizations: readonly Resource[]): readonly string[] {
  const names = new Set([name]);
  // What is added while this runs is run through too; each is shorter than the one that it comes from.
  for (const each of names)
    for (const { root } of kustomizations) {
      const prefix = scalarAt(root, ['namePrefix'])?.text ?? '';
      const suffix = scalarAt(root, ['nameSuffix'])?.text ?? '';
      if (each.length <= prefix.length + suffix.length) continue;
      if (prefix && each.startsWith(prefix)) names.add(each.slice(prefix.length));
      if (suffix && each.endsWith(suffix)) names.add(each.slice(0, -suffix.length));
    }
  return [...names];
}
