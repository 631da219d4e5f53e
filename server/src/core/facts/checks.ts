import type { Fix } from '../findings/finding.ts';
import { fixIn } from '../fixes/fix.ts';
import { writeScalar } from '../fixes/write-scalar.ts';
import { type NodePath, nodeAt } from '../syntax/lookup.ts';
import type { Node, ScalarNode } from '../syntax/node.ts';
import { andList, noneOf, orList } from '../text/enumeration.ts';
import { nearestTo } from '../text/similar-names.ts';
import { isNull } from '../validation/unknowable.ts';
import { type Check, type FactRuleId, type Fault, type Found, fieldName } from './fact.ts';
import {
  fieldPath,
  isEmpty,
  isKnownTo,
  isUnsure,
  isWritten,
  numberOf,
  pathTo,
  removal,
  textAt,
  textsAt,
} from './field-values.ts';

export type When = (found: Found) => boolean;

/** Returns true if a field is set, even to an empty string or list. */
export const has =
  (field: string): When =>
  ({ node }) =>
    isWritten(nodeAt(node, fieldPath(field)));

/** Returns true if a field has one of the values; an absent field has the value `''`. True for a template. */
export const is =
  (field: string, ...values: readonly string[]): When =>
  ({ node }) => {
    const value = nodeAt(node, fieldPath(field));
    if (value && isUnsure(value)) return true;
    return values.includes(value?.kind === 'scalar' && !isNull(value) ? value.text : '');
  };

/** Returns true if a field has a value that is not zero: the conversion to a newer version drops empty structs. */
export const isFilled =
  (field?: string): When =>
  ({ node, resource }) =>
    hasContent(
      field === undefined ? node : nodeAt(node, fieldPath(field)),
      // v1beta2 distinguishes zero from absent.
      resource.version === 'v1beta2' ? [''] : ['', '0', 'false'],
    );

function hasContent(node: Node | undefined, zeros: readonly string[]): boolean {
  if (!node || isUnsure(node)) return false;
  if (node.kind === 'map') return node.entries.some(({ value }) => hasContent(value, zeros));
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
  /** True if an empty string or list is valid; by default, it is treated as absent. */
  readonly acceptsEmpty?: boolean;
  readonly fixes?: (found: Found, path: NodePath) => readonly Fix[];
}

/** Returns the check that one of the fields is set. A missing field is reported at the first of them. */
export function required(fields: string | readonly string[], options: RequiredOptions = {}): Check {
  const names = typeof fields === 'string' ? [fields] : fields;
  return check('required-field', (found) => {
    if (isUnsure(found.node)) return NONE;
    // A null is treated as absent, and an absent object requires nothing.
    if (found.path.length > 0 && isNull(found.node)) return NONE;
    for (const name of names) {
      if (!isKnownTo(found.node, fieldPath(name))) return NONE;
      const node = nodeAt(found.node, fieldPath(name));
      if (node && isWritten(node) && (options.acceptsEmpty || !isEmpty(node))) return NONE;
    }
    // Evaluated last: usually the field is set, which is cheaper to check.
    if (options.when?.(found) === false) return NONE;
    const path = pathTo(found, names[0] ?? '');
    const isStarted = names.length === 1 && nodeAt(found.node, fieldPath(names[0] ?? ''));
    const [subject, lack] = isStarted ? [path, 'is empty'] : [found.path, `has ${noneOf(names)}`];
    return [{ path, problem: `${fieldName(found, subject)} ${lack}`, fixes: options.fixes?.(found, path) ?? [] }];
  });
}

/** Returns the check that at most one of the fields is set. Fixes remove the others. */
export function atMostOne(...fields: readonly string[]): Check {
  return check('mutually-exclusive-fields', (found) => {
    const written = fields.filter((field) => isWritten(nodeAt(found.node, fieldPath(field))));
    if (written.length < 2) return NONE;
    const problem = `${fieldName(found, found.path)} has ${written.length === 2 ? 'both ' : ''}${andList(written)}, which are mutually exclusive`;
    const fixes = written.length === 2 ? [...written].reverse().flatMap((field) => removal(found, field)) : [];
    return [{ path: pathTo(found, written[1] ?? ''), problem, fixes }];
  });
}

/** Returns the check that a field is not set. */
export function forbidden(field: string, when: When = () => true, why = ''): Check {
  return check('forbidden-field', (found) => unwanted(found, field, when, why));
}

/** Returns the check that a field that has no effect is not set. */
export function ignored(field: string, when: When = () => true, why = ''): Check {
  return check('ignored-field', (found) => unwanted(found, field, when, why));
}

