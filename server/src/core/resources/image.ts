import { type NodePath, nodeAt, scalarAt } from '../syntax/lookup.ts';
import type { Node, ScalarNode } from '../syntax/node.ts';
import type { Resource } from './resource.ts';
import { isTemplate } from './template-text.ts';

/** What a machine or a host is to be written with. */
export interface Image {
  readonly node: Node;
  readonly path: NodePath;
  readonly url?: ScalarNode;
  readonly checksum?: ScalarNode;
  readonly checksumType?: ScalarNode;
  /** `diskFormat` in v1beta2 of CAPM3. */
  readonly format?: ScalarNode;
}

const IMAGES: Readonly<Record<string, NodePath>> = {
  BareMetalHost: ['spec', 'image'],
  HostClaim: ['spec', 'image'],
  Metal3Machine: ['spec', 'image'],
  Metal3MachineTemplate: ['spec', 'template', 'spec', 'image'],
};

export const IMAGE_KINDS: readonly string[] = Object.keys(IMAGES);

export function imageOf(resource: Resource): Image | undefined {
  const path = IMAGES[resource.kind];
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

/** The last part of a URL's path, in lower case; empty where a template may change it. */
export function fileOf(url: ScalarNode): string {
  const text = url.text.replace(/[?#].*$/, '').toLowerCase();
  const file = text.slice(text.lastIndexOf('/') + 1);
  return isTemplate(file) || /[}%]/.test(file) ? '' : file;
}
