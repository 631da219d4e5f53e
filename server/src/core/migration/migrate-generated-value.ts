import { scalarText } from '../fixes/write-scalar.ts';
import { applyMoves, type MoveOptions } from './apply-moves.ts';
import { convertValue } from './convert-value.ts';
import { type Draft, type DraftEntry, draftEntry } from './draft.ts';
import { draftValue } from './draft-value.ts';
import { embeddedText } from './embedded-text.ts';
import { objectAround, onlyValueAt } from './inner-value.ts';
import type { MappedPath } from './map-path.ts';
import type { GeneratedValue, Migration } from './migration.ts';
import { changedTemplate } from './template-text.ts';
import { flowText } from './value-text.ts';

/**
 * Converts the value of an operation that comes from a variable or a template, in place. `steps` is the old path, `to` the
 * new one. Returns the problem if that is not possible.
 */
export function migrateGeneratedValue(
  value: Draft,
  generated: GeneratedValue,
  mapped: MappedPath,
  paths: { readonly steps: readonly string[]; readonly to: readonly string[] },
  migration: Migration,
  options: MoveOptions,
): string | undefined {
  const { item, conversion, hasInner } = mapped;
  if (!item && !conversion && !hasInner) return undefined;
  const [variable, template] = [draftEntry(value, generated.variable), draftEntry(value, generated.template)];
  if (item)
    return item.value === undefined
      ? OTHER_FORM
      : toItem(variable, template, generated, { ...item, value: item.value }, options);
  if (!template) return OTHER_FORM;
  return changeText(template, options, (draft, style) => {
    if (conversion) {
      const converted = convertValue(draft, conversion, -style.dashOffset, style);
      if (!converted.value || converted.problem) return converted.problem?.message ?? OTHER_FORM;
      Object.assign(draft, converted.value);
      return undefined;
    }
    if (draft.kind === 'scalar') return undefined;
    const root = objectAround(draft, paths.steps);
    const [leftover] = applyMoves(root, migration, { ...options, style });
    if (leftover) return leftover.message;
    const inside = onlyValueAt(root, paths.to);
    if (!inside) return 'parts of its value have different places in the new version.';
    if (inside !== draft) Object.assign(draft, inside);
    return undefined;
  });
}

const OTHER_FORM = 'its value comes from a variable or a template, and needs another form in the new version.';

function changeText(entry: DraftEntry, { style }: MoveOptions, change: Parameters<typeof changedTemplate>[1]) {
  const before = entry.value.kind === 'scalar' ? draftValue(entry.value) : undefined;
  if (typeof before !== 'string') return OTHER_FORM;
  const after = changedTemplate(before, change);
  return typeof after === 'string' ? writeText(entry, after, style) : after.problem;
}

/** Converts the value of a key to an item of a list: a template of its name and its value. */
function toItem(
  variable: DraftEntry | undefined,
  template: DraftEntry | undefined,
  generated: GeneratedValue,
  { name, value, key }: { readonly name: string; readonly value: string; readonly key: string },
  { style }: MoveOptions,
): string | undefined {
  const entry = variable ?? template;
  const written = entry?.value.kind === 'scalar' ? draftValue(entry.value) : undefined;
  if (!entry || typeof written !== 'string') return OTHER_FORM;
  const text = variable ? generated.print(written) : plainLine(written);
  if (text === undefined) return OTHER_FORM;
  const problem = writeText(entry, `${name}: ${flowText(key)}\n${value}: ${text}\n`, style);
  if (problem !== undefined) return problem;
  if (entry === variable) {
    entry.keyText = entry.keyText.replace(generated.variable, generated.template);
    entry.key = generated.template;
  }
  return undefined;
}

/** Returns a template that produces a scalar on one line; undefined for other templates. */
function plainLine(template: string): string | undefined {
  const line = template.trim();
  const fixed = line.replace(/\{\{(?:(?!\}\}).)*\}\}/g, 'x');
  if (/^"[^"\\\n]*"$|^'[^'\n]*'$/.test(line)) return line;
  return /^[\w./=,@+-][\w./=:,@+-]*$/.test(fixed) && !/:$/.test(fixed) ? line : undefined;
}

function writeText(entry: DraftEntry, text: string, style: MoveOptions['style']): string | undefined {
  const { value } = entry;
  if (value.kind !== 'scalar' || value.source?.kind !== 'scalar') return OTHER_FORM;
  // Keeps the line ending at the end of the template.
  const after = /\n$/.test(String(draftValue(value))) ? text : text.replace(/\n+$/, '');
  const { style: quotes } = value.source;
  const isBlock = quotes === 'literal' || quotes === 'folded';
  const written = isBlock ? embeddedText(value, after, style) : scalarText(after, 'double');
  if (written === undefined) return 'its template is folded text, which cannot be edited safely.';
  entry.value = { kind: 'scalar', text: written, expected: after };
  return undefined;
}
