import type { Resource } from '../objects/resource.ts';
import type { ReleaseRange } from '../schemas/release-range.ts';
import type { NodePath } from '../syntax/lookup.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { Span, TextChange } from '../text/span.ts';

/** A span in a document of a file. It stays valid when other documents of the file change. */
export interface Place {
  readonly uri: string;
  readonly document: ManifestDocument;
  readonly span: Span;
}

/**
 * - error: the API server or a controller rejects it, or the cluster can never become ready.
 * - warning: accepted, but probably unintended.
 * - info: correct, but has a cost.
 * - hint: there is a shorter or newer form, and a fix changes to it.
 */
export type Severity = 'error' | 'warning' | 'info' | 'hint';

/**
 * What happens. 'refused': the API server rejects it; `stuck`: accepted, but never becomes ready; `wrong`: accepted,
 * but has another effect than intended; `advice`: no consequence.
 */
export type Effect = 'refused' | 'stuck' | 'wrong' | 'advice';

/**
 * The component that acts: the API server by its schema, an admission webhook, a controller, or the machine at boot.
 */
export type Actor = 'schema' | 'webhook' | 'controller' | 'boot';

/** How editors render the span: struck through, or faded. */
export type Tag = 'deprecated' | 'unnecessary';

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly effect: Effect;
  readonly by: Actor;
  /** Empty if the finding applies to every release. */
  readonly releases: readonly ReleaseRange[];
  readonly tags: readonly Tag[];
  readonly message: string;
  readonly place: Place;
  /** The object of the place's document, if it is known. */
  readonly resource?: Resource;
  /** From the root of that document. */
  readonly path: NodePath;
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
}

export interface Related {
  readonly place: Place;
  readonly message: string;
}

export interface Fix {
  /** The edit as an imperative: `Change host of Metal3Cluster "test1" to 10.0.0.1`. */
  readonly title: string;
  /** Set if a command looks for this kind of fix; titles may change. */
  readonly kind?: 'create-object';
  readonly edits: readonly FixEdit[];
  /** True if the fix is the only correct one. "Fix all" applies only these. */
  readonly certain: boolean;
}

/** A change in a document. The span is relative to the document. */
export interface FixEdit {
  readonly uri: string;
  readonly document: ManifestDocument;
  readonly change: TextChange;
}
