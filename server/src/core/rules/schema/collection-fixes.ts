import type { Fix } from '../../findings/finding.ts';
import { fixIn } from '../../fixes/fix.ts';
import { columnOf, eol, indentStep } from '../../fixes/set-field.ts';
import { scalarText } from '../../fixes/write-scalar.ts';
import type { Resource } from '../../objects/resource.ts';
import type { StructuralSchema } from '../../schemas/structural-schema.ts';
import { childOf, entryOf, type NodePath, nodeAt } from '../../syntax/lookup.ts';
import type { MapEntry, MapNode, Node, ScalarNode, SequenceNode } from '../../syntax/node.ts';
import { parseDocument } from '../../syntax/parse-document.ts';
import { readScalar } from '../../syntax/read-scalar.ts';
import type { Problem } from '../../validation/problem.ts';
import { accepts } from './accepts.ts';

/**
 * Returns the fix that converts a map to a list, or a list to a map, without losing a value: between a map and a list of
 * `name` and `value`, or from one item to a list of it. Empty if the schema does not accept the result.
 */
export function collectionFixes(resource: Resource, { node, path, schema }: Problem): readonly Fix[] {
  if (!schema || node.alias || node.tag !== undefined || !isWritten(node)) return [];
  const convert = (title: string, newText: string | undefined, isCertain = false) =>
    newText !== undefined && isAccepted(resource, node, newText, schema)
      ? fixIn(title, resource, { span: contentOf(node), newText }, isCertain)
      : [];
  if (schema.type === 'array' && node.kind === 'map') {
    const { name, value } = schema.items?.properties ?? {};
    const pairs =
      name && value
        ? convert('Convert to a list of name and value', pairsOf(resource, node, value.type === 'string'), true)
        : [];
    return pairs.length > 0 ? pairs : convert('Convert to a list with one item', itemOf(resource, node));
  }
  if (schema.type === 'array' && node.kind === 'scalar' && ['plain', 'single', 'double'].includes(node.style))
    return convert('Convert to a list with one item', `[${textOf(resource, node)}]`);
  // A block map cannot be written as text.
  if (schema.type === 'string' && node.kind === 'map' && !node.flow && typeof path.at(-1) === 'number')
    return convert(...quoted(resource, node));
  if (schema.type === 'object' && node.kind === 'sequence')
    return convert('Convert to a map', mapOf(resource, node, path), true);
  return [];
}

/** False for a node that only the path of a JSON patch operation implies. */
function isWritten(node: Node): boolean {
  if (node.kind === 'scalar' || node.flow) return true;
  if (node.kind === 'sequence') return node.items.every((item) => item.span.start > node.span.start);
  return node.entries.every(({ key }, index) => !key.alias && (index > 0 || key.span.start === node.span.start));
}

/** Returns the span of a value without trailing lines. */
function contentOf(node: Node): Node['span'] {
  if (node.kind === 'scalar' || node.flow) return node.span;
  const children =
    node.kind === 'map' ? node.entries.map(({ key, value }) => (isAbsent(value) ? key : value)) : node.items;
  const last = children.at(-1);
  return { start: node.span.start, end: last ? contentOf(last).end : node.span.end };
}

function isAbsent(node: Node): boolean {
  return node.kind === 'scalar' && node.style === 'absent';
}

function isAccepted({ document }: Resource, node: Node, newText: string, schema: StructuralSchema): boolean {
  const isFlow = node.kind === 'scalar' || node.flow || schema.type === 'string';
  const { root, problems } = parseDocument(
    isFlow ? `field: ${newText}` : `field:\n${' '.repeat(columnOf(document, node.span.start))}${newText}`,
  );
  const value = problems.length === 0 ? childOf(root, 'field') : undefined;
  return value !== undefined && accepts(schema, value);
}

/** Returns a line such as `echo a: b` as a string. */
function quoted(resource: Resource, map: MapNode): readonly [string, string | undefined, boolean] {
  const text = textOf(resource, map);
  const newText = JSON.stringify(text);
  return [`Add quotes: ${newText}`, map.entries.length === 1 && !/[\r\n]/.test(text) ? newText : undefined, true];
}

