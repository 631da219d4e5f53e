import type { Fix } from '../findings/finding.ts';
import type { Resource } from '../resources/resource.ts';
import type { StructuralSchema } from '../schemas/structural-schema.ts';
import type { NodePath } from '../syntax/lookup.ts';
import type { MapEntry, Node } from '../syntax/node.ts';
import { readScalar } from '../syntax/read-scalar.ts';
import { nearestTo } from '../text/edit-distance.ts';
import type { TextChange } from '../text/span.ts';
import { Expressions } from '../validation/expressions.ts';
import type { Problem } from '../validation/problem.ts';
import { validateValue } from '../validation/validate-value.ts';
import { fixIn } from './fix.ts';
import { insertInto } from './set-field.ts';
import { scalarText, writeScalar } from './write-scalar.ts';

/** What mends a problem of the schema, where that is clear from the schema alone. */
export function schemaFixes(resource: Resource, problem: Problem): readonly Fix[] {
  const { code, node, candidates = [] } = problem;
  if (code === 'required-field') return writeField(resource, problem);
  const written = node.kind === 'scalar' && !node.alias ? node : undefined;
  if (!written) return [];
  if (code === 'unknown-field') return renameField(resource, problem, written.text);
  if (code === 'not-served')
    return candidates.flatMap((candidate) =>
      fixIn(`Change apiVersion to ${candidate}`, resource, writeScalar(written, candidate)),
    );
  if (code === 'value-not-allowed')
    return nearestTo(written.text, candidates).flatMap((candidate) =>
      fixIn(`Change to ${candidate}`, resource, writeScalar(written, candidate)),
    );
  if (code === 'wrong-type') return otherType(resource, problem, written);
  return [];
}

/** Writes a missing field where its value can be no other. */
function writeField(resource: Resource, { node, path, schema }: Problem): readonly Fix[] {
  const key = String(path.at(-1));
  const value = certainValue(path, schema);
  if (node.kind !== 'map' || value === undefined) return [];
  return fixIn(`Add ${key}: ${value}`, resource, insertInto(resource.document, node, [key], value), true);
}

/** The default, the only value allowed, or what a pool reference that leaves its kind out has always meant. */
function certainValue(path: NodePath, schema: StructuralSchema | undefined): string | number | undefined {
  const fallback = schema?.default ?? (schema?.enum?.length === 1 ? schema.enum[0] : undefined);
  if (typeof fallback === 'string' || typeof fallback === 'number') return fallback;
  const isPool = path.some((step) => typeof step === 'string' && /From(IP)?Pool$|^fromPoolRef$/.test(step));
  return isPool ? POOL[String(path.at(-1))] : undefined;
}

const POOL: Readonly<Record<string, string>> = { apiGroup: 'ipam.metal3.io', kind: 'IPPool' };

/** Renames a field to the nearest that is not written beside it already, and that takes the value as it is. */
function renameField(resource: Resource, { node, schema, candidates = [] }: Problem, name: string): readonly Fix[] {
  const siblings = findHolder(resource.root, node) ?? [];
  const value = siblings.find((entry) => entry.key === node)?.value;
  const taken = siblings.flatMap((entry) => (entry.key.kind === 'scalar' ? [entry.key.text] : []));
  const [near, ...others] = nearestTo(
    name,
    candidates.filter((candidate) => !taken.includes(candidate)),
  );
  const property = near === undefined ? undefined : schema?.properties?.[near];
  if (near === undefined || !value || !property || !accepts(property, value)) return [];
  return fixIn(`Rename to ${near}`, resource, { span: node.span, newText: scalarText(near) }, others.length === 0);
}

function accepts(schema: StructuralSchema, value: Node): boolean {
  const walk = { problems: [], expressions: new Expressions() };
  validateValue(value, schema, { span: value.span }, walk);
  return walk.problems.length === 0;
}

function findHolder(node: Node, key: Node): readonly MapEntry[] | undefined {
  if (node.kind === 'scalar') return undefined;
  if (node.kind === 'map' && node.entries.some((entry) => entry.key === key)) return node.entries;
  const children = node.kind === 'map' ? node.entries.map((entry) => entry.value) : node.items;
  for (const child of children) {
    const found = findHolder(child, key);
    if (found) return found;
  }
  return undefined;
}

/** Quotes what must be a text, and unquotes what must be a number or a boolean and reads as one. */
function otherType(resource: Resource, { schema }: Problem, node: Extract<Node, { kind: 'scalar' }>): readonly Fix[] {
  const change = (newText: string): TextChange => ({ span: node.span, newText });
  if (schema?.type === 'string' && node.style === 'plain')
    return fixIn(`Quote ${node.text}`, resource, change(JSON.stringify(node.text)), true);
  if (node.style !== 'single' && node.style !== 'double') return [];
  const plain = readScalar({ ...node, style: 'plain' });
  const fits = plain.type === schema?.type || (plain.type === 'integer' && schema?.type === 'number');
  return fits ? fixIn(`Write ${node.text} without quotes`, resource, change(node.text), true) : [];
}
