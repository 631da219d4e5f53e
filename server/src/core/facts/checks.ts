import type { Fix } from '../findings/finding.ts';
import { fixIn } from '../fixes/fix.ts';
import { removeAt } from '../fixes/remove-at.ts';
import { writeScalar } from '../fixes/write-scalar.ts';
import { isTemplate } from '../objects/template-text.ts';
import { childOf, type NodePath, nodeAt } from '../syntax/lookup.ts';
import type { Node, ScalarNode } from '../syntax/node.ts';
import { readScalar } from '../syntax/read-scalar.ts';
import { nearestTo } from '../text/edit-distance.ts';
import { isNull, isUnknowable } from '../validation/unknowable.ts';
import { type Check, type FactRuleId, type Fault, type Found, fieldName } from './fact.ts';

/**
 * The shapes that rows have. Fields are named from the row's place on, with dots: `template.spec.version`. Null is
 * absent; a value that a template makes is not known, and no check says anything of it.
 */

export type When = (found: Found) => boolean;

/** Whether a field is written, be it as an empty text or list. */
export const has =
  (field: string): When =>
  ({ node }) =>
    isWritten(nodeAt(node, pathOf(field)));

/** Whether a field is one of the texts; absent counts as `''`. A template is all of them. */
export const is =
  (field: string, ...values: readonly string[]): When =>
  ({ node }) => {
    const value = nodeAt(node, pathOf(field));
    if (value && isUnsure(value)) return true;
    return values.includes(value?.kind === 'scalar' && !isNull(value) ? value.text : '');
  };

/** Something stands in it that is more than nothing: an empty struct does not survive the way into a newer version. */
export const isFilled =
  (field?: string): When =>
  ({ node, resource }) =>
    saysSomething(
      field === undefined ? node : nodeAt(node, pathOf(field)),
      // There a zero is told from nothing.
      resource.version === 'v1beta2' ? [''] : ['', '0', 'false'],
    );

function saysSomething(node: Node | undefined, zeros: readonly string[]): boolean {
  if (!node || isUnsure(node)) return false;
  if (node.kind === 'map') return node.entries.some(({ value }) => saysSomething(value, zeros));
  if (node.kind === 'sequence') return node.items.length > 0;
  return !isNull(node) && !zeros.includes(node.text);
}

export const not =
  (when: When): When =>
  (found) =>
    !when(found);

export const all =
  (...conditions: readonly When[]): When =>
  (found) =>
    conditions.every((when) => when(found));

export interface RequiredOptions {
  readonly when?: When;
  /** Whether an empty text or list is as good as nothing; so it is unless said otherwise. */
  readonly acceptsEmpty?: boolean;
  readonly fixes?: (found: Found, path: NodePath) => readonly Fix[];
}

/** One of the fields must be written; a missing one is shown where the first would stand. */
export function required(fields: string | readonly string[], options: RequiredOptions = {}): Check {
  const names = typeof fields === 'string' ? [fields] : fields;
  return check('required-field', (found) => {
    if (isUnsure(found.node)) return NONE;
    // Null is as good as not there, and what is not there wants nothing.
    if (found.path.length > 0 && isNull(found.node)) return NONE;
    for (const name of names) {
      if (!isKnownUpTo(found.node, pathOf(name))) return NONE;
      const node = nodeAt(found.node, pathOf(name));
      if (node && isWritten(node) && (options.acceptsEmpty || !isEmpty(node))) return NONE;
    }
    // Asked last: a field that is there is the usual case, and cheaper to see.
    if (options.when?.(found) === false) return NONE;
    const path = pathTo(found, names[0] ?? '');
    const problem = `${fieldName(found, found.path)} has no ${names.join(' and no ')}`;
    return [{ path, problem, fixes: options.fixes?.(found, path) ?? [] }];
  });
}

