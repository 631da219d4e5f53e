import { type PathPattern, pathPattern } from '../syntax/path-pattern.ts';
import type { GroupKind } from './group-kind.ts';

/**
 * A field that names another object. Each provider has one table of them, which is used by the rule on missing targets,
 * completion of names, definition, references and rename. Both API generations share a row if the path is the same; a
 * path that a version does not have never matches.
 */
export interface ReferenceField {
  readonly from: GroupKind;
  readonly pattern: PathPattern;
  /** The kind of the target, if the reference does not contain one. */
  readonly target?: GroupKind;
  /** The kinds that the field usually names, the most likely first. */
  readonly usualTargets: readonly GroupKind[];
  /** True if the reference states group and kind next to the name. The version in an apiVersion is ignored. */
  readonly statesKind: boolean;
  /**
   * The namespace of the target: that of the referring object, regardless of the reference (`own`); the one in the
   * reference, or else that of the object (`written`); or `none` for cluster-scoped targets.
   */
  readonly namespace: 'own' | 'written' | 'none';
  /** For a reference that consists of a name only: the sibling key with the namespace. */
  readonly namespaceKey?: string;
  /** The role that the target plays for the referring object, in the words of clusterctl (cmd/clusterctl/client/tree). */
  readonly role?: string;
  /** True if the target is usually not among the manifests, so its absence is not an error. */
  readonly isExternal: boolean;
  /** The consequence of a missing target, as the end of a sentence that starts with the referring object. */
  readonly consequence: string;
}

/** Returns a field that is a bare name, or a reference without a kind, of one kind in the object's own namespace. */
export function nameField(from: GroupKind, path: string, target: GroupKind, consequence: string): ReferenceField {
  const pattern = pathPattern(path);
  return {
    from,
    pattern,
    target,
    usualTargets: [target],
    statesKind: false,
    namespace: 'own',
    isExternal: false,
    consequence,
  };
}

/** Returns a field whose reference states group, kind, and optionally a namespace. */
export function statedField(
  from: GroupKind,
  path: string,
  consequence: string,
  ...usualTargets: readonly GroupKind[]
): ReferenceField {
  const pattern = pathPattern(path);
  return { from, pattern, usualTargets, statesKind: true, namespace: 'written', isExternal: false, consequence };
}

/** Returns a `nameField` whose target is usually not among the manifests, such as a Secret. */
export function externalField(from: GroupKind, path: string, target: GroupKind, consequence: string): ReferenceField {
  return { ...nameField(from, path, target, consequence), isExternal: true };
}

/** Returns an `externalField` of a cluster-scoped target. */
export function clusterScopedField(
  from: GroupKind,
  path: string,
  target: GroupKind,
  consequence: string,
): ReferenceField {
  return { ...externalField(from, path, target, consequence), namespace: 'none' };
}

/** Returns the field with the role that its target plays. */
export function withRole(role: string, field: ReferenceField): ReferenceField {
  return { ...field, role };
}

/** Returns the field with its target looked up in the namespace that the reference states. */
export function inStatedNamespace(field: ReferenceField): ReferenceField {
  return { ...field, namespace: 'written' };
}

/**
 * A field that names something that the same object defines, such as a link of a network. Read by the rule on undefined
 * names, by completion, definition, references and rename.
 */
export interface LocalReferenceField {
  readonly from: GroupKind;
  readonly pattern: PathPattern;
  /** Where such names are defined. */
  readonly definitions: readonly PathPattern[];
  /** The noun for the named thing in messages. */
  readonly noun: string;
  /** The consequence of an undefined name, as the end of a sentence that starts with the object. */
  readonly consequence: string;
}
