import type { Resource } from '../objects/resource.ts';
import type { ReleaseRange } from '../schemas/release-range.ts';
import type { NodePath } from '../syntax/lookup.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { Span, TextChange } from '../text/span.ts';

/** A document of a file and a span in it. It remains valid while other documents of the file change. */
export interface Place {
  readonly uri: string;
  readonly document: ManifestDocument;
  readonly span: Span;
}

/**
 * - error: the API server or a controller rejects the object, or the cluster never becomes ready.
 * - warning: accepted, but probably not intended.
 * - info: correct, with a cost.
 * - hint: a shorter or newer form exists, and a fix uses it.
 */
export type Severity = 'error' | 'warning' | 'info' | 'hint';

/**
 * What happens: the API server rejects the object; it is accepted but never becomes ready; it is accepted but behaves
 * differently than specified; or nothing, and the finding is advice.
 */
export type Effect = 'refused' | 'stuck' | 'wrong' | 'advice';

/** The component that acts: the API server by the schema, an admission webhook, a controller, or the machine at boot. */
export type Actor = 'schema' | 'webhook' | 'controller' | 'boot';

/** How an editor shows the place: struck through, or faded. */
export type Tag = 'deprecated' | 'unnecessary';

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly effect: Effect;
  readonly by: Actor;
  /** Empty if it applies to every release. */
  readonly releases: readonly ReleaseRange[];
  readonly tags: readonly Tag[];
  readonly message: string;
  readonly place: Place;
  /** The object of the place's document; undefined if the document has no apiVersion and kind. */
  readonly resource?: Resource;
  /** The path from the root of that document. */
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
  /** Set if a command looks for this kind of fix, so that it does not depend on the title. */
  readonly kind?: 'create-object';
  readonly edits: readonly FixEdit[];
  /** True if it is the only correct fix; `fix all` applies only these. */
  readonly certain: boolean;
}

/** A change in a document, with offsets relative to the document's start. */
export interface FixEdit {
  readonly uri: string;
  readonly document: ManifestDocument;
  readonly change: TextChange;
}
