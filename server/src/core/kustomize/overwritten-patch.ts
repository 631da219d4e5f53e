import type { RecordedQuery } from '../dependencies/recorded-query.ts';
import type { Finding } from '../findings/finding.ts';
import { indexKey } from '../index/object-index.ts';
import { isKustomization, type KustomizePatch, kustomizePatchesOf } from '../objects/kustomization.ts';
import type { Resource } from '../objects/resource.ts';
import { isTemplate } from '../objects/template-text.ts';
import { scalarAt } from '../syntax/lookup.ts';
import type { Node } from '../syntax/node.ts';
import { mayChange } from './build-changes.ts';

/**
 * Returns true if every build that applies a patch may change the value of the finding in the patch: by a replacement,
 * another patch, or a new apiVersion. Kustomize runs replacements after patches, so a patch may contain placeholders.
 */
export function isPatchOverwritten({ resource, path, place }: Finding, query: RecordedQuery): boolean {
  if (!resource || isKustomization(resource)) return false;
  const { uri } = resource;
  query.record(indexKey.builds());
  const patchers = query.index.builds.patchersOf(uri);
  if (patchers.length === 0) return false;
  return patchers.every((patcher) => {
    const isIt = ({ file, inline = [] }: KustomizePatch): boolean =>
      file === uri || (patcher.uri === uri && inline.some((root) => isInside(place.span.start, root)));
    query.record(indexKey.changes(patcher.uri));
    const patches = kustomizePatchesOf(patcher);
    // Each finding requires a comparison with all patches.
    if (patches.length > MAX_PATCHES) return true;
    const ways = [...query.index.builds.buildsOf(patcher).values()];
    return patches.every((patch, index) => {
      if (!isIt(patch)) return true;
      const object = patchedObject(resource, patch);
      const before = new Set(patches.slice(0, index + 1));
      const isBefore = (other: KustomizePatch) => before.has(other);
      return ways.every((way) =>
        way.some((each) => mayChange(query, each, object, [path], each === patcher ? isBefore : undefined)),
      );
    });
  });
}

/** In kustomizations with more patches, it is unknown whether another patch overwrites a value. */
const MAX_PATCHES = 500;

function isInside(offset: number, { span }: Node): boolean {
  return span.start <= offset && offset < span.end;
}

/** Returns a patch as the object that it changes. The target takes precedence over the fields of the patch. */
function patchedObject(patch: Resource, { target }: KustomizePatch): Resource {
  if (!target) return patch;
  const [group, version, kind, name] = ['group', 'version', 'kind', 'name'].map((key) => wordAt(target, key));
  const { name: _, ...rest } = patch;
  return {
    ...rest,
    group: group ?? patch.group,
    version: version ?? patch.version,
    kind: kind ?? patch.kind,
    ...(name === undefined ? {} : { name }),
  };
}

/** Returns undefined for regular expressions and templates. */
function wordAt(target: Node, key: string): string | undefined {
  const text = scalarAt(target, [key])?.text;
  return text && /^[\w.-]+$/.test(text) && !isTemplate(text) ? text : undefined;
}
