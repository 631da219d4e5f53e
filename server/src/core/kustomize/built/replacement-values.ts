import type { Resource } from '../../objects/resource.ts';
import { childOf, type NodePath, nodeAt, scalarAt } from '../../syntax/lookup.ts';
import type { Node, ScalarNode } from '../../syntax/node.ts';
import { readScalar } from '../../syntax/read-scalar.ts';

/** An object from which replacements take values. */
export interface SourceObject {
  readonly root: Node;
  /** Returns the resource in whose document a node is written. */
  readonly origin: (node: Node) => Resource | undefined;
}

export interface SourceValue {
  readonly node: ScalarNode;
  readonly resource: Resource | undefined;
}

/** Returns the value of a source, or its part; undefined if it is not certain. */
export function sourceValue(
  source: Node | undefined,
  sourceOf: (source: Node) => SourceObject | undefined,
): SourceValue | undefined {
  const path = scalarAt(source, ['fieldPath'])?.text ?? 'metadata.name';
  if (!source || !/^[\w-]+(\.[A-Za-z][\w-]*)*$/.test(path)) return undefined;
  const object = sourceOf(source);
  const node = object && nodeAt(object.root, path.split('.') satisfies NodePath);
  if (node?.kind !== 'scalar') return undefined;
  const resource = object?.origin(node);
  const options = childOf(source, 'options');
  const parts = partsOf(node.text, options);
  if (!parts) return options ? undefined : { node, resource };
  const part = parts.texts[parts.index];
  return part === undefined ? undefined : { node: { ...node, text: part }, resource };
}

/**
 * Returns what replaces a value. Only the text of a scalar changes, so its type remains. Undefined if the build fails or
 * the result is not certain.
 *
 * Source: kustomize, api/filters/replacement/replacement.go, setFieldValue.
 */
export function writtenValue(
  before: Node | undefined,
  { node }: SourceValue,
  options: Node | undefined,
): Node | undefined {
  const hasDelimiter = childOf(options, 'delimiter') !== undefined;
  if (!before) return hasDelimiter ? undefined : { ...plain(node), style: 'plain' };
  if (before.kind !== 'scalar') return hasDelimiter ? undefined : node;
  const text = hasDelimiter ? withPart(before.text, node.text, options) : node.text;
  if (text === undefined) return undefined;
  const { type } = readScalar(before);
  if (type === 'string') return { ...plain(node), text, style: 'double' };
  const written: ScalarNode = { ...plain(node), text, style: 'plain' };
  const other = readScalar(written).type;
  return other === type || (type === 'number' && other === 'integer') ? written : undefined;
}

/** A placeholder: rules report nothing about it. */
export function unknownAt({ span }: Node): ScalarNode {
  return { kind: 'scalar', text: '${VALUE}', style: 'plain', span };
}

function plain({ text, span }: ScalarNode): Omit<ScalarNode, 'style'> {
  return { kind: 'scalar', text, span };
}

/** Returns a text after one part is replaced, or added at the start or the end. */
function withPart(before: string, part: string, options: Node | undefined): string | undefined {
  const parts = partsOf(before, options);
  if (!parts) return undefined;
  const { texts, index, delimiter } = parts;
  if (index < 0) return [part, ...texts].join(delimiter);
  return (index < texts.length ? texts.with(index, part) : [...texts, part]).join(delimiter);
}

/** Returns the parts of a text and the index of the one that is meant; undefined without a delimiter. */
function partsOf(text: string, options: Node | undefined) {
  const delimiter = scalarAt(options, ['delimiter'])?.text;
  const index = Number(scalarAt(options, ['index'])?.text ?? 0);
  if (!delimiter || !Number.isInteger(index)) return undefined;
  return { texts: text.split(delimiter), index, delimiter };
}
