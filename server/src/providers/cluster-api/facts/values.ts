import { check, formed, isEmpty, isUnsure, isWritten, pathOf, remove, textsAt } from '../../../core/facts/checks.ts';
import {
  type Check,
  type Found,
  fieldName,
  type Row,
  type RowOptions,
  type RowPlace,
} from '../../../core/facts/fact.ts';
import { nodeAt } from '../../../core/syntax/lookup.ts';
import { readScalar } from '../../../core/syntax/read-scalar.ts';
import { isSubdomain } from '../../../core/validation/names.ts';
import { isStrictVersion } from '../../kubernetes/kubernetes-version.ts';
import { CAPI, capi, isText } from './row.ts';

/** Forms of values that many kinds of Cluster API have in common. */

/**
 * A Kubernetes version, before which the webhook puts a `v`. Up to v1.13 what follows the numbers is hardly looked at.
 * Source: util/version/version.go.
 */
export function versionRows(
  places: readonly RowPlace[],
  field: string,
  options: Partial<RowOptions> = {},
): readonly Row[] {
  const wants = 'a whole version such as v1.33.0';
  return [
    capi(places, formed(field, isLooseVersion, wants), options),
    capi(
      places,
      formed(field, (text) => text === '' || !isLooseVersion(text) || isStrictVersion(text), wants),
      {
        ...options,
        releases: [{ provider: CAPI, from: 'v1.14' }],
      },
    ),
  ];
}

function isLooseVersion(text: string): boolean {
  return text === '' || /^v?(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)[-0-9a-zA-Z_.+]*$/.test(text);
}

/** A number, or a text that is one with a percent sign behind it. */
export function countOrShare(field: string): Check {
  return formed(field, (text) => /^[-+]?\d+%$/.test(text), 'a number, or a percentage such as 20%', {
    when: isText(field),
    correction: (text) => (/^\d+$/.test(text) ? `${text}%` : undefined),
  });
}

/** Not shorter than this many seconds, or 0 for none; a number, or a duration of Go. */
export function lasting(field: string, least: number): Check {
  return check('value-out-of-range', function* (found) {
    for (const { node, path } of textsAt(found, field)) {
      const value = readScalar(node);
      const seconds =
        value.type === 'integer' ? value.value : value.type === 'string' ? secondsIn(value.value) : undefined;
      if (seconds === undefined || seconds === 0 || seconds >= least) continue;
      yield {
        path,
        problem: `${fieldName(found, path)} is ${node.text}, and must be at least ${least} seconds, or 0 for no limit`,
      };
    }
  });
}

const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  μs: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3600,
};

/** Undefined for what is no duration of Go. */
function secondsIn(text: string): number | undefined {
  const [, sign, parts = ''] = /^([-+]?)(0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/.exec(text) ?? [];
  if (sign === undefined) return undefined;
  let seconds = 0;
  for (const [, count = '0', unit = 's'] of parts.matchAll(/(\d+\.?\d*|\.\d+)([a-zµμ]+)/g))
    seconds += Number(count) * (UNITS[unit] ?? 0);
  return sign === '-' ? -seconds : seconds;
}

/** Two fields of which one may say something; an empty text or list says nothing. */
export function notBoth(one: string, other: string): Check {
  return check('mutually-exclusive-fields', function* (found) {
    if (![one, other].every((field) => says(found, field))) return;
    yield {
      path: [...found.path, ...pathOf(other)],
      problem: `${fieldName(found, found.path)} has both ${one} and ${other}, which exclude each other`,
      fixes: [...remove(found, other), ...remove(found, one)],
    };
  });
}

function says(found: Found, field: string): boolean {
  const node = nodeAt(found.node, pathOf(field));
  if (!node || !isWritten(node)) return false;
  return isUnsure(node) || node.kind === 'map' || !isEmpty(node);
}

/** What machines are named by: `{{ .random }}` must be in it as these very letters. */
export function namesMachines(field: string): Check {
  return check('malformed-value', function* (found) {
    for (const { node, path } of rawTextsAt(found, field)) {
      const problem = `${fieldName(found, path)} is "${node.text}"`;
      if (!node.text.includes('{{ .random }}'))
        yield {
          path,
          problem: `${problem}, and lacks {{ .random }}, written with these blanks`,
          remedy: 'Without it all machines would have one name.',
        };
      else if (!isNameAfter(node.text)) yield { path, problem: `${problem}, and ${NO_NAME}` };
    }
  });
}

/** What an object is named by. Source: internal/topology/names. */
export function namesOne(field: string): Check {
  return check('malformed-value', function* (found) {
    for (const { node, path } of rawTextsAt(found, field))
      if (!isNameAfter(node.text))
        yield { path, problem: `${fieldName(found, path)} is "${node.text}", and ${NO_NAME}` };
  });
}

const NO_NAME = 'what comes out is no name: lower-case letters, digits, - and . alone';

/** With something in place of each variable, and cut where it is too long; whatever else a template does is not known. */
function isNameAfter(text: string): boolean {
  const name = text.replace(/\{\{-?\s*\.[\w.]+\s*-?\}\}/g, 'a1');
  return name.includes('{{') || isSubdomain(name.length > 63 ? `${name.slice(0, 58)}a1b2c` : name);
}

/** Here braces are what is wanted, and no template of the whole document. */
function rawTextsAt(found: Found, field: string) {
  const own = pathOf(field);
  const node = nodeAt(found.node, own);
  if (node?.kind !== 'scalar' || readScalar(node).type !== 'string') return [];
  if (node.text === '' || node.text.includes('${')) return [];
  return [{ node, path: [...found.path, ...own] }];
}

/** An annotation, whose key has dots of its own: what its value has to be, if there is one. */
export function annotated(key: string, isRight: (value: string) => boolean, wants: string): Check {
  return check('unsupported-value', function* (found) {
    const node = nodeAt(found.node, [key]);
    if (node?.kind !== 'scalar' || isUnsure(node) || !isWritten(node) || isRight(node.text)) return;
    const path = [...found.path, key];
    yield { path, problem: `${fieldName(found, path)} is "${node.text}", and must be ${wants}` };
  });
}
