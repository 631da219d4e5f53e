import { inlineYaml } from '../syntax/inline-yaml.ts';
import { childOf, scalarAt } from '../syntax/lookup.ts';
import type { Node, ScalarNode } from '../syntax/node.ts';
import { matches, type PathPattern, pathPattern } from '../syntax/path-pattern.ts';
import { memoize } from '../text/memoize.ts';
import { encodedName } from '../text/uri-text.ts';
import type { GroupKind } from './group-kind.ts';
import type { Resource } from './resource.ts';

const GROUP = 'kustomize.config.k8s.io';

export const KUSTOMIZATION: GroupKind = { group: GROUP, kind: 'Kustomization' };
export const COMPONENT: GroupKind = { group: GROUP, kind: 'Component' };
export const KUSTOMIZATION_KINDS: readonly GroupKind[] = [KUSTOMIZATION, COMPONENT];
/** The kind of files with JSON patches, which have no kind in kustomize. */
export const JSON_PATCH: GroupKind = { group: GROUP, kind: 'JSONPatch' };

/** The file names that kustomize reads a kustomization from. */
export const KUSTOMIZATION_FILES: readonly string[] = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** Returns true if kustomize reads a file as a kustomization, by the name in its URI. */
export function isKustomizationFile(uri: string): boolean {
  return KUSTOMIZATION_FILES.includes(uri.slice(uri.lastIndexOf('/') + 1));
}

export function isKustomization({ group, kind }: GroupKind): boolean {
  return group === KUSTOMIZATION.group && (kind === KUSTOMIZATION.kind || kind === COMPONENT.kind);
}

/** Returns true for the configuration of a transformer that is a part of kustomize. */
export function isBuiltinTransformer({ group, version }: Pick<Resource, 'group' | 'version'>): boolean {
  return group === '' && version === 'builtin';
}

export function isJsonPatchFile({ group, kind }: GroupKind): boolean {
  return group === JSON_PATCH.group && kind === JSON_PATCH.kind;
}

/** A patch of a kustomization. */
export interface KustomizePatch {
  /** The URI of the patch file; absent for an inline patch. */
  readonly file?: string;
  /** The trees of an inline patch, with positions; undefined if it cannot be parsed. */
  readonly inline?: readonly Node[];
  /** The patched objects. Without a target, the patch's apiVersion, kind and name determine the object. */
  readonly target?: Node;
  /** The entry of the kustomization. */
  readonly node: Node;
  /** The patch can change names or kinds. */
  readonly hasOptions: boolean;
}

/** Returns the patches of a kustomization or component, in the order in which kustomize applies them. */
export function kustomizePatchesOf(resource: Resource): readonly KustomizePatch[] {
  // Most objects are not kustomizations, so avoid storing a result for them.
  return isKustomization(resource) ? patchesIn(resource) : NONE;
}

const patchesIn = memoize((resource: Resource): readonly KustomizePatch[] => {
  const { root, uri, document } = resource;
  const inline = (node: ScalarNode): Pick<KustomizePatch, 'inline'> => {
    const roots = inlineYaml(document.text, node);
    return roots ? { inline: roots } : {};
  };
  const listed = ENTRIES.flatMap((pattern) => matches(root, pattern)).map(({ node }): KustomizePatch => {
    const [path, patch, target] = [scalarAt(node, ['path']), scalarAt(node, ['patch']), childOf(node, 'target')];
    const where = path ? { file: fileAt(uri, path.text) } : patch ? inline(patch) : {};
    const hasOptions = childOf(node, 'options') !== undefined;
    return { ...where, ...(target ? { target } : {}), node, hasOptions };
  });
  const merged = matches(root, STRATEGIC).flatMap(({ node }): readonly KustomizePatch[] =>
    // An entry of patchesStrategicMerge may be an inline patch.
    node.kind !== 'scalar'
      ? []
      : [{ ...(isFileName(node.text) ? { file: fileAt(uri, node.text) } : inline(node)), node, hasOptions: false }],
  );
  return [...merged, ...listed];
});

const ENTRIES = ['patches[]', 'patchesJson6902[]'].map(pathPattern);
const STRATEGIC = pathPattern('patchesStrategicMerge[]');

function isFileName(text: string): boolean {
  return /^[^\n]+\.(ya?ml|json)$/.test(text);
}

/** Returns the URIs of the patch files of a kustomization or component. */
export function patchFilesOf(resource: Resource): readonly string[] {
  return kustomizePatchesOf(resource).flatMap(({ file }) => file ?? []);
}

/**
 * Returns the URIs of the files and folders that a kustomization or component includes, without trailing slashes.
 * Remote resources are left out.
 */
export function includedPathsOf(resource: Resource): readonly string[] {
  return isKustomization(resource) ? pathsIncludedIn(resource) : NONE;
}

const pathsIncludedIn = memoize((resource: Resource): readonly string[] =>
  matches(resource.root, INCLUDED).flatMap(({ node }) =>
    node.kind === 'scalar' && !isRemote(node.text) ? [fileAt(resource.uri, node.text)] : [],
  ),
);

const NONE: readonly never[] = [];

const INCLUDED = pathPattern('{resources,bases,components}[]');

/** Returns true if a kustomization uses remote resources, generates objects or renames them. */
export const hasUnknownObjects = memoize(
  ({ root, broken }: Resource): boolean =>
    // Content that was not parsed may be one of these.
    broken ||
    MAKERS.some((key) => childOf(root, key)) ||
    matches(root, INCLUDED).some(({ node }) => node.kind === 'scalar' && isRemote(node.text)),
);

const MAKERS = ['generators', 'transformers', 'helmCharts', 'helmChartInflationGenerator', 'vars', 'replacements'];

/** Returns the generators of a kustomization that change an object of a kind and name, which another resource defines. */
export function generatorsChanging(
  { root }: Pick<Resource, 'root'>,
  kind: string,
  names: readonly string[],
): readonly Node[] {
  const pattern = Object.hasOwn(GENERATORS, kind) ? GENERATORS[kind] : undefined;
  if (!pattern) return [];
  return matches(root, pattern).flatMap(({ node }) => {
    const [name = '', behavior = ''] = ['name', 'behavior'].map((key) => scalarAt(node, [key])?.text);
    return /^(merge|replace)$/.test(behavior) && names.includes(name) ? [node] : [];
  });
}

/** The fields of generators, and the kind that each generates. */
export const GENERATOR_FIELDS = { configMapGenerator: 'ConfigMap', secretGenerator: 'Secret' } as const;

const GENERATORS: Readonly<Record<string, PathPattern>> = Object.fromEntries(
  Object.entries(GENERATOR_FIELDS).map(([field, kind]) => [kind, pathPattern(`${field}[]`)]),
);

/** Returns true for remote resources: a URL, or a git location. */
export function isRemote(path: string): boolean {
  return /:|\n|\?ref=|^(github\.com|bitbucket\.org|gitlab\.com)\//.test(path) || path.includes('//');
}

/** Returns the URI of a path relative to a file's folder. */
export function fileAt(uri: string, path: string): string {
  const folders = uri.split('/').slice(0, -1);
  for (const step of path.split('/'))
    if (step === '..') folders.pop();
    else if (step !== '.' && step !== '') folders.push(encodedName(step));
  return folders.join('/');
}
