import { matches, pathPattern } from '../syntax/path-pattern.ts';
import type { GroupKind, Resource } from './resource.ts';

export const KUSTOMIZATION: GroupKind = { group: 'kustomize.config.k8s.io', kind: 'Kustomization' };
const COMPONENT: GroupKind = { group: 'kustomize.config.k8s.io', kind: 'Component' };

const PATCHES = ['patches[].path', 'patchesStrategicMerge[]', 'patchesJson6902[].path'].map(pathPattern);

/** The files that a kustomization, or a component, applies as patches, as URIs. */
export function patchFilesOf({ group, kind, root, uri }: Resource): readonly string[] {
  if (group !== KUSTOMIZATION.group || (kind !== KUSTOMIZATION.kind && kind !== COMPONENT.kind)) return [];
  return PATCHES.flatMap((pattern) => matches(root, pattern)).flatMap(({ node }) =>
    // A strategic merge patch may stand there as text itself.
    node.kind === 'scalar' && /^[^\n]+\.(ya?ml|json)$/.test(node.text) ? [fileAt(uri, node.text)] : [],
  );
}

/** A relative path from the folder of a file, as the URI of a file. */
function fileAt(uri: string, path: string): string {
  const folders = uri.split('/').slice(0, -1);
  for (const step of path.split('/'))
    if (step === '..') folders.pop();
    else if (step !== '.' && step !== '') folders.push(encodeURIComponent(step));
  return folders.join('/');
}
