import { scalarAt } from '../../syntax/lookup.ts';
import type { Node, ScalarNode } from '../../syntax/node.ts';
import { changedDraft, type Draft } from './draft.ts';
import { withItems, withValue } from './edit-tree.ts';
import type { Variable, Variables } from './variables.ts';

/**
 * Returns an object after Flux has replaced the variables in it. Variables without a value, or with operators, stay
 * placeholders, which are unknown.
 *
 * Source: fluxcd/pkg, kustomize/kustomize_varsub.go.
 */
export function withSubstitutions(draft: Draft, { values }: Variables): Draft {
  if (DISABLED.some((path) => scalarAt(draft.root, path)?.text === 'disabled')) return draft;
  const used = new Set<Node>();
  const root = substitute(draft.root);
  return [...used].reduce((changed, node) => changedDraft(changed, root, node), draft);

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
    let last: Variable | undefined;
    const text = node.text.replace(VARIABLE, (variable, name: string) => {
      const value = values.get(name);
      last = value ?? last;
      if (value) used.add(value.node);
      return value?.node.text.replaceAll('\n', '') ?? variable;
    });
    if (!last || text.length > MAX_LENGTH) return node;
    const style = PLAIN.test(node.text) ? 'plain' : node.style;
    if (style === 'plain' && !isPlainText(text)) return node;
    const isComplete = new RegExp(`^(?:${VARIABLE.source})$`).test(node.text);
    return isComplete
      ? draft.origins.created<ScalarNode>({ ...node, text, style, span: last.node.span }, last.holder)
      : draft.origins.replaced<ScalarNode>({ ...node, text, style }, node);
  }
}

/**
 * Texts that have no quotes in what kustomize builds. The result is read as YAML again, so a value in quotes can become a
 * number.
 */
const PLAIN = /^[\w$][\w${}.:=/@+-]*$/;

/** Returns true if a plain scalar has the same text after it is read as YAML. */
function isPlainText(text: string): boolean {
  return /^[\w./$-]/.test(text) && !/: |:$| #|\n/.test(text);
}

/** In UTF-16 units; a longer text stays a placeholder. */
const MAX_LENGTH = 10_000;
const VARIABLE = /\$\{([A-Za-z_]\w*)(?::?[-=][^{}]*)?\}/g;
const KEY = 'kustomize.toolkit.fluxcd.io/substitute';
const DISABLED = [
  ['metadata', 'labels', KEY],
  ['metadata', 'annotations', KEY],
];
