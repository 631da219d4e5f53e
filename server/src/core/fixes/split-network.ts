import { isCidr } from '../addresses/addresses.ts';
import type { Fix } from '../findings/finding.ts';
import type { Resource } from '../objects/resource.ts';
import { entryOf, type NodePath, nodeAt } from '../syntax/lookup.ts';
import type { ScalarNode } from '../syntax/node.ts';
import { fixIn } from './fix.ts';
import { columnOf, eol } from './set-field.ts';
import { scalarText } from './write-scalar.ts';

/** Returns a fix that splits `network: 10.0.0.0/8` of a route into network and prefix, if it has no prefix yet. */
export function splitNetwork(resource: Resource, value: ScalarNode, path: NodePath): readonly Fix[] {
  if (path.at(-1) !== 'network' || path.at(-3) !== 'routes' || !isCidr(value.text)) return [];
  const route = nodeAt(resource.root, path.slice(0, -1));
  const entry = entryOf(route, 'network');
  if (route?.kind !== 'map' || route.flow || !entry || entryOf(route, 'prefix')) return [];
  const [network = '', prefix = ''] = value.text.split('/');
  const { document } = resource;
  const indent = ' '.repeat(columnOf(document, entry.key.span.start));
  const newText = `${scalarText(network, value.style)}${eol(document)}${indent}prefix: ${prefix}`;
  return fixIn(`Write network: ${network} and prefix: ${prefix}`, resource, { span: value.span, newText }, true);
}
