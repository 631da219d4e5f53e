import { scalarText } from '../fixes/write-scalar.ts';
import type { DraftScalar, DraftStyle } from './draft.ts';

/** Returns a text in the form of the scalar that contained it before; undefined if that form cannot be edited safely. */
export function embeddedText({ text, source }: DraftScalar, after: string, { eol }: DraftStyle): string | undefined {
  if (source?.kind !== 'scalar' || source.alias) return undefined;
  if (source.style !== 'literal') return source.style === 'folded' ? undefined : scalarText(after, source.style);
  const [, header = '', content = ''] = /^(\|[^\n]*\n)([\s\S]*)$/.exec(text) ?? [];
  if (header === '' || /^\|[^\n]*\d/.test(header)) return undefined;
  const indent = /^ *(?=\S)/m.exec(content)?.[0] ?? '';
  const lines = after.replace(/\n$/, '').split('\n');
  const end = /(?:\r?\n)*$/.exec(content)?.[0] ?? '';
  return header + lines.map((line) => (line.trim() === '' ? line : indent + line)).join(eol) + end;
}
