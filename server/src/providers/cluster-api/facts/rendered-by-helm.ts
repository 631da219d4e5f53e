import type { Resource } from '../../../core/objects/resource.ts';

/** Returns true if Helm renders the manifest before Cluster API reads its Go templates. */
export function isRenderedByHelm({ document }: Resource): boolean {
  return /\{\{-?\s*(\.(Values|Release|Chart|Files|Capabilities)\b|["'`]\s*\{\{)/.test(document.text);
}