/** At most one of the fields may be written; each that is too many can be taken away. */
export function atMostOne(...fields: readonly string[]): Check {
  return check('mutually-exclusive-fields', (found) => {
    const written = fields.filter((field) => isWritten(nodeAt(found.node, pathOf(field))));
    if (written.length < 2) return NONE;
    const problem = `${fieldName(found, found.path)} has ${listed(written)}, which are mutually exclusive`;
    const fixes = written.length === 2 ? [...written].reverse().flatMap((field) => remove(found, field)) : [];
    return [{ path: pathTo(found, written[1] ?? ''), problem, fixes }];
  });
}

/** The field must not be written. */
export function forbidden(field: string, when: When = () => true, why = ''): Check {
  return check('forbidden-field', (found) => unwanted(found, field, when, why));
}

/** The field is taken, and nothing comes of it. */
export function ignored(field: string, when: When = () => true, why = ''): Check {
  return check('ignored-field', (found) => unwanted(found, field, when, why));
}

/** The field has a newer name or place, or none any more. */
export function deprecated(field: string, why: string, when: When = () => true): Check {
  return check('deprecated-field', (found) => unwanted(found, field, when, why));
}

function unwanted(found: Found, field: string, when: When, why: string): readonly Fault[] {
  if (!isWritten(nodeAt(found.node, pathOf(field))) || !when(found)) return NONE;
  const path = pathTo(found, field);
  return [{ path, problem: `${fieldName(found, path)}${why ? ` ${why}` : ' is set'}`, fixes: remove(found, field) }];
}

/** The field's text must be one of the values. */
export function oneOf(field: string, values: readonly string[], when: When = () => true): Check {
  return check('unsupported-value', (found) => {
    const node = textAt(found, field);
    if (!node || values.includes(node.text) || !when(found)) return NONE;
    const path = pathTo(found, field);
    const allowed = alternatives(values.filter((value) => value !== ''));
    const fixes = nearestTo(node.text, values).flatMap((value) =>
      fixIn(`Change to ${value}`, found.resource, writeScalar(node, value)),
    );
    return [{ path, problem: `${fieldName(found, path)} must be ${allowed}, but is "${node.text}"`, fixes }];
  });
}

export interface FormOptions {
  readonly when?: When;
  /** The text that was certainly meant. */
  readonly correction?: (text: string) => string | undefined;
  readonly family?: FactRuleId;
}

/** The field's text must have a form: `wants` is the end of “… is "x", and must be …”. */
export function formed(
  field: string,
  isRight: (text: string) => boolean,
  requirement: string,
  options: FormOptions = {},
): Check {
  return check(options.family ?? 'malformed-value', (found) => {
    const node = textAt(found, field);
    if (!node || isRight(node.text) || options.when?.(found) === false) return NONE;
    const path = pathTo(found, field);
    const meant = options.correction?.(node.text);
    const fixes =
      meant !== undefined && isRight(meant)
        ? fixIn(`Change to ${meant}`, found.resource, writeScalar(node, meant), true)
        : [];
    return [{ path, problem: `${fieldName(found, path)} must be ${requirement}, but is "${node.text}"`, fixes }];
  });
}

export interface Range {
  readonly min?: number;
  readonly max?: number;
  /** Allowed beside the range. */
  readonly or?: readonly number[];
}

/** The field's number must lie in a range; `read` makes a number of it, for those that are written with units. */
export function ranged(
  field: string,
  range: Range,
  requirement: string,
  read: (node: ScalarNode) => number | undefined = numberOf,
): Check {
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, or = [] } = range;
  return check('value-out-of-range', (found) => {
    const node = textAt(found, field);
    const value = node && read(node);
    if (!node || value === undefined || (value >= min && value <= max) || or.includes(value)) return NONE;
    const path = pathTo(found, field);
    return [{ path, problem: `${fieldName(found, path)} must be ${requirement}, but is ${node.text}` }];
  });
}