/** Returns the items of `name` and `value` for the entries of a map; undefined if a value is not set. */
function pairsOf(resource: Resource, map: MapNode, isText: boolean): string | undefined {
  const { document } = resource;
  const items: string[] = [];
  for (const [index, entry] of map.entries.entries()) {
    const { key, value } = entry;
    if (key.kind !== 'scalar' || key.text === '<<' || (value.kind === 'scalar' && readScalar(value).type === 'null'))
      return undefined;
    const name = key.style === 'plain' ? scalarText(key.text) : textOf(resource, key);
    if (map.flow) {
      const [nameKey, valueKey] = key.style === 'double' ? ['"name"', '"value"'] : ['name', 'value'];
      items.push(`{${nameKey}: ${name}, ${valueKey}: ${valueText(resource, value, isText)}}`);
      continue;
    }
    const indent = ' '.repeat(columnOf(document, key.span.start));
    const after = document.text.slice(endOf(entry), map.entries[index + 1]?.key.span.start ?? endOf(entry));
    const between = document.text.slice(key.span.end, value.span.start);
    const written = indented(between + valueText(resource, value, isText), '  ');
    items.push(`- name: ${name}${eol(document)}${indent}  value${written}${after}`);
  }
  return map.flow ? `[${items.join(', ')}]` : items.join('');
}

function endOf({ key, value }: MapEntry): number {
  return Math.max(key.span.end, contentOf(value).end);
}

/** Returns a map as the only item of a list. */
function itemOf(resource: Resource, map: MapNode): string | undefined {
  if (map.entries.length === 0) return undefined;
  const text = textOf(resource, map);
  return map.flow ? `[${text}]` : `- ${indented(text, '  ')}`;
}

/** Returns the entries of a list of `name` and `value`, or of maps with one key, as a map. */
function mapOf(resource: Resource, list: SequenceNode, path: NodePath): string | undefined {
  const { document } = resource;
  const { start, end } = contentOf(list);
  if (list.items.length === 0 || document.text.slice(start, end).includes('#')) return undefined;
  const entries = list.items.map((item) => entryIn(resource, item));
  const names = new Set(entries.map((entry) => entry?.name));
  if (names.has(undefined) || names.size < entries.length) return undefined;
  const lines = entries.map((entry) => entry?.text ?? '');
  if (list.flow) return `{${lines.join(', ')}}`;
  const key = entryOf(nodeAt(resource.root, path.slice(0, -1)), String(path.at(-1)))?.key;
  if (!key) return undefined;
  // The dashes of a list may be at the column of its key.
  const column = columnOf(document, start);
  const step = column > columnOf(document, key.span.start) ? '' : ' '.repeat(indentStep(document));
  return step + lines.join(eol(document) + ' '.repeat(column) + step);
}

function entryIn(resource: Resource, item: Node): { readonly name: string; readonly text: string } | undefined {
  if (item.kind !== 'map' || item.alias) return undefined;
  const name = childOf(item, 'name');
  const value = childOf(item, 'value');
  const [only, ...others] = item.entries;
  const isPair = item.entries.length === 2 && name && value;
  const [key, held] = isPair ? [name, value] : others.length === 0 ? [only?.key, only?.value] : [];
  if (key?.kind !== 'scalar' || held?.kind !== 'scalar' || ['absent', 'literal', 'folded'].includes(held.style))
    return undefined;
  return { name: key.text, text: `${textOf(resource, key)}: ${textOf(resource, held)}` };
}

/** Returns the text of a value, with quotes if it has to be a string. */
function valueText(resource: Resource, value: Node, isText: boolean): string {
  const isOther = value.kind === 'scalar' && value.style === 'plain' && readScalar(value).type !== 'string';
  return isText && isOther ? JSON.stringify((value as ScalarNode).text) : textOf(resource, value);
}

function textOf({ document }: Resource, node: Node): string {
  const { start, end } = contentOf(node);
  return document.text.slice(start, end);
}

/** Returns a text whose lines after the first have more indentation. */
function indented(text: string, by: string): string {
  return text.replace(/\n(?=[^\r\n])/g, `\n${by}`);
}
