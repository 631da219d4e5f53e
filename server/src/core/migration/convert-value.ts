import { scalarText } from '../fixes/write-scalar.ts';
import { isObject } from '../schemas/history.ts';
import type { JsonValue } from '../schemas/structural-schema.ts';
import { parseDocument } from '../syntax/parse-document.ts';
import { readScalar } from '../syntax/read-scalar.ts';
import { secondsOf } from '../validation/go-duration.ts';
import type { Draft, DraftEntry, DraftItem, DraftMap, DraftScalar, DraftStyle } from './draft.ts';
import { draftValue } from './draft-value.ts';
import { attach } from './edit-draft.ts';
import { commentsIn, withComments } from './flow-map.ts';
import type { Conversion } from './migration.ts';
import { flowText } from './value-text.ts';

/** A converted value. If it is undefined, the field is removed. */
export type Converted =
  | { readonly value: Draft; readonly problem?: Problem }
  | { readonly value?: undefined; readonly problem?: Problem };

/** A problem that the user has to check. `blocks`: the new version accepts no such value. */
export interface Problem {
  readonly message: string;
  readonly blocks?: boolean;
  readonly choices?: readonly ValueChoice[];
}

/** A possible result of a conversion. */
export interface ValueChoice {
  readonly title: string;
  /** The end of the id of the choice. */
  readonly decision: string;
  /** Absent if the result is the one without a choice. */
  readonly result?: Converted;
}

/** Returns the result that the user chose: `isChosen` returns whether a decision was made. The problem remains. */
export function chosenResult(converted: Converted, isChosen: (decision: string) => boolean): Converted {
  const { problem } = converted;
  const choice = problem?.choices?.find(({ decision }) => isChosen(decision));
  if (!problem || !choice) return converted;
  return { ...(choice.result ?? converted), problem: { ...problem, blocks: false } };
}

/** Returns the value of an entry in its new form. `column` is the column of the key; `inFlow` is true in braces. */
export function convertValue(
  value: Draft,
  as: Conversion,
  column: number,
  style: DraftStyle,
  inFlow = style.isJson,
): Converted {
  if (as.form === 'list') return listOf(value, as, column, style);
  if (value.kind !== 'scalar')
    return { value, problem: { message: 'The value is not a scalar.', blocks: true, choices: [REMOVE] } };
  const written = draftValue(value);
  // A key without a value is not set in either version.
  if (written === null) return { value };
  const text = typeof written === 'string' ? written : String(written);
  return as.form === 'seconds' ? secondsFrom(value, text, as, style, inFlow) : groupFrom(value, text, style);
}

const MAX_INT32 = 2147483647;

function secondsFrom(
  value: DraftScalar,
  text: string,
  as: Conversion & { readonly form: 'seconds' },
  draftStyle: DraftStyle,
  inFlow: boolean,
): Converted {
  if (isTemplated(text)) return secondsFromVariable(value, text, draftStyle, inFlow);
  const own = (seconds: number) => written(value, String(seconds), seconds, draftStyle);
  const write = (seconds: number, title = `Write ${inSeconds(seconds)}`): ValueChoice => ({
    title,
    decision: String(seconds),
    result: { value: own(seconds) },
  });
  const exact = secondsOf({ text });
  if (exact === undefined) {
    const meant = secondsWithoutUnit(text);
    const message = `"${text}" is not a duration such as 10m or 1h30m.`;
    const choices = [...(meant === undefined ? [] : [write(meant)]), REMOVE];
    return { value, problem: { message, blocks: true, choices } };
  }
  const seconds = Math.min(Math.trunc(exact), MAX_INT32);
  if (seconds < 0) {
    const message = `"${text}" is negative. The new version does not accept a negative number of seconds.`;
    return { value, problem: { message, blocks: true, choices: [write(0), REMOVE] } };
  }
  if (seconds === 0 && as.dropsZero) {
    // Without a default, zero and no value have the same meaning.
    if (exact === 0 && as.defaultsTo === undefined) return {};
    const message = `The conversion drops "${text}"${as.defaultsTo === undefined ? '' : `, and the default is ${as.defaultsTo} seconds`}.`;
    return { problem: { message, choices: [REMOVE, write(as.minimum ?? 1)] } };
  }
  if (seconds === exact) return { value: own(seconds) };
  const message = `The new version has no fractions of a second: "${text}" becomes ${seconds}.`;
  const up = exact > MAX_INT32 ? [] : [write(seconds + 1, `Round up to ${inSeconds(seconds + 1)}`)];
  const choices = [write(seconds, `Round down to ${inSeconds(seconds)}`), ...up];
  return { value: own(seconds), problem: { message, choices } };
}

