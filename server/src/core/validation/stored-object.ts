import type { Resource } from '../objects/resource.ts';
import type { SchemaStore } from '../schemas/schema-store.ts';
import type { StructuralSchema } from '../schemas/structural-schema.ts';
import type { Node } from '../syntax/node.ts';
import type { Profile } from './version-facts.ts';
import { rewrite } from './webhooks/rewrite.ts';

/** An object after its mutating webhook, without the defaults of the schema. */
export interface StoredObject {
  readonly root: Node;
  readonly schema: StructuralSchema;
  /** True if the kind has several versions. Conversion between them can write empty objects. */
  readonly isConverted: boolean;
}

export function storedObject(
  { root, group, kind }: Resource,
  { version: { schema }, webhook }: Profile,
  store: SchemaStore,
): StoredObject {
  const stored = webhook && root.kind === 'map' ? rewrite(root, schema, webhook).root : root;
  const served = store.kindsNamed(kind).find((each) => each.group === group)?.served ?? {};
  return { root: stored, schema, isConverted: Object.keys(served).length > 1 };
}