/** Two fields of one object must be the same text; either can be given the other's. */
export function agreeing(one: string, other: string): Check {
  return check('conflicting-values', function* (found) {
    const [first] = textsAt(found, one);
    const [second] = textsAt(found, other);
    if (!first || !second || first.node.text === second.node.text) return;
    const set = (to: typeof first, from: typeof first) =>
      fixIn(`Set ${String(to.path.at(-1))} to ${from.node.text}`, found.resource, writeScalar(to.node, from.node.text));
    yield {
      path: second.path,
      problem: `${fieldName(found, second.path)} is "${second.node.text}", but ${[...found.path, ...pathOf(one)].join('.')} is "${first.node.text}"`,
      fixes: [...set(second, first), ...set(first, second)],
    };
  });
}

/** Items of a list must differ in a field. */
export function distinct(list: string, key: string): Check {
  return check('duplicate-value', function* (found) {
    const items = nodeAt(found.node, pathOf(list));
    if (items?.kind !== 'sequence') return;
    const seen = new Set<string>();
    for (const index of items.items.keys())
      for (const { node, path } of textsAt(found, `${list}.${index}.${key}`)) {
        if (seen.has(node.text))
          yield { path, problem: `${fieldName(found, path)} is "${node.text}", like that of an earlier item` };
        seen.add(node.text);
      }
  });
}

/** A check whose logic is its own. */
export function check(rule: FactRuleId, find: Check['find']): Check {
  return { rule, find };
}

/** The text at a field, where there is one and it is known. */
export function textsAt(
  found: Found,
  field: string,
): readonly { readonly node: ScalarNode; readonly path: NodePath }[] {
  const node = textAt(found, field);
  return node ? [{ node, path: pathTo(found, field) }] : [];
}

function textAt(found: Found, field: string): ScalarNode | undefined {
  const node = nodeAt(found.node, pathOf(field));
  return node?.kind === 'scalar' && !isNull(node) && !isUnsure(node) ? node : undefined;
}

/** The path of a field, from the root of the document. */
function pathTo(found: Found, field: string): NodePath {
  return [...found.path, ...pathOf(field)];
}

/** Nearly every place is as it should be; the usual checks say so without a generator. */
const NONE: readonly Fault[] = [];

export function remove(found: Found, field: string): readonly Fix[] {
  return fixIn(`Remove ${field}`, found.resource, removeAt(found.resource.document, pathTo(found, field)));
}

/** The steps of a field that is named from a place on; digits are indices, and nothing is the place itself. */
export function pathOf(field: string): NodePath {
  let path = PATHS.get(field);
  if (!path) {
    path = field === '' ? [] : field.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
    PATHS.set(field, path);
  }
  return path;
}

/** Rows name the same few fields, for every object. */
const PATHS = new Map<string, NodePath>();

export function isWritten(node: Node | undefined): boolean {
  return node !== undefined && !isNull(node);
}

export function isEmpty(node: Node): boolean {
  if (node.kind === 'scalar') return node.text === '';
  return node.kind === 'sequence' ? node.items.length === 0 : node.entries.length === 0;
}

/** A template, or something that one makes; or a text that stands for another, such as base64 tagged `!!binary`. */
export function isUnsure(node: Node): boolean {
  return (
    isUnknowable(node) || (node.kind === 'scalar' && (isTemplate(node.text) || node.tag?.endsWith('binary') === true))
  );
}

export function numberOf(node: ScalarNode): number | undefined {
  const value = readScalar(node);
  return value.type === 'integer' || value.type === 'number' ? value.value : undefined;
}

/** Whether nothing on the way to a field is a template, which might hold it. */
function isKnownUpTo(node: Node, path: NodePath): boolean {
  let current: Node | undefined = node;
  for (const step of path) {
    if (current && isUnsure(current)) return false;
    current = typeof step === 'string' ? childOf(current, step) : nodeAt(current, [step]);
  }
  return !current || !isUnsure(current);
}

function listed(names: readonly string[]): string {
  return names.length === 2 ? `both ${names.join(' and ')}` : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

function alternatives(values: readonly string[]): string {
  return values.length === 1 ? String(values[0]) : `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`;
}
