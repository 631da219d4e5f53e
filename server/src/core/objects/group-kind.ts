/** Group and kind: what identifies a type of object across its API versions. */
export interface GroupKind {
  /** Empty for the core group. */
  readonly group: string;
  readonly kind: string;
}

/** Returns the constant of a kind, which providers declare in their `kinds.ts`. */
export function groupKind(group: string, kind: string): GroupKind {
  return { group, kind };
}

/** The kind by which manifests define further kinds. */
export const CUSTOM_RESOURCE_DEFINITION = groupKind('apiextensions.k8s.io', 'CustomResourceDefinition');

/** The kind by which manifests register webhooks that change objects before they are validated. */
export const MUTATING_WEBHOOK_CONFIGURATION = groupKind('admissionregistration.k8s.io', 'MutatingWebhookConfiguration');

/** Returns one text for group and kind, to look them up in a map. */
export function keyOf({ group, kind }: GroupKind): string {
  return `${group}/${kind}`;
}

/** Returns true if an object, or the target of a reference, is of the kind. The API version does not matter. */
export function isKind(one: GroupKind, other: GroupKind): boolean {
  return one.kind === other.kind && one.group === other.group;
}

/** Returns true if an object, or the target of a reference, is of one of the kinds. */
export function isOneOf(one: GroupKind, kinds: readonly GroupKind[]): boolean {
  return kinds.some((each) => isKind(one, each));
}

/** Values by kind. */
export interface KindMap<T> {
  readonly kinds: readonly GroupKind[];
  get(kind: GroupKind): T | undefined;
}

/** Returns the lookup over a table whose first column is the kind. */
export function kindMap<T>(...rows: readonly (readonly [GroupKind, T])[]): KindMap<T> {
  const values = new Map(rows.map(([kind, value]) => [keyOf(kind), value]));
  return { kinds: rows.map(([kind]) => kind), get: (kind) => values.get(keyOf(kind)) };
}
