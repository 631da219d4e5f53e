import type { Resource } from '../../core/objects/resource.ts';
import { type NodePath, nodeAt, scalarAt } from '../../core/syntax/lookup.ts';
import type { Node, ScalarNode } from '../../core/syntax/node.ts';
import { bootstrapPathOf } from './metadata-uses.ts';

/** A kubelet argument in a nodeRegistration. */
export interface KubeletArgument {
  readonly name: string;
  readonly value: ScalarNode;
  /** The path of the value. */
  readonly path: NodePath;
}

/** Returns the paths of the node registrations, first the one for nodes that join. */
export function nodeRegistrationsOf(config: Resource): readonly NodePath[] {
  return ['joinConfiguration', 'initConfiguration'].map((key) => [...bootstrapPathOf(config), key, 'nodeRegistration']);
}

/** Returns the kubelet arguments of all node registrations: a map in v1beta1, a list of names and values in v1beta2. */
export function kubeletArgumentsOf(config: Resource): readonly KubeletArgument[] {
  return nodeRegistrationsOf(config).flatMap((path) => {
    const at = [...path, 'kubeletExtraArgs'];
    return argumentsIn(nodeAt(config.root, at), at);
  });
}

function argumentsIn(node: Node | undefined, path: NodePath): readonly KubeletArgument[] {
  const found: KubeletArgument[] = [];
  const add = (name: string | undefined, value: Node | undefined, at: NodePath) => {
    if (name !== undefined && value?.kind === 'scalar' && value.style !== 'absent')
      found.push({ name, value, path: at });
  };
  if (node?.kind === 'map')
    for (const { key, value } of node.entries) if (key.kind === 'scalar') add(key.text, value, [...path, key.text]);
  if (node?.kind === 'sequence')
    for (const [index, item] of node.items.entries())
      add(scalarAt(item, ['name'])?.text, scalarAt(item, ['value']), [...path, index, 'value']);
  return found;
}
