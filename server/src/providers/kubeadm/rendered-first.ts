import type { Resource } from '../../core/objects/resource.ts';
import { scalarsBelow } from '../../core/syntax/scalars.ts';
import { bootstrapPathOf } from './metadata-uses.ts';

/** Returns true if Helm, Ansible or a similar tool renders this manifest, so that its braces are not for cloud-init. */
export function isRenderedFirst(config: Resource): boolean {
  const { text } = config.document;
  if (/\{\{[-\s]*(\.(Values|Release|Chart|Files|Capabilities)\b|include |template |tpl )/.test(text)) return true;
  if (/\{\{-?\s*["'`]\s*\{\{|^\s*\{%/m.test(text)) return true;
  const base = bootstrapPathOf(config);
  for (const { node, path } of scalarsBelow(config.root, []))
    if (!base.every((step, index) => path[index] === step) && /\{\{|\{%/.test(node.text)) return true;
  return false;
}
