import { check, formed } from '../../../core/facts/checks.ts';
import {
  type Check,
  type Found,
  fieldName,
  type Row,
  type RowOptions,
  type RowPlace,
} from '../../../core/facts/fact.ts';
import { fieldPath, isEmpty, isUnsure, isWritten, removal, textsAt } from '../../../core/facts/field-values.ts';
import { nodeAt } from '../../../core/syntax/lookup.ts';
import { readScalar } from '../../../core/syntax/read-scalar.ts';
import { isSubdomain } from '../../../core/validation/names.ts';
import { isStrictVersion } from '../../kubernetes/kubernetes-version.ts';
import { CAPI } from '../kinds.ts';
import { capi, isText } from './row.ts';

/** Checks of values that several kinds of Cluster API share. */

/**
 * Requires a Kubernetes version. The webhook prepends a missing `v`. Cluster API v1.13 and earlier hardly validate the suffix.
 * Source: util/version/version.go.
 */
export function versionRows(
  places: readonly RowPlace[],
  field: string,
  options: Partial<RowOptions> = {},
): readonly Row[] {
  const expected = 'a complete version such as v1.33.0';
  return [
    capi(places, formed(field, isLooseVersion, expected), options),
    capi(
      places,
      formed(field, (text) => text === '' || !isLooseVersion(text) || isStrictVersion(text), expected),
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

/** Requires an integer, or a percentage as a string. */
export function countOrPercentage(field: string): Check {
  return formed(field, (text) => /^[-+]?\d+%$/.test(text), 'a number, or a percentage such as 20%', {
    when: isText(field),
    type: 'string',
    // It can be a number in quotes as well.
    suggestion: (text) => (/^\d+$/.test(text) ? `${text}%` : undefined),
  });
}

/** Requires a minimum number of seconds, or 0 for no limit. Accepts integers and Go durations. */
export function atLeastSeconds(field: string, least: number): Check {
  return check('value-out-of-range', function* (found) {
    for (const { node, path } of textsAt(found, field)) {
      const value = readScalar(node);
      const seconds =
        value.type === 'integer' ? value.value : value.type === 'string' ? secondsIn(value.value) : undefined;
      if (seconds === undefined || seconds === 0 || seconds >= least) continue;
      yield {
        path,
        problem: `${fieldName(found, path)} is ${node.text}, but must be at least ${least} seconds, or 0 for no limit`,
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

/** Returns the seconds of a Go duration; undefined for other texts. */
function secondsIn(text: string): number | undefined {
  const [, sign, parts = ''] = /^([-+]?)(0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/.exec(text) ?? [];
  if (sign === undefined) return undefined;
  let seconds = 0;
  for (const [, count = '0', unit = 's'] of parts.matchAll(/(\d+\.?\d*|\.\d+)([a-zµμ]+)/g))
    seconds += Number(count) * (UNITS[unit] ?? 0);
  return sign === '-' ? -seconds : seconds;
}

/** Reports two exclusive fields that are both set. An empty string or list is treated as absent. */
export function notBoth(one: string, other: string): Check {
  return check('mutually-exclusive-fields', function* (found) {
    if (![one, other].every((field) => isFilled(found, field))) return;
    yield {
      path: [...found.path, ...fieldPath(other)],
      problem: `${fieldName(found, found.path)} has both ${one} and ${other}, which are mutually exclusive`,
      fixes: [...removal(found, other), ...removal(found, one)],
    };
  });
}

function isFilled(found: Found, field: string): boolean {
  const node = nodeAt(found.node, fieldPath(field));
  if (!node || !isWritten(node)) return false;
  return isUnsure(node) || node.kind === 'map' || !isEmpty(node);
}

/** Checks the name template of machines, which must contain `{{ .random }}` literally. */
export function machineNameTemplate(field: string): Check {
  return check('malformed-value', function* (found) {
    for (const { node, path } of rawTextsAt(found, field)) {
      const shown = `${fieldName(found, path)} is "${node.text}"`;
      if (!node.text.includes('{{ .random }}'))
        yield {
          path,
          problem: `${shown}, but must contain {{ .random }} with exactly these spaces`,
          remedy: 'Without it, all machines would have the same name.',
        };
      else if (!isValidAfterPrefix(node.text)) yield { path, problem: `${shown}, but ${NO_NAME}` };
    }
  });
}

/** Checks the name template of an object. Source: internal/topology/names. */
export function objectNameTemplate(field: string): Check {
  return check('malformed-value', function* (found) {
    for (const { node, path } of rawTextsAt(found, field))
      if (!isValidAfterPrefix(node.text))
        yield { path, problem: `${fieldName(found, path)} is "${node.text}", but ${NO_NAME}` };
  });
}

const NO_NAME = "the result is not a valid name (lowercase letters, digits, '-' and '.')";

/**
 * Returns true if a name template can result in a valid name: with variables replaced and truncated. Other expressions
 * are accepted.
 */
function isValidAfterPrefix(text: string): boolean {
  const name = text.replace(/\{\{-?\s*\.[\w.]+\s*-?\}\}/g, 'a1');
  return name.includes('{{') || isSubdomain(name.length > 63 ? `${name.slice(0, 58)}a1b2c` : name);
}

/** Returns the text of a field in which braces are part of the value, unlike in templated documents. */
function rawTextsAt(found: Found, field: string) {
  const steps = fieldPath(field);
  const node = nodeAt(found.node, steps);
  if (node?.kind !== 'scalar' || readScalar(node).type !== 'string') return [];
  if (node.text === '' || node.text.includes('${')) return [];
  return [{ node, path: [...found.path, ...steps] }];
}

/** Checks the value of an annotation, if it is set. The key can contain dots. */
export function annotated(key: string, isValid: (value: string) => boolean, expected: string): Check {
  return check('unsupported-value', function* (found) {
    const node = nodeAt(found.node, [key]);
    if (node?.kind !== 'scalar' || isUnsure(node) || !isWritten(node) || isValid(node.text)) return;
    const path = [...found.path, key];
    yield { path, problem: `${fieldName(found, path)} is "${node.text}", but must be ${expected}` };
  });
}

/** Reports maxSurge and maxUnavailable that are both 0. The defaults are 1 and 0. */
export function noRolloutCapacity(): Check {
  return check('conflicting-values', function* (found) {
    const [surge, unavailable] = ['maxSurge', 'maxUnavailable'].map((field) => nodeAt(found.node, fieldPath(field)));
    if (!isZero(surge) || (unavailable && isWritten(unavailable) && !isZero(unavailable))) return;
    const path = [...found.path, 'maxSurge'];
    yield { path, problem: `${fieldName(found, path)} is 0 and maxUnavailable is 0, so no machine can be replaced` };
  });
}

function isZero(node: Found['node'] | undefined): boolean {
  if (node?.kind !== 'scalar' || isUnsure(node)) return false;
  const value = readScalar(node);
  return value.type === 'integer' && value.value === 0;
}
