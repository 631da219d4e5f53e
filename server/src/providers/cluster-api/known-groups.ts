import * as kamajiKinds from '../kamaji/kinds.ts';
import * as kamajiControlPlaneKinds from '../kamaji-control-plane/kinds.ts';
import * as kubeadmKinds from '../kubeadm/kinds.ts';
import * as metal3Kinds from '../metal3/kinds.ts';

/** The groups of the kinds that are certainly known, by kind. Kinds of other providers can be in any group. */
export const KNOWN_GROUPS: ReadonlyMap<string, string> = new Map(
  [kamajiKinds, kamajiControlPlaneKinds, kubeadmKinds, metal3Kinds]
    .flatMap((kinds) => Object.values(kinds))
    .flatMap((each) => (typeof each === 'object' && 'kind' in each ? [[each.kind, each.group] as const] : [])),
);
