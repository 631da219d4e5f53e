import { check, formed, required } from '../../../core/facts/checks.ts';
import type { Check, Row } from '../../../core/facts/fact.ts';
import { fieldPath, isUnsure } from '../../../core/facts/field-values.ts';
import { fixIn } from '../../../core/fixes/fix.ts';
import { writeScalar } from '../../../core/fixes/write-scalar.ts';
import { nameOf } from '../../../core/objects/resource.ts';
import { isTemplate } from '../../../core/objects/template-text.ts';
import { nodeAt, scalarAt } from '../../../core/syntax/lookup.ts';
import { isRequestUri } from '../../../core/validation/formats.ts';
import { BMCEventSubscription, BMO } from '../kinds.ts';
import { HOST_NAME } from '../references.ts';
import { annotationOf, host, isInspectionDisabled, ROOT } from './row.ts';

/**
 * Annotations of hosts that the webhooks of the Bare Metal Operator validate in addition to the schema. Source:
 * baremetalhost_validation.go, v0.3 to v0.13.
 */
const ANNOTATIONS: readonly Row[] = [
  host(
    check('unsupported-value', function* (found) {
      const value = annotationOf(found, 'inspect.metal3.io');
      if (!value || isTemplate(value.text) || value.text === '' || value.text === 'disabled') return;
      yield {
        path: ['metadata', 'annotations', 'inspect.metal3.io'],
        problem: `The annotation inspect.metal3.io of ${nameOf(found.resource)} must be empty or "disabled", but is "${value.text}"`,
      };
    }),
  ),
  host(
    check('malformed-value', function* (found) {
      const annotations = nodeAt(found.resource.root, ['metadata', 'annotations']);
      if (annotations?.kind !== 'map') return;
      for (const { key, value } of annotations.entries) {
        if (key.kind !== 'scalar' || value.kind !== 'scalar' || isTemplate(value.text)) continue;
        if (!/^reboot\.metal3\.io(\/|$)/.test(key.text) || value.text === '') continue;
        const order = parsed(value.text);
        const mode = isRecord(order) ? (order.mode ?? '') : undefined;
        if (mode === '' || mode === 'hard' || mode === 'soft') continue;
        yield {
          path: ['metadata', 'annotations', key.text],
          problem: `The annotation ${key.text} of ${nameOf(found.resource)} must be empty, {"mode": "hard"} or {"mode": "soft"}, but is "${value.text}"`,
        };
      }
    }),
  ),
  host(
    check('malformed-value', function* (found) {
      const key = 'inspect.metal3.io/hardwaredetails';
      const value = annotationOf(found, key);
      if (!value?.text || isTemplate(value.text)) return;
      const path = ['metadata', 'annotations', key];
      if (!isRecord(parsed(value.text)))
        yield { path, problem: `The annotation ${key} of ${nameOf(found.resource)} is not a JSON object` };
      else if (!isInspectionDisabled(found))
        yield {
          path,
          problem: `The annotation ${key} of ${nameOf(found.resource)} sets inspection data, but inspection is not disabled`,
          remedy: 'Set inspectionMode or the annotation inspect.metal3.io to disabled.',
        };
    }),
  ),
  host(
    check('malformed-value', function* (found) {
      const key = 'baremetalhost.metal3.io/status';
      const value = annotationOf(found, key);
      if (!value?.text || isTemplate(value.text) || isRecord(parsed(value.text))) return;
      yield {
        path: ['metadata', 'annotations', key],
        problem: `The annotation ${key} of ${nameOf(found.resource)} is not a JSON object`,
      };
    }),
  ),
];

/** Returns undefined if the text is not JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // SyntaxError: the text is not JSON.
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Source: bmceventsubscription_validation.go, v0.3 to v0.13. */
const SUBSCRIPTIONS: readonly Row[] = [
  ...[HOST_NAME, 'spec.destination'].map((field) => subscription(required(field))),
  subscription(formed('spec.destination', (text) => text === '' || hasPath(text), 'a URL with a path, such as "/"')),
  subscription(
    check('conflicting-values', function* (found) {
      const objectNamespace = scalarAt(found.resource.root, ['metadata', 'namespace']);
      const reference = nodeAt(found.node, fieldPath('spec.httpHeadersRef'));
      if (reference?.kind !== 'map' || !objectNamespace?.text || isUnsure(objectNamespace)) return;
      const namespace = scalarAt(reference, ['namespace']);
      if (namespace && (isUnsure(namespace) || namespace.text === objectNamespace.text)) return;
      yield {
        path: fieldPath('spec.httpHeadersRef.namespace'),
        problem: `spec.httpHeadersRef of ${nameOf(found.resource)} must set the namespace of the object, "${objectNamespace.text}"${namespace ? `, but sets "${namespace.text}"` : ''}`,
        fixes: namespace
          ? fixIn(`Change to ${objectNamespace.text}`, found.resource, writeScalar(namespace, objectNamespace.text))
          : [],
      };
    }),
  ),
];

function subscription(rowCheck: Check): Row {
  return {
    provider: BMO,
    places: [{ ...BMCEventSubscription, pattern: ROOT }],
    ...rowCheck,
  };
}

function hasPath(text: string): boolean {
  return isRequestUri(text) && /^[a-z][a-z0-9+.-]*:\/\/[^/]*\//i.test(text);
}

export const HOST_ANNOTATION_ROWS: readonly Row[] = [...ANNOTATIONS, ...SUBSCRIPTIONS];