const REMOVE: ValueChoice = { title: 'Remove the field', decision: '', result: {} };

function inSeconds(seconds: number): string {
  return `${seconds} second${seconds === 1 ? '' : 's'}`;
}

/** Returns the number of seconds that a value was meant as: a number without a unit, or a number of days. */
function secondsWithoutUnit(text: string): number | undefined {
  const [, digits = '', unit = ''] = /^(\d{1,10})(d?)$/.exec(text) ?? [];
  const seconds = Number(digits) * (unit === 'd' ? 86_400 : 1);
  return digits !== '' && seconds <= MAX_INT32 ? seconds : undefined;
}

/** Converts the default of a variable from a duration to a number. In quotes, the number would be a string. */
function secondsFromVariable(value: DraftScalar, text: string, draftStyle: DraftStyle, inFlow: boolean): Converted {
  const message = `The value must now be a number of seconds, but it is "${text}".`;
  const [, start = '', , fallback = ''] = /^(\$\{\w+:?[-=])(["']?)([^"'{}]*)\2\}$/.exec(text) ?? [];
  const seconds = start === '' ? undefined : secondsOf({ text: fallback });
  const isWhole = seconds !== undefined && Number.isInteger(seconds) && seconds >= 0 && seconds <= MAX_INT32;
  const changed = isWhole ? `${start}${seconds}}` : text;
  const style = value.source?.kind === 'scalar' ? value.source.style : 'plain';
  // Braces are not allowed in a plain scalar inside of braces, and not at its start.
  const isPlain = !inFlow && /^\$\{\w+(?::?[-=][\w.]*)?\}$/.test(changed);
  const isUnchanged = changed === text && (style === 'plain' || !isPlain);
  const fixed: ValueChoice[] = isWhole
    ? [
        {
          title: `Write ${inSeconds(seconds)} without the variable`,
          decision: String(seconds),
          result: { value: written(value, String(seconds), seconds, draftStyle) },
        },
      ]
    : [];
  const choices = [{ title: 'Set the variable to a number', decision: 'variable' }, ...fixed];
  const problem = { message, choices };
  if (isUnchanged || value.source?.alias) return { value, problem };
  return { value: { kind: 'scalar', text: isPlain ? changed : scalarText(changed, style) }, problem };
}

function groupFrom(value: DraftScalar, text: string, draftStyle: DraftStyle): Converted {
  const slash = text.lastIndexOf('/');
  // The core group is written by omitting the field.
  if (slash <= 0)
    return isTemplated(text)
      ? {
          value,
          problem: {
            message: `The value must now be an API group without a version, but it is "${text}".`,
            choices: [{ title: 'Set the variable to a group', decision: 'variable' }],
          },
        }
      : {};
  const group = text.slice(0, slash);
  const style = value.source?.kind === 'scalar' ? value.source.style : 'plain';
  return { value: written(value, scalarText(group, style), group, draftStyle) };
}

/** Returns a scalar with another text. An alias is kept if its anchor is expected to change in the same way. */
function written(value: DraftScalar, text: string, expected: JsonValue, { copiesAliases }: DraftStyle): DraftScalar {
  return value.source?.alias && !copiesAliases ? { ...value, expected } : { kind: 'scalar', text };
}

function isTemplated(text: string): boolean {
  return /\$\{|\{\{/.test(text);
}

function listOf(
  value: Draft,
  as: Conversion & { readonly form: 'list' },
  column: number,
  style: DraftStyle,
): Converted {
  if (value.kind === 'scalar') {
    if (!value.source?.alias) return { value };
    const expected = listValue(draftValue(value), as);
    return { value: style.copiesAliases ? { kind: 'scalar', text: flowText(expected) } : { ...value, expected } };
  }
  // The value is already a list: the document mixes both versions.
  if (value.kind === 'list') return { value };
  const dash = column + style.dashOffset;
  // The API server drops a key without a value.
  const entries = value.entries.filter((entry) => draftValue(entry.value) !== null);
  const items = entries.map((entry) => itemOf(value, entry, as, dash, style));
  if (value.flow) return { value: { kind: 'list', flow: true, column: 0, isInline: false, items, tail: value.tail } };
  return { value: { kind: 'list', flow: false, column: dash, isInline: false, items, tail: value.tail } };
}

function listValue(value: JsonValue, { name, value: key }: Conversion & { readonly form: 'list' }): JsonValue {
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(([, each]) => each !== null);
  return entries.map(([own, each]) => ({
    [name]: own,
    ...(key === undefined ? (isObject(each) ? each : {}) : { [key]: each }),
  }));
}

function itemOf(
  map: DraftMap,
  entry: DraftEntry,
  { name, value: key }: Conversion & { readonly form: 'list' },
  dash: number,
  style: DraftStyle,
): DraftItem {
  const isJson = entry.keyText.startsWith('"');
  const isCompact = isJson && map.flow && entry.gap === ':';
  const nameEntry: DraftEntry = {
    lead: '',
    key: name,
    keyText: isJson && map.flow ? JSON.stringify(name) : name,
    gap: isCompact ? ':' : ': ',
    value: { kind: 'scalar', text: nameText(entry.keyText) },
    trail: map.flow ? '' : style.eol,
    after: '',
    start: entry.start,
    end: entry.end,
  };
  const fields = key === undefined ? fieldsOf(entry) : [{ ...entry, lead: '', key, keyText: key, after: '' }];
  // The comments of a value in braces, which would be lost.
  const isBraces = key === undefined && entry.value.kind === 'map' && entry.value.flow;
  const inner = isBraces ? bracesComments(entry) : [];
  if (map.flow) {
    const own: DraftMap = { kind: 'map', flow: true, column: 0, isInline: false, entries: [nameEntry], tail: '' };
    for (const field of fields)
      own.entries.push({
        ...field,
        keyText: isJson ? JSON.stringify(field.key) : field.keyText,
        lead: isCompact ? '' : ' ',
        trail: '',
      });
    return { lead: withComments(inner, entry.lead, style), gap: '', value: own, trail: entry.trail, after: '' };
  }
  const own: DraftMap = {
    kind: 'map',
    flow: false,
    column: dash + 2,
    isInline: true,
    entries: [nameEntry],
    tail: '',
  };
  const from = entry.value.kind === 'map' && key === undefined ? entry.value.column : map.column;
  // Comments after the key of a nested map have no line of their own anymore.
  if (key === undefined)
    nameEntry.trail = entry.value.kind === 'map' && !entry.value.flow ? entry.gap.replace(/^:/, '') : entry.trail;
  for (const field of fields) attach(own, own.entries.length, field, from, style);
  const shift = dash - map.column;
  const comments = inner.map((comment) => ' '.repeat(dash) + comment + style.eol).join('');
  return {
    lead: moved(entry.lead, shift) + comments,
    gap: ' ',
    value: own,
    trail: '',
    after: moved(entry.after, shift),
  };
}

function bracesComments({ gap, value }: DraftEntry): readonly string[] {
  if (value.kind !== 'map') return [];
  const fields = value.entries.flatMap(({ lead, trail }) => [lead, trail]);
  return [gap, ...fields, value.tail].flatMap(commentsIn);
}

function fieldsOf({ value }: DraftEntry): readonly DraftEntry[] {
  if (value.kind !== 'map') return [];
  return value.flow ? value.entries.map((entry) => ({ ...entry, lead: '', trail: '' })) : value.entries;
}

/** Returns a key as a string value: `1` and `on` need quotes. */
function nameText(keyText: string): string {
  const { root } = parseDocument(keyText);
  return root?.kind === 'scalar' && readScalar(root).type !== 'string' ? JSON.stringify(root.text) : keyText;
}

function moved(lines: string, shift: number): string {
  if (shift === 0) return lines;
  return lines.replace(/^ *(?=\S)/gm, (blank) => ' '.repeat(Math.max(0, blank.length + shift)));
}
