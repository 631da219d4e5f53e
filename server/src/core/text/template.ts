/** A text to insert, with the places at which its writer goes on. */
export type Template = readonly (string | Stop)[];

export interface Stop {
  /** The order in which they are visited: 1, 2 and so on; 0 is where the cursor stays. Equal numbers hold equal text. */
  readonly stop: number;
  /** What stands there until something else is written; of equal stops the first alone has it. */
  readonly content?: Template;
  readonly choices?: readonly string[];
}

/** For clients that take no snippets: the text alone, with what stands at the stops. */
export function plainText(template: Template): string {
  return plain(template, new Map());
}

function plain(template: Template, known: Map<number, string>): string {
  return template.map((part) => (typeof part === 'string' ? part : plainStop(part, known))).join('');
}

function plainStop({ stop, content, choices }: Stop, known: Map<number, string>): string {
  const own = content ? plain(content, known) : choices?.[0];
  if (own !== undefined) known.set(stop, own);
  return own ?? known.get(stop) ?? '';
}

/** In the grammar for snippets of the Language Server Protocol. */
export function snippetText(template: Template): string {
  return snippet(template, /[\\$]/g);
}

function snippet(template: Template, special: RegExp): string {
  return template
    .map((part, index) => {
      if (typeof part === 'string') return escaped(part, special);
      const next = template[index + 1];
      return stopText(part, typeof next === 'string' && /^\d/.test(next));
    })
    .join('');
}

/** Whether a client that takes no snippets would lose something. */
export function hasStops(template: Template): boolean {
  return template.some((part) => typeof part !== 'string');
}

/** A digit behind a bare number would belong to it. */
function stopText({ stop, content, choices }: Stop, isBeforeDigit: boolean): string {
  if (choices) return `\${${stop}|${choices.map((choice) => escaped(choice, /[\\,|$}]/g)).join(',')}|}`;
  if (content === undefined) return isBeforeDigit ? `\${${stop}}` : `$${stop}`;
  return `\${${stop}:${snippet(content, /[\\$}]/g)}}`;
}

function escaped(text: string, special: RegExp): string {
  return text.replace(special, (letter) => `\\${letter}`);
}

/** The template with each line but the first indented, as where it stands. */
export function indented(template: Template, indent: string, eol: string): Template {
  const move = (text: string) => text.replace(/\r?\n(?=[^\r\n])/g, `${eol}${indent}`);
  return template.map((part) => (typeof part === 'string' ? move(part) : part));
}
