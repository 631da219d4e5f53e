import { inlineYaml } from '../syntax/inline-yaml.ts';
import { childOf, scalarAt } from '../syntax/lookup.ts';
import type { Node, ScalarNode } from '../syntax/node.ts';
import { matches, pathPattern } from '../syntax/path-pattern.ts';
import { remembered } from '../text/remembered.ts';
import { encodedName } from '../text/uri-text.ts';
import type { GroupKind } from './group-kind.ts';
import type { Resource } from './resource.ts';

const GROUP = 'kustomize.config.k8s.io';

export const KUSTOMIZATION: GroupKind = { group: GROUP, kind: 'Kustomization' };
export const COMPONENT: GroupKind = { group: GROUP, kind: 'Component' };
/** Our name for a file that holds a JSON patch: kustomize has none. */
export const JSON_PATCH: GroupKind = { group: GROUP, kind: 'JSONPatch' };

/** The names under which kustomize looks for a kustomization in a folder. */
export const KUSTOMIZATION_FILES: readonly string[] = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

export function isKustomization({ group, kind }: GroupKind): boolean {
  return group === KUSTOMIZATION.group && (kind === KUSTOMIZATION.kind || kind === COMPONENT.kind);
}

export function isJsonPatchFile({ group, kind }: GroupKind): boolean {
  return group === JSON_PATCH.group && kind === JSON_PATCH.kind;
}

/** A patch that a kustomization applies. */
export interface KustomizePatch {
  /** The file that holds it, as a URI, where it is not written here. */
  readonly file?: string;
  /** The trees of what is written here, with their places; undefined where that cannot be read. */
  readonly inline?: readonly Node[];
  /** Whom it is for. Without one a patch says so itself, by its apiVersion, kind and name. */
  readonly target?: Node;
}

/** Returns the patches of a kustomization or component, in the order in which kustomize applies them. */
export const kustomizePatchesOf = remembered((resource: Resource): readonly KustomizePatch[] => {
  if (!isKustomization(resource)) return [];
  const { root, uri, document } = resource;
  const inline = (node: ScalarNode): KustomizePatch => {
    const roots = inlineYaml(document.text, node);
    return roots ? { inline: roots } : {};
  };
  const listed = ENTRIES.flatMap((pattern) => matches(root, pattern)).map(({ node }): KustomizePatch => {
    const [path, patch, target] = [scalarAt(node, ['path']), scalarAt(node, ['patch']), childOf(node, 'target')];
    const where = path ? { file: fileAt(uri, path.text) } : patch ? inline(patch) : {};
    return { ...where, ...(target ? { target } : {}) };
  });
  const merged = matches(root, STRATEGIC).flatMap(({ node }): readonly KustomizePatch[] =>
    // A strategic merge patch may stand there as text itself.
    node.kind !== 'scalar' ? [] : [isFileName(node.text) ? { file: fileAt(uri, node.text) } : inline(node)],
  );
  return [...merged, ...listed];
});

const ENTRIES = ['patches[]', 'patchesJson6902[]'].map(pathPattern);
const STRATEGIC = pathPattern('patchesStrategicMerge[]');

function isFileName(text: string): boolean {
  return /^[^\n]+\.(ya?ml|json)$/.test(text);
}

/** The files that a kustomization, or a component, applies as patches, as URIs. */
export function patchFilesOf(resource: Resource): readonly string[] {
  return kustomizePatchesOf(resource).flatMap(({ file }) => file ?? []);
}

/**
 * What a kustomization, or a component, takes in: files, and folders with another kustomization, as URIs without a slash
 * at the end. What lies elsewhere is left out.
 */
export const includedBy = remembered((resource: Resource): readonly string[] =>
  isKustomization(resource)
    ? matches(resource.root, INCLUDED).flatMap(({ node }) =>
        node.kind === 'scalar' && !isElsewhere(node.text) ? [fileAt(resource.uri, node.text)] : [],
      )
    : [],
);

const INCLUDED = pathPattern('{resources,bases,components}[]');

/** Whether a kustomization fetches something from elsewhere, or has something made or named that nobody reads here. */
export const isOpenEnded = remembered(
  ({ root, broken }: Resource): boolean =>
    // What could not be read may be such a thing.
    broken ||
    MAKERS.some((key) => childOf(root, key)) ||
    matches(root, INCLUDED).some(({ node }) => node.kind === 'scalar' && isElsewhere(node.text)),
);

const MAKERS = ['generators', 'transformers', 'helmCharts', 'helmChartInflationGenerator', 'vars', 'replacements'];

/** Whether kustomize fetches it: a URL, or what git calls one. */
export function isElsewhere(path: string): boolean {
  return /:|\n|\?ref=|^(github\.com|bitbucket\.org|gitlab\.com)\//.test(path) || path.includes('//');
}

/** A path as a file writes it, relative to its folder, as a URI. */
export function fileAt(uri: string, path: string): string {
  const folders = uri.split('/').slice(0, -1);
  for (const step of path.split('/'))
    if (step === '..') folders.pop();
    else if (step !== '.' && step !== '') folders.push(encodedName(step));
  return folders.join('/');
}
