import { GO_TEMPLATE_FUNCTIONS } from './go-template-functions.ts';

/**
 * Returns why the templates of a ClusterClass cannot be parsed, as a clause; undefined if they can. Accepts unsupported
 * syntax. Source: text/template/parse of Go 1.25.
 */
export function goTemplateProblem(text: string): string | undefined {
  const { actions, problem } = actionsOf(text);
  const scope: Scope = { blocks: [], variables: ['$'] };
  for (const code of actions) {
    const found = problemOfAction(code, scope);
    if (found) return found;
  }
  if (problem) return problem;
  const [open] = scope.blocks;
  return open && `{{ ${open.keyword} }} has no {{ end }}`;
}

interface Block {
  readonly keyword: string;
  hasElse: boolean;
  /** The number of variables that are declared outside the block. */
  readonly outerVariables: number;
}

/** The state of the parser between two actions. */
interface Scope {
  readonly blocks: Block[];
  readonly variables: string[];
}

/** Returns the code of all actions up to the first one without an end. */
export function actionsOf(text: string): { readonly actions: readonly string[]; readonly problem?: string } {
  const actions: string[] = [];
  for (let at = text.indexOf('{{'); at >= 0; at = text.indexOf('{{', at)) {
    const start = at + (/^\{\{-\s/.test(text.slice(at, at + 4)) ? 3 : 2);
    const comment = /^\s*\/\*/.exec(text.slice(start));
    if (comment) {
      const end = text.indexOf('*/', start + comment[0].length);
      if (end < 0) return { actions, problem: 'a comment has no end' };
      const close = /^\*\/(?:\s+-)?\}\}/.exec(text.slice(end));
      if (!close) return { actions, problem: 'a comment does not end with */}}' };
      at = end + close[0].length;
      continue;
    }
    const end = endOfAction(text, start);
    if (end < 0) return { actions, problem: end === NO_QUOTE ? 'a string has no closing quote' : '{{ is not closed' };
    actions.push(text.slice(start, end).replace(/(?<=\s)-$/, ''));
    at = end + 2;
  }
  return { actions };
}

const NO_BRACES = -1;
const NO_QUOTE = -2;

function endOfAction(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const letter = text[at];
    if (text.startsWith('}}', at)) return at;
    if (letter === '`') {
      at = text.indexOf('`', at + 1);
      if (at < 0) return NO_QUOTE;
    } else if (letter === '"' || letter === "'") {
      const quoted = new RegExp(`${letter}(?:\\\\.|[^\\\\${letter}\\n])*${letter}`, 'y');
      quoted.lastIndex = at;
      if (!quoted.test(text)) return NO_QUOTE;
      at = quoted.lastIndex - 1;
    }
  }
  return NO_BRACES;
}

