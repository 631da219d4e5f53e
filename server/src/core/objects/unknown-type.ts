import type { GroupKind } from './group-kind.ts';
import type { Resource } from './resource.ts';
import { isTemplate } from './template-text.ts';

/** Returns true if the kind of an object is a template, or the API group of a kind that the providers have. */
export function hasUnknownType({ apiVersion, kind, model }: Resource): boolean {
  if (isTemplate(kind)) return true;
  return hasUnknownGroup(apiVersion) && model.groupOf(kind) !== undefined;
}

/** Returns true if an object with an unknown API group may be one of a kind. */
export function mayBeOfKind({ apiVersion, kind }: Resource, wanted: GroupKind): boolean {
  return kind === wanted.kind && hasUnknownGroup(apiVersion);
}

/** `ipam.metal3.io/${VERSION}` has a known group, `${API_VERSION}` and `${GROUP}/v1alpha1` have none. */
function hasUnknownGroup(apiVersion: string): boolean {
  const slash = apiVersion.lastIndexOf('/');
  return isTemplate(slash < 0 ? apiVersion : apiVersion.slice(0, slash));
}
