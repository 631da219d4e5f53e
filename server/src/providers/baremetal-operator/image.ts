import { type GroupKind, type KindMap, kindMap } from '../../core/objects/group-kind.ts';
import type { Resource } from '../../core/objects/resource.ts';
import { isTemplate } from '../../core/objects/template-text.ts';
import { type NodePath, nodeAt, scalarAt } from '../../core/syntax/lookup.ts';
import type { Node, ScalarNode } from '../../core/syntax/node.ts';
import { Metal3Machine, Metal3MachineTemplate } from '../metal3/kinds.ts';
import { BareMetalHost, HostClaim } from './kinds.ts';

export interface Image {
  readonly node: Node;
  readonly path: NodePath;
  readonly url?: ScalarNode;
  readonly checksum?: ScalarNode;
  readonly checksumType?: ScalarNode;
  /** `diskFormat` in v1beta2 of CAPM3. */
  readonly format?: ScalarNode;
}

const IMAGES: KindMap<NodePath> = kindMap(
  [BareMetalHost, ['spec', 'image']],
  [HostClaim, ['spec', 'image']],
  [Metal3Machine, ['spec', 'image']],
  [Metal3MachineTemplate, ['spec', 'template', 'spec', 'image']],
);

export const IMAGE_KINDS: readonly GroupKind[] = IMAGES.kinds;

export function imageOf(resource: Resource): Image | undefined {
  const path = IMAGES.get(resource);
  const node = path && nodeAt(resource.root, path);
  if (!path || node?.kind !== 'map') return undefined;
  const field = (key: string) => {
    const found = scalarAt(node, [key]);
    return found?.text ? found : undefined;
  };
  const [url, checksum, checksumType] = ['url', 'checksum', 'checksumType'].map(field);
  const format = field('diskFormat') ?? field('format');
  return {
    node,
    path,
    ...(url ? { url } : {}),
    ...(checksum ? { checksum } : {}),
    ...(checksumType ? { checksumType } : {}),
    ...(format ? { format } : {}),
  };
}

/** Returns the last part of a URL's path as it is written, or an empty text if it contains a template. */
export function fileOf(url: ScalarNode): string {
  const text = url.text.replace(/[?#].*$/, '');
  const file = text.slice(text.lastIndexOf('/') + 1);
  return isTemplate(file) || /[}%]/.test(file) ? '' : file;
}
