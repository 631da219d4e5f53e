import type { Location } from './locations.ts';
import type { RequestMethod } from './method.ts';
import type { Severity } from './severity.ts';
import type { ObjectState, TreeParams } from './tree.ts';

/** Requests a graph of a Cluster and its objects. Null if there is no Cluster at the position. */
export const PICTURE: RequestMethod<TreeParams, Picture | null> = 'kamajiMetal3/picture';

export interface Picture {
  /** The Cluster's kind, name and namespace: `Cluster test1 (metal3)`. */
  readonly title: string;
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
}

export interface PictureNode {
  /** Unique within the picture. */
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly role?: string;
  /** The name of a codicon that shows the kind of object. */
  readonly icon: string;
  /** Important values of the object, such as `2 replicas`. */
  readonly facts: readonly string[];
  /** This is the Cluster that the picture shows. */
  readonly isRoot?: boolean;
  readonly state: ObjectState;
  /** True for an object elsewhere that the workspace may have. */
  readonly isUncertain?: true;
  readonly severity?: Severity;
  readonly messages: readonly string[];
  readonly location?: Location;
}

export interface PictureEdge {
  readonly from: string;
  readonly to: string;
  /** The fields of `from` that refer to `to`. Empty for an edge that only shows a conflict. */
  readonly fields: readonly string[];
  /** The two conflicting values, of `from` and of `to`. */
  readonly values?: readonly [string, string];
}
