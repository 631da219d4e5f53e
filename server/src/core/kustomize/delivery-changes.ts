import type { RecordedQuery } from '../dependencies/recorded-query.ts';
import { indexKey } from '../index/object-index.ts';
import type { Resource } from '../objects/resource.ts';
import type { NodePath } from '../syntax/lookup.ts';
import { mayChange } from './build-changes.ts';

/**
 * Returns true if a Flux Kustomization or an Argo CD Application that can apply an object may change it at one of the
 * paths, their parents or children.
 */
export function mayDeliveryChange(query: RecordedQuery, object: Resource, paths: readonly NodePath[]): boolean {
  query.record(indexKey.builds());
  const deliveries = query.index.builds.deliveriesTo(object.uri);
  // Each finding requires a comparison with all of them.
  if (deliveries.length > MAX_DELIVERIES) return true;
  return deliveries.some(({ resource, setsNamespace, changes, workspaceComponents }) => {
    if (resource === object) return false;
    query.record(indexKey.changes(resource.uri));
    if (setsNamespace && paths.some(isNamespace)) return true;
    return [...(changes ? [changes] : []), ...workspaceComponents].some((each) =>
      mayChange(query, each, object, paths),
    );
  });
}

/** If more Flux Kustomizations or Applications apply one file, it is unknown what they change. */
const MAX_DELIVERIES = 500;

function isNamespace([first, second]: NodePath): boolean {
  return first === 'metadata' && (second === undefined || second === 'namespace');
}
