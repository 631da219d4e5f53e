import type { Resource } from '../resources/resource.ts';
import { folderOf, indexKey } from './object-index.ts';
import type { Asked } from './resolve.ts';

/**
 * Whether a document is an object as it will be applied. A text that something renders first is not, nor is a patch,
 * which holds only what it changes: what stands beside a kustomization may be one.
 */
export function isWhole(resource: Resource, { index, ask }: Asked): boolean {
  const { text } = resource.document;
  if (/[{$]/.test(text) && /^\s*(- )?\{\{|^\s*\{%|^\s*\$\{\w+[^}]*\}\s*$|^\s*\$patch:/m.test(text)) return false;
  const key = indexKey.kindIn({ group: 'kustomize.config.k8s.io', kind: 'Kustomization' }, folderOf(resource.uri));
  ask(key);
  return index.resources(key).size === 0;
}