const TOKEN =
  /\s+|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`[^`]*`|\$[\p{L}\p{Nd}_]*|\.[\p{L}_][\p{L}\p{Nd}_]*|\.(?!\d)|[-+]?\.?\d[\p{L}\p{Nd}_.]*(?:(?<=[eEpP])[-+]\d+)?|[\p{L}_][\p{L}\p{Nd}_]*|:=|[=,|()]/uy;

/** Returns the tokens of an action, or the first character that cannot be in one. */
export function tokensOf(code: string): readonly string[] | { readonly bad: string } {
  const tokens: string[] = [];
  const token = new RegExp(TOKEN);
  for (let at = 0; at < code.length; at = token.lastIndex) {
    token.lastIndex = at;
    const match = token.exec(code);
    if (!match) return { bad: code[at] ?? '' };
    tokens.push(match[0]);
  }
  return tokens;
}

const CONTROLS = new Set(['if', 'range', 'with', 'define', 'block', 'else', 'end', 'template', 'break', 'continue']);

function problemOfAction(code: string, scope: Scope): string | undefined {
  const tokens = tokensOf(code);
  if ('bad' in tokens) return `unexpected character ${tokens.bad} in {{${code}}}`;
  const words = tokens.filter((token) => token.trim() !== '');
  const [keyword = ''] = words;
  const rest = words.slice(1);
  const { blocks, variables } = scope;
  switch (keyword) {
    case '':
      return 'an action is empty';
    case 'end':
      if (rest.length > 0) return `unexpected ${rest[0]} after end`;
      return endBlock(scope) ? undefined : 'unexpected {{ end }}';
    case 'else':
      return problemOfElse(rest, scope);
    case 'break':
    case 'continue':
      return blocks.some((block) => block.keyword === 'range') ? undefined : `{{ ${keyword} }} outside range`;
    case 'if':
    case 'range':
    case 'with':
      blocks.push({ keyword, hasElse: false, outerVariables: variables.length });
      return problemOfPipeline(rest, code, scope);
    case 'define':
    case 'block':
      blocks.push({ keyword, hasElse: true, outerVariables: variables.length });
      return undefined;
    case 'template':
      return undefined;
    default:
      return problemOfPipeline(words, code, scope);
  }
}

function endBlock({ blocks, variables }: Scope): boolean {
  const block = blocks.pop();
  if (block) variables.length = block.outerVariables;
  return block !== undefined;
}

function problemOfElse(rest: readonly string[], scope: Scope): string | undefined {
  const block = scope.blocks.at(-1);
  if (!block || block.hasElse) return 'unexpected {{ else }}';
  if (rest.length === 0) {
    block.hasElse = true;
    return undefined;
  }
  if (rest[0] !== 'if' && rest[0] !== 'with') return `unexpected ${rest[0]} after else`;
  return problemOfPipeline(rest.slice(1), rest.join(' '), scope);
}

function problemOfPipeline(words: readonly string[], code: string, { blocks, variables }: Scope): string | undefined {
  const value = withoutDeclarations(words);
  // Definitions have their own scope, which is not checked.
  const isDefinition = blocks.some(({ keyword }) => keyword === 'define' || keyword === 'block');
  variables.push(...words.slice(0, words.length - value.length).filter((word) => word.startsWith('$')));
  if (value.length === 0) return `a value is missing in {{${code}}}`;
  let depth = 0;
  for (const [index, word] of value.entries()) {
    const before = value[index - 1];
    const isFirst = before === undefined || before === '|' || before === '(';
    if (word === '(') depth++;
    if (word === ')' && --depth < 0) return `unexpected ) in {{${code}}}`;
    if (isFirst && (word === '|' || word === ')')) return `a command is missing before ${word} in {{${code}}}`;
    if (word === ':=' || word === '=' || word === ',') return `unexpected ${word} in {{${code}}}`;
    if (CONTROLS.has(word)) return `unexpected ${word} in {{${code}}}`;
    if (before === '|' && /^["`'\d]|^(true|false|nil)$/.test(word)) return `${word} in {{${code}}} is not a command`;
    if (word.startsWith('$') && !isDefinition && !variables.includes(word)) return `undefined variable ${word}`;
    if (isFunction(word) && !GO_TEMPLATE_FUNCTIONS.has(word)) return `function ${word} is not defined`;
  }
  return depth > 0 ? `( has no ) in {{${code}}}` : undefined;
}

/** Drops `$x :=`, `$x =` and `$i, $x :=` at the start. */
function withoutDeclarations(words: readonly string[]): readonly string[] {
  const [first = '', second = '', third = '', fourth = ''] = words;
  if (!first.startsWith('$')) return words;
  if (second === ':=' || second === '=') return words.slice(2);
  return second === ',' && third.startsWith('$') && (fourth === ':=' || fourth === '=') ? words.slice(4) : words;
}

function isFunction(word: string): boolean {
  return /^[\p{L}_]/u.test(word) && !['true', 'false', 'nil'].includes(word);
}
