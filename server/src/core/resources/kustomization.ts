import { matches, pathPattern } from '../syntax/path-pattern.ts';
import type { GroupKind, Resource } from './resource.ts';

export const KUSTOMIZATION: GroupKind = { group: 'kustomize.config.k8s.io', kind: 'Kustomization' };
const COMPONENT: GroupKind = { group: 'kustomize.config.k8s.io', kind: 'Component' };

const PATCHES = ['patches[].path', 'patchesStrategicMerge[]', 'patchesJson6902[].path'].map(pathPattern);

export function isKustomization({ group, kind }: GroupKind): boolean {
  return group === KUSTOMIZATION.group && (kind === KUSTOMIZATION.kind || kind === COMPONENT.kind);
}

/** The files that a kustomization, or a component, applies as patches, as URIs. */
export function patchFilesOf(resource: Resource): readonly string[] {
  if (!isKustomization(resource)) return [];
  const { root, uri } = resource;
  return PATCHES.flatMap((pattern) => matches(root, pattern)).flatMap(({ node }) =>
    // A strategic merge patch may stand there as text itself.
    node.kind === 'scalar' && /^[^\n]+\.(ya?ml|json)$/.test(node.text) ? [fileAt(uri, node.text)] : [],
  );
}

/** A path as a file writes it, relative to its folder, as a URI. */
export function fileAt(uri: string, path: string): string {
  const folders = uri.split('/').slice(0, -1);
  for (const step of path.split('/'))
    if (step === '..') folders.pop();
    else if (step !== '.' && step !== '') folders.push(encodeURIComponent(step));
  return folders.join('/');
}
