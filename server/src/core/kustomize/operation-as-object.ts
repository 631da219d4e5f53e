import type { PatchOperation, PointerStep } from '../objects/json-patch.ts';
import type { Resource } from '../objects/resource.ts';
import type { PatchTarget } from '../query/manifests.ts';
import type { StructuralSchema } from '../schemas/structural-schema.ts';
import type { Node, ScalarNode } from '../syntax/node.ts';

/**
 * An operation that writes something, as the part of an object that would say the same: with the keys of its path where
 * that names them. The schema tells a key that is a number from an item of a list.
 */
export function operationAsObject(
  holder: Resource,
  { op, path, value }: PatchOperation,
  { group, version, kind, name }: PatchTarget,
  schema: StructuralSchema,
): Resource {
  const place = { span: path.node.span, flow: false };
  const written = op === 'add' || op === 'replace' ? value : { ...UNKNOWN, span: path.node.span };
  const nodeFrom = (depth: number, at: StructuralSchema | undefined): Node => {
    const step = path.steps[depth];
    if (!step) return written ?? { ...UNKNOWN, span: path.node.span };
    if (isItem(step, at)) return { ...place, kind: 'sequence', items: [nodeFrom(depth + 1, at?.items)] };
    const below = at?.properties?.[step.text] ?? at?.additionalProperties;
    const child = nodeFrom(depth + 1, typeof below === 'object' ? below : undefined);
    return { ...place, kind: 'map', entries: [{ key: keyOf(step, path.node), value: child }] };
  };
  const apiVersion = group === '' ? version : `${group}/${version}`;
  const { uri, document } = holder;
  const type = { apiVersion, group, version, kind, ...(name === undefined ? {} : { name }) };
  return { uri, document, ...type, root: nodeFrom(0, schema), references: [], broken: false, model: holder.model };
}

/** What is moved or copied is not looked up. */
const UNKNOWN: Omit<ScalarNode, 'span'> = { kind: 'scalar', text: '${VALUE}', style: 'plain' };

/** Where the schema does not know the place either, an index is what a number is. */
function isItem({ text }: PointerStep, at: StructuralSchema | undefined): boolean {
  return /^(-|\d+)$/.test(text) && (at === undefined || at.type === 'array');
}

/** Marked as a copy where its letters do not stand in the path one by one, so that nobody changes them. */
function keyOf({ text, span }: PointerStep, path: ScalarNode): ScalarNode {
  const key = { kind: 'scalar', text, style: 'double' } as const;
  return span ? { ...key, span } : { ...key, span: path.span, alias: true };
}
