import type { PatchOperation, PointerStep } from '../objects/json-patch.ts';
import type { Resource } from '../objects/resource.ts';
import type { PatchTarget } from '../query/manifests.ts';
import type { StructuralSchema } from '../schemas/structural-schema.ts';
import type { Node, ScalarNode } from '../syntax/node.ts';

/**
 * Returns a JSON patch operation as a partial object with the same effect, with keys from its path. The schema decides
 * whether a number in the path is a key or an index.
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
    return { ...place, kind: 'map', entries: [{ key: keyNode(step, path.node), value: child }] };
  };
  const apiVersion = group === '' ? version : `${group}/${version}`;
  const { uri, document } = holder;
  const type = { apiVersion, group, version, kind, ...(name === undefined ? {} : { name }) };
  return { uri, document, ...type, root: nodeFrom(0, schema), references: [], broken: false, model: holder.model };
}

/** The value of a move or copy operation is unknown. */
const UNKNOWN: Omit<ScalarNode, 'span'> = { kind: 'scalar', text: '${VALUE}', style: 'plain' };

/** If the schema does not define the path either, a number is treated as an index. */
function isItem({ text }: PointerStep, at: StructuralSchema | undefined): boolean {
  return /^(-|\d+)$/.test(text) && (at === undefined || at.type === 'array');
}

/**
 * Returns a key with its position in the path. It is marked as a copy, which fixes do not edit, if the path contains
 * escapes.
 */
function keyNode({ text, span }: PointerStep, path: ScalarNode): ScalarNode {
  const key = { kind: 'scalar', text, style: 'double' } as const;
  return span ? { ...key, span } : { ...key, span: path.span, alias: true };
}
