import type { Resource } from '../objects/resource.ts';
import { isTemplate } from '../objects/template-text.ts';
import type { Provider } from '../schemas/bundle.ts';
import type { KindVersion } from '../schemas/schema-store.ts';
import type { StructuralSchema } from '../schemas/structural-schema.ts';
import { isReplacedBySetter } from '../templates/kpt-setter.ts';
import { isOmission } from '../templates/placeholder.ts';
import type { Problem, ProblemCode } from './problem.ts';
import type { ValidateOptions } from './validate-document.ts';
import type { Violation } from './violation.ts';
import type { WebhookProfile } from './webhooks/profile.ts';

/** The problems of an object in one release, and the schema of that release. */
export interface ProblemsOfRelease {
  readonly problems: readonly Problem[];
  readonly schema: StructuralSchema;
}

/** The problems of an object, which is validated again whenever a related object changes. */
export interface CachedProblems {
  /** The newest applicable release. */
  readonly newest: string | undefined;
  readonly inNewest: ProblemsOfRelease | undefined;
  /** The violations for some releases: those of the latest call. */
  forReleases?: { readonly releases: readonly string[]; readonly violations: readonly Violation[] };
}

/** What is cached of an object, for as long as its tree exists. */
export interface CachedObject {
  problems?: CachedProblems;
  /** Whether a release rejects the object, by how it validates. */
  rejectedBy?: Map<Profile, boolean>;
}

/** Facts about a version of a kind, computed once. */
export interface VersionFacts {
  readonly provider: Provider | undefined;
  /** The releases that serve it, newest first. */
  serving: readonly string[] | undefined;
  readonly profiles: Map<string, Profile | undefined>;
}

/** How a release validates a version of a kind. */
export interface Profile {
  readonly version: KindVersion;
  /** The same object for equal behavior. */
  readonly webhook: WebhookProfile | undefined;
  /** Built once for all objects of the kind. */
  readonly options: ValidateOptions;
}

/**
 * Returns true for a value such as `CLUSTER_NAME` or `changeme`, which the author replaces before applying the object.
 */
export function isPlaceholder({ code, node }: Problem): boolean {
  if (code === 'unknown-field' || node.kind !== 'scalar') return false;
  return (
    isOmission(node.text) ||
    /^[A-Z0-9]+(_[A-Z0-9]+)+$/.test(node.text) ||
    /^((change|replace)[-_ ]?(me|this)|todo|fixme|tbd)$/i.test(node.text)
  );
}

/**
 * Returns a predicate for the problems that an object of a name certainly has. An object with a templated name is often a
 * patch, which contains only the changes. A name in capitals, such as NAME, is invalid in every object, so a script
 * replaces it, and every other value in capitals, before the manifest is applied; but YAML reads ON and the like as a
 * boolean.
 */
function certainFor(name: string): (problem: Problem) => boolean {
  const isPatch = isTemplate(name);
  const isReplaced = /^(?!(?:ON|OFF|YES|NO|TRUE|FALSE|NULL)$)[A-Z]{2,}[A-Z0-9_-]*$/.test(name);
  return ({ code, node }) => {
    if (isPatch && code === 'required-field') return false;
    return !(isReplaced && code !== 'unknown-field' && node.kind === 'scalar' && /^[A-Z][A-Z0-9_-]*$/.test(node.text));
  };
}

/** Returns the problems that an object certainly has, in a second schema as well if `others` are its problems. */
export function certainAmong(
  problems: readonly Problem[],
  { name = '', document }: Resource,
  others: ReadonlySet<string> | undefined,
): readonly Problem[] {
  const isCertain = certainFor(name);
  const isReplaced = ({ code, span }: Problem) =>
    OF_VALUES.includes(code) && isReplacedBySetter(document.text, span.start);
  return problems.filter(
    (problem) => isCertain(problem) && !isReplaced(problem) && (!others || others.has(problemKey(problem))),
  );
}

/** The codes of problems that another value can solve. */
const OF_VALUES: readonly ProblemCode[] = ['wrong-type', 'unsupported-value', 'malformed-value', 'value-out-of-range'];

/** Returns the identity of a problem in different releases. */
export function problemKey({ code, span, path, detail }: Problem): string {
  return `${code} ${span.start} ${path.join('.')} ${detail}`;
}

/** Returns false for a part of a document that was too large to check. */
export function isRejection({ code }: Problem): boolean {
  return code !== 'check-limit-exceeded';
}
