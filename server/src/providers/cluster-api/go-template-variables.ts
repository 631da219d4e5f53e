import { actionsOf, tokensOf } from './go-template.ts';

/**
 * Returns the variables that a template reads from its data: `builtin.cluster.name` of `{{ .builtin.cluster.name }}`.
 * Skips the content of range, with, define and block, in which the dot can be another value.
 */
export function variablesReadBy(text: string): readonly string[] {
  const found: string[] = [];
  const blocks: string[] = [];
  for (const code of actionsOf(text).actions) {
    const tokens = tokensOf(code);
    if ('bad' in tokens) return [];
    const keyword = tokens.find((token) => token.trim() !== '') ?? '';
    if (keyword === 'end') blocks.pop();
    const hasOtherData = blocks.some((block) => block === 'define' || block === 'block');
    const hasOtherDot = hasOtherData || blocks.some((block) => block === 'range' || block === 'with');
    if (!hasOtherData) found.push(...chainsIn(tokens, hasOtherDot));
    if (BLOCKS.has(keyword)) blocks.push(keyword);
  }
  return found;
}

const BLOCKS = new Set(['if', 'range', 'with', 'define', 'block']);
const FIELD = /^\.[\p{L}_]/u;

function chainsIn(tokens: readonly string[], hasOtherDot: boolean): readonly string[] {
  const found: string[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] ?? '';
    const before = tokens[at - 1];
    const isStart = before === undefined || before.trim() === '' || '(|,='.includes(before.at(-1) ?? '');
    const isChain = token === '$' || (!hasOtherDot && isStart && FIELD.test(token));
    if (!isChain) continue;
    let end = at + 1;
    while (FIELD.test(tokens[end] ?? '')) end++;
    const chain = tokens.slice(token === '$' ? at + 1 : at, end).join('');
    if (chain !== '') found.push(chain.slice(1));
    at = end - 1;
  }
  return found;
}
