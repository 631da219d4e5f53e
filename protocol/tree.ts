import type { DocumentPositionParams, Location } from './locations.ts';
import type { NotificationMethod, RequestMethod } from './method.ts';
import type { Severity } from './severity.ts';

/** Requests the trees of the workspace's Clusters. With `cluster`, requests the tree of one Cluster. */
export const TREE: RequestMethod<TreeParams | null, TreeResult> = 'kamajiMetal3/tree';

export interface TreeParams {
  /** A position in the document of a Cluster. */
  readonly cluster?: DocumentPositionParams;
}

export interface TreeResult {
  readonly clusters: readonly TreeItem[];
}

/**
 * - `present`: the object is in the workspace.
 * - `missing`: a reference names it, and a finding reports that it does not exist.
 * - `elsewhere`: a reference names it, and it may exist in the cluster.
 */
export type ObjectState = 'present' | 'missing' | 'elsewhere';

/** `planned`: objects that a controller creates from the parent, such as `3 Machines`. */
export type TreeItemState = ObjectState | 'group' | 'planned';

export interface TreeItem {
  /** The item's role in its parent, such as `ControlPlane`. */
  readonly role?: string;
  /** `Kind/name`, or the name of a group, such as `Workers`. */
  readonly label: string;
  /** Absent for groups and planned objects. */
  readonly kind?: string;
  /** Absent like `kind`. */
  readonly name?: string;
  /** The API group. Absent like `kind`; empty for the core group. */
  readonly group?: string;
  /** Absent if the manifests do not state it. */
  readonly namespace?: string;
  /** The name of a codicon that shows the kind of object. */
  readonly icon: string;
  readonly state: TreeItemState;
  /** True for an object elsewhere that the workspace may have: a template or several objects make the answer unknown. */
  readonly isUncertain?: true;
  /** The highest severity of the findings in `messages`. */
  readonly severity?: Severity;
  /** A few words about the most severe finding, such as `host 10.20.0.50 ≠ 10.20.0.60`. */
  readonly note?: string;
  /** The messages of findings in the object or about its absence, highest severity first. */
  readonly messages: readonly string[];
  /** The name of the object. If the object is not in the workspace, the reference that names it. */
  readonly location?: Location;
  /** Absent if the client must request them with `cluster`. */
  readonly children?: readonly TreeItem[];
}

/** Sent once after a response to `TREE` or `PICTURE`, when the response may be outdated. */
export const TREE_CHANGED: NotificationMethod<null> = 'kamajiMetal3/treeChanged';
