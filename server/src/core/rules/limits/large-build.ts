import type { Finding } from '../../findings/finding.ts';
import type { Resource } from '../../objects/resource.ts';
import { entryOf } from '../../syntax/lookup.ts';
import { memoize } from '../../text/memoize.ts';
import { findingOf } from '../rule.ts';
import { checkLimitExceeded } from './check-limit-exceeded.ts';

/** Returns the finding at a kustomization whose build is not checked because it has too many objects or patches. */
export const largeBuildFinding = memoize(
  (kustomization: Resource): Finding =>
    findingOf(checkLimitExceeded, {
      resource: kustomization,
      node: entryOf(kustomization.root, 'resources')?.key ?? kustomization.root,
      path: ['resources'],
      message:
        'Too many objects or patches to check what kustomize builds here. Only the manifests and the patches are checked.',
    }),
);