/** Returns the check that a deprecated or removed field is not set. */
export function deprecated(field: string, why: string, when: When = () => true): Check {
  return { ...check('deprecated-field', (found) => unwanted(found, field, when, why)), deprecates: field };
}

function unwanted(found: Found, field: string, when: When, why: string): readonly Fault[] {
  if (!isWritten(nodeAt(found.node, fieldPath(field))) || !when(found)) return NONE;
  const path = pathTo(found, field);
  return [{ path, problem: `${fieldName(found, path)}${why ? ` ${why}` : ' is set'}`, fixes: removal(found, field) }];
}

/** Returns the check that a field has one of the values. */
export function oneOf(field: string, values: readonly string[], when: When = () => true): Check {
  return check('unsupported-value', (found) => {
    const node = textAt(found, field);
    if (!node || values.includes(node.text) || !when(found)) return NONE;
    const path = pathTo(found, field);
    const allowed = orList(values.filter((value) => value !== ''));
    const fixes = nearestTo(node.text, values).flatMap((value) =>
      fixIn(`Change to ${value}`, found.resource, writeScalar(node, value)),
    );
    return [{ path, problem: `${fieldName(found, path)} must be ${allowed}, but is "${node.text}"`, fixes }];
  });
}

export interface FormOptions {
  readonly when?: When;
  /** Returns the value that was certainly meant; undefined if it is not certain. */
  readonly correction?: (text: string) => string | undefined;
  /** Returns a value that may be meant, for a fix that is not certain. */
  readonly suggestion?: (text: string) => string | undefined;
  readonly family?: FactRuleId;
  /** The type of the value, for messages in which a text such as "3" could be read as a number. */
  readonly type?: 'string';
}

/** Returns the check that a field has a format. `requirement` completes the sentence `… must be …`. */
export function formed(
  field: string,
  isValid: (text: string) => boolean,
  requirement: string,
  options: FormOptions = {},
): Check {
  return check(options.family ?? 'malformed-value', (found) => {
    const node = textAt(found, field);
    if (!node || isValid(node.text) || options.when?.(found) === false) return NONE;
    const path = pathTo(found, field);
    const change = (meant: string | undefined, isCertain: boolean) =>
      meant !== undefined && isValid(meant)
        ? fixIn(`Change to ${meant}`, found.resource, writeScalar(node, meant), isCertain)
        : NO_FIXES;
    const corrections = change(options.correction?.(node.text), true);
    const fixes = corrections.length > 0 ? corrections : change(options.suggestion?.(node.text), false);
    return [
      {
        path,
        problem: `${fieldName(found, path)} must be ${requirement}, but is ${options.type ? `the ${options.type} ` : ''}"${node.text}"`,
        fixes,
      },
    ];
  });
}

export interface Range {
  readonly min?: number;
  readonly max?: number;
  /** Further valid values. */
  readonly or?: readonly number[];
}

/** Returns the check that a number is in a range. `read` parses values with units. */
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

/** Returns the check that two fields have the same value. Fixes copy one to the other. */
export function equalFields(one: string, other: string): Check {
  return check('conflicting-values', function* (found) {
    const [first] = textsAt(found, one);
    const [second] = textsAt(found, other);
    if (!first || !second || first.node.text === second.node.text) return;
    const set = (to: typeof first, from: typeof first) =>
      fixIn(`Set ${String(to.path.at(-1))} to ${from.node.text}`, found.resource, writeScalar(to.node, from.node.text));
    yield {
      path: second.path,
      problem: `${fieldName(found, second.path)} is "${second.node.text}", but ${[...found.path, ...fieldPath(one)].join('.')} is "${first.node.text}"`,
      fixes: [...set(second, first), ...set(first, second)],
    };
  });
}

/** Returns the check that the items of a list differ in a field. */
export function distinct(list: string, key: string): Check {
  return check('duplicate-value', function* (found) {
    const items = nodeAt(found.node, fieldPath(list));
    if (items?.kind !== 'sequence') return;
    const seen = new Set<string>();
    for (const index of items.items.keys())
      for (const { node, path } of textsAt(found, `${list}.${index}.${key}`)) {
        if (seen.has(node.text))
          yield { path, problem: `${fieldName(found, path)} is "${node.text}", which an earlier item already uses` };
        seen.add(node.text);
      }
  });
}

/** Returns a check with its own logic. */
export function check(rule: FactRuleId, find: Check['find']): Check {
  return { rule, find };
}

/** Hot path: most places have no problem, so checks avoid generators. */
const NONE: readonly Fault[] = [];
const NO_FIXES: readonly Fix[] = [];
