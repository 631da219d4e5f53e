import type { JinjaFault } from './jinja.ts';

/** How cloud-init interprets an expression that it cannot render. */
export const FAULT_TEXTS: Readonly<Record<JinjaFault['kind'], (text: string) => string>> = {
  comment: (text) => `cloud-init reads {# in ${text} as the start of a comment that never ends`,
  swallowed: (text) => `cloud-init reads {# in ${text} as a comment and removes everything up to the next #}`,
  statement: (text) => `cloud-init reads ${text} as a Jinja statement, but no such statement exists`,
  'go-template': (text) => `cloud-init cannot render ${text}, which is a Go template expression`,
  value: (text) => `cloud-init reads ${text} as a Jinja expression, but cannot parse it`,
  open: (text) => `cloud-init reads ${text} as the start of a Jinja expression, which has no end`,
};

/** Returns the text, shortened for a message. */
export function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

/** Returns what to do about a fault, as a sentence. */
export function remedyOf(kind: JinjaFault['kind'], written: string): string {
  // `{%d}` is a format of the shell or awk.
  const isExpression = kind === 'open' && /^\{(\{|%[-+]?\s)/.test(written);
  const end = written.startsWith('{%') ? '%}' : '}}';
  return `${isExpression ? `Close it with ${end}, or enclose` : 'Enclose'} it in {% raw %} and {% endraw %}.`;
}
