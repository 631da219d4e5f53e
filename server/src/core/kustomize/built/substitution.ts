import type { Resource } from '../../objects/resource.ts';
import { scalarAt } from '../../syntax/lookup.ts';
import type { Node, ScalarNode } from '../../syntax/node.ts';
import { changedDraft, type Draft } from './draft.ts';
import { withItems, withValue } from './edit-tree.ts';

/**
 * Returns an object after Flux has replaced the variables in it. Variables without a value, or with operators, stay
 * placeholders, which are unknown.
 *
 * Source: fluxcd/pkg, kustomize/kustomize_varsub.go.
 */
export function withSubstitutions(draft: Draft, values: Node, holder: Resource): Draft {
  if (DISABLED.some((path) => scalarAt(draft.root, path)?.text === 'disabled')) return draft;
  const root = substitute(draft.root);
  return root === draft.root ? draft : changedDraft(draft, root, values);

  function substitute(node: Node): Node | undefined {
    if (node.kind === 'scalar') return substituteText(node);
    let result: Node | undefined = node;
    if (node.kind === 'sequence') {
      const items = node.items.map(substitute);
      if (items.every((item, index) => item === node.items[index])) return node;
      return items.every((item) => item !== undefined) ? withItems(node, items, draft.origins) : undefined;
    }
    for (const { key, value } of node.entries) {
      const next = substitute(value);
      if (next === value) continue;
      if (!next || key.kind !== 'scalar' || result?.kind !== 'map') return undefined;
      result = withValue(result, key.text, next, draft.origins);
    }
    return result;
  }

  function substituteText(node: ScalarNode): Node {
    if (!node.text.includes('${') || node.text.length > MAX_LENGTH) return node;
    let used: ScalarNode | undefined;
    const text = node.text.replace(VARIABLE, (variable, name: string) => {
      const value = scalarAt(values, [name]);
      used = value ?? used;
      return value?.text ?? variable;
    });
    if (!used || text.length > MAX_LENGTH) return node;
    // The text is read as YAML again: in a plain scalar, a value in quotes is a number.
    const isComplete = new RegExp(`^(?:${VARIABLE.source})$`).test(node.text);
    return isComplete
      ? draft.origins.created<ScalarNode>({ ...node, text, span: used.span }, holder)
      : draft.origins.replaced<ScalarNode>({ ...node, text }, node);
  }
}

/** In UTF-16 units; a longer text stays a placeholder. */
const MAX_LENGTH = 10_000;
const VARIABLE = /\$\{([A-Za-z_]\w*)(?::?[-=][^{}]*)?\}/g;
const KEY = 'kustomize.toolkit.fluxcd.io/substitute';
const DISABLED = [
  ['metadata', 'labels', KEY],
  ['metadata', 'annotations', KEY],
];
