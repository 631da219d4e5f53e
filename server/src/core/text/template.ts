/** A text to insert, with tab stops. */
export type Template = readonly (string | Stop)[];

export interface Stop {
  /**
   * The order of the tab stops: 1, 2 and so on; 0 is the final cursor position. Stops with equal numbers share their
   * text.
   */
  readonly stop: number;
  /** The default text. Of several equal stops, only the first one has it. */
  readonly content?: Template;
  readonly choices?: readonly string[];
}

/** Returns the text with default values, for clients without snippet support. */
export function plainText(template: Template): string {
  return plain(template, new Map());
}

function plain(template: Template, known: Map<number, string>): string {
  return template.map((part) => (typeof part === 'string' ? part : plainStop(part, known))).join('');
}

function plainStop({ stop, content, choices }: Stop, known: Map<number, string>): string {
  const text = content ? plain(content, known) : choices?.[0];
  if (text !== undefined) known.set(stop, text);
  return text ?? known.get(stop) ?? '';
}

/** Returns the text in the snippet syntax of the Language Server Protocol. */
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

/** Returns true if `plainText` loses information. */
export function hasStops(template: Template): boolean {
  return template.some((part) => typeof part !== 'string');
}

/** A bare `$1` before a digit would be read as another number. */
function stopText({ stop, content, choices }: Stop, isBeforeDigit: boolean): string {
  if (choices) return `\${${stop}|${choices.map((choice) => escaped(choice, /[\\,|$}]/g)).join(',')}|}`;
  if (content === undefined) return isBeforeDigit ? `\${${stop}}` : `$${stop}`;
  return `\${${stop}:${snippet(content, /[\\$}]/g)}}`;
}

function escaped(text: string, special: RegExp): string {
  return text.replace(special, (letter) => `\\${letter}`);
}

/** Returns the template with all lines but the first indented. */
export function indented(template: Template, indent: string, eol: string): Template {
  const move = (text: string) => text.replace(/\r?\n(?=[^\r\n])/g, `${eol}${indent}`);
  return template.map((part) => (typeof part === 'string' ? move(part) : part));
}
