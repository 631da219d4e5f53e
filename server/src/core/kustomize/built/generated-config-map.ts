import type { Resource } from '../../objects/resource.ts';
import { childOf, scalarAt } from '../../syntax/lookup.ts';
import type { MapEntry, Node, ScalarNode } from '../../syntax/node.ts';
import { matches, pathPattern } from '../../syntax/path-pattern.ts';
import type { SourceObject } from './replacement-values.ts';

/** Returns the ConfigMap that a kustomization generates from literals; undefined if its content is not certain. */
export function generatedConfigMap(kustomization: Resource, name: string): SourceObject | undefined {
  const generators = matches(kustomization.root, GENERATORS).filter(
    ({ node }) => scalarAt(node, ['name'])?.text === name,
  );
  const [generator] = generators;
  if (!generator || generators.length > 1 || ['behavior', 'namespace'].some((key) => childOf(generator.node, key)))
    return undefined;
  const data = matches(generator.node, LITERALS).flatMap(({ node }) => entryOf(node) ?? []);
  const { span } = generator.node;
  const root: Node = {
    kind: 'map',
    flow: false,
    span,
    entries: [{ key: keyAt('data', span), value: mapOf(data, span) }],
  };
  return { root, origin: () => kustomization };
}

const GENERATORS = pathPattern('configMapGenerator[]');
const LITERALS = pathPattern('literals[]');

/** Returns `key=value` as an entry, at the place of the literal. */
function entryOf(node: Node): MapEntry | undefined {
  if (node.kind !== 'scalar') return undefined;
  const [, key, value] = /^([^=]+)=([\s\S]*)$/.exec(node.text) ?? [];
  if (key === undefined || value === undefined) return undefined;
  const text = value.replace(/^["']+|["']+$/g, '');
  return { key: keyAt(key, node.span), value: { kind: 'scalar', text, style: 'double', span: node.span } };
}

function mapOf(entries: readonly MapEntry[], span: Node['span']): Node {
  return { kind: 'map', flow: false, span, entries: [...entries] };
}

function keyAt(text: string, span: Node['span']): ScalarNode {
  return { kind: 'scalar', text, style: 'plain', span };
}
