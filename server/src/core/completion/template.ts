/** A text to insert, with the places at which its writer goes on. */
export type Template = readonly (string | Stop)[];

export interface Stop {
  /** The order in which they are visited: 1, 2 and so on; 0 is where the cursor stays. Equal numbers hold equal text. */
  readonly stop: number;
  readonly text?: string;
  readonly choices?: readonly string[];
}

/** For clients that take no snippets: the text alone, with what stands at the stops. */
export function plainText(template: Template): string {
  return template.map((part) => (typeof part === 'string' ? part : (part.text ?? part.choices?.[0] ?? ''))).join('');
}

/** In the grammar for snippets of the Language Server Protocol. */
export function snippetText(template: Template): string {
  return template.map((part) => (typeof part === 'string' ? escaped(part, /[\\$]/g) : stopText(part))).join('');
}

/** Whether a client that takes no snippets loses nothing. */
export function hasStops(template: Template): boolean {
  return template.some((part) => typeof part !== 'string');
}

function stopText({ stop, text, choices }: Stop): string {
  if (choices) return `\${${stop}|${choices.map((choice) => escaped(choice, /[\\,|$}]/g)).join(',')}|}`;
  return text === undefined ? `$${stop}` : `\${${stop}:${escaped(text, /[\\$}]/g)}}`;
}

function escaped(text: string, special: RegExp): string {
  return text.replace(special, (letter) => `\\${letter}`);
}
