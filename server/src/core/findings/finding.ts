import type { Resource } from '../objects/resource.ts';
import type { ReleaseRange } from '../schemas/release-range.ts';
import type { NodePath } from '../syntax/lookup.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { Span, TextChange } from '../text/span.ts';

/** A place: a document of a file and a span in it. It stays true while other documents of the file change. */
export interface Place {
  readonly uri: string;
  readonly document: ManifestDocument;
  readonly span: Span;
}

/**
 * - error: the API server or a controller refuses it, or the cluster can never become ready.
 * - warning: accepted, and probably not meant.
 * - info: correct, and costs something.
 * - hint: there is a shorter or newer way, which a fix takes.
 */
export type Severity = 'error' | 'warning' | 'info' | 'hint';

/**
 * What happens to the author: the API server refuses it; it is accepted and waits for ever; it is accepted and does
 * something else than it says; or nothing, and this is advice.
 */
export type Effect = 'refused' | 'stuck' | 'wrong' | 'advice';

/** Who acts so: the API server by its schema, an admission webhook, a controller, the boot of the machine. */
export type Actor = 'schema' | 'webhook' | 'controller' | 'boot';

/** How an editor shows what is meant: struck through, or faded. */
export type Tag = 'deprecated' | 'unnecessary';

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly effect: Effect;
  readonly by: Actor;
  /** Empty where it holds in every release. */
  readonly releases: readonly ReleaseRange[];
  readonly tags: readonly Tag[];
  readonly message: string;
  readonly place: Place;
  /** The object whose document holds the place, where that document names one. */
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
  /** What will happen, as an order: `Change host of Metal3Cluster "test1" to 10.0.0.1`. */
  readonly title: string;
  /** Set if a command looks for this sort of fix, which must not depend on the title. */
  readonly kind?: 'create-object';
  readonly edits: readonly FixEdit[];
  /** The one answer that is certain; “fix all” applies these alone. */
  readonly certain: boolean;
}

/** A change in a document, counted from the document's start. */
export interface FixEdit {
  readonly uri: string;
  readonly document: ManifestDocument;
  readonly change: TextChange;
}
