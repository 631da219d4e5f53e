import type { RecordedQuery } from '../dependencies/recorded-query.ts';
import type { Finding, Related } from '../findings/finding.ts';
import { indexKey } from '../index/object-index.ts';
import { EMPTY_MODEL } from '../objects/object-model.ts';
import type { Resource } from '../objects/resource.ts';
import { resourceOf } from '../objects/resource-of.ts';
import { type NodePath, pathAtOffset } from '../syntax/lookup.ts';
import { mayChange } from './build-changes.ts';
import { mayDeliveryChange } from './delivery-changes.ts';
import { isPatchOverwritten } from './overwritten-patch.ts';

/**
 * Returns a finding, if it also applies to the objects that kustomize builds. Returns undefined if each build changes
 * one of its locations, or no build contains all of them. If only some builds remain, adds one of them as related
 * information. A patch can only be compared with other objects after it is applied. `checked` is the object whose check
 * reports the finding; it connects the others.
 */
export function asBuilt(finding: Finding, query: RecordedQuery, checked: Resource): Finding | undefined {
  const { resource, path, related } = finding;
  if (resource && isPatch(query, resource) && related.some(({ place }) => place.document !== resource.document))
    return undefined;
  if (isPatchOverwritten(finding, query)) return undefined;
  query.record(indexKey.builds());
  // Hot path: most objects are in no build, and then nothing else of them is needed.
  const uris = [checked.uri, ...(resource ? [resource.uri] : []), ...related.map(({ place }) => place.uri)];
  if (!uris.some((uri) => isDelivered(query, uri))) return finding;
  // Schema violations depend on one field only. Other rules may depend on more fields than the finding has.
  const pathsOf = (own: NodePath) => (finding.by === 'schema' ? [own] : [own, ...CONTENT]);
  let left: readonly Resource[] | undefined;
  let all = 0;
  const connecting = checked === resource ? [] : [{ resource: checked, path: CHECKED }];
  for (const place of [...(resource ? [{ resource, path }] : []), ...connecting, ...related.flatMap(placesOf)]) {
    if (mayDeliveryChange(query, place.resource, pathsOf(place.path))) return undefined;
    const ways = query.index.builds.buildsIncluding(place.resource.uri);
    if (ways.size === 0) continue;
    all = Math.max(all, ways.size);
    const builds = left === undefined ? [...ways.keys()] : left.filter((build) => ways.has(build));
    const paths = pathsOf(place.path);
    // Builds share most of their kustomizations.
    const known = new Map<Resource, boolean>();
    const isChanging = (each: Resource): boolean => {
      const isKnown = known.get(each) ?? mayChange(query, each, place.resource, paths);
      known.set(each, isKnown);
      return isKnown;
    };
    left = builds.filter((build) => !ways.get(build)?.some(isChanging));
    if (left.length === 0) return undefined;
  }
  const [first] = [...(left ?? [])].sort((a, b) => (a.uri < b.uri ? -1 : 1));
  if (!first || !left || left.length === all) return finding;
  return { ...finding, related: [...related, buildPlace(first)] };
}

/** Returns true if a build includes a file, or Flux or Argo CD applies it. Record `indexKey.builds()`. */
function isDelivered({ index: { builds } }: RecordedQuery, uri: string): boolean {
  return builds.deliveriesTo(uri).length > 0 || builds.buildsIncluding(uri).size > 0;
}

function isPatch({ index, record }: RecordedQuery, resource: Resource): boolean {
  record(indexKey.patching(resource.uri));
  return index.isPatch(resource);
}

function placesOf({ place: { uri, document, span } }: Related): readonly { resource: Resource; path: NodePath }[] {
  const resource = resourceOf(uri, document, EMPTY_MODEL);
  return resource ? [{ resource, path: pathAtOffset(resource.root, span.start) }] : [];
}

function buildPlace({ uri, document, root }: Resource): Related {
  const { start } = root.span;
  return {
    place: { uri, document, span: { start, end: start } },
    message: 'The build of this kustomization contains the value. Other builds change it.',
  };
}

/** An object that connects others does so in its spec. */
const CHECKED: NodePath = ['spec'];

/** The fields with the content of an object. */
const CONTENT: readonly NodePath[] = [['spec'], ['data'], ['stringData']];
