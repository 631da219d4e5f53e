import { check, deprecated, formed, required } from '../../../core/facts/checks.ts';
import { fieldName, type Row } from '../../../core/facts/fact.ts';
import { isUnsure, isWritten, removal, textsAt } from '../../../core/facts/field-values.ts';
import { fixIn } from '../../../core/fixes/fix.ts';
import { nameOf } from '../../../core/objects/resource.ts';
import { isTemplate } from '../../../core/objects/template-text.ts';
import { nodeAt, scalarAt } from '../../../core/syntax/lookup.ts';
import { isRequestUri } from '../../../core/validation/formats.ts';
import { CREDENTIALS_NAME } from '../references.ts';
import { annotationOf, host, since } from './row.ts';

/**
 * Fields of hosts that the webhooks of the Bare Metal Operator validate in addition to the schema. Source:
 * baremetalhost_validation.go, v0.3 to v0.13.
 */
export const HOST_FIELD_ROWS: readonly Row[] = [
  host(
    check('ignored-field', function* (found) {
      const bmc = nodeAt(found.node, ['spec', 'bmc']);
      if (bmc?.kind !== 'scalar' || isWritten(bmc)) return;
      yield { path: ['spec', 'bmc'], problem: `spec.bmc of ${nameOf(found.resource)} is empty` };
    }),
    { outcome: 'the operator does not manage the host', remedy: 'Set address and credentialsName.' },
  ),
  host(
    check('required-field', function* (found) {
      const [address] = textsAt(found, 'spec.bmc.address');
      const [name] = textsAt(found, CREDENTIALS_NAME);
      if (!address?.node.text || name?.node.text !== '') return;
      yield { path: name.path, problem: `${fieldName(found, name.path)} is empty` };
    }),
    { effect: 'stuck', by: 'controller', outcome: 'the host is never registered' },
  ),
  host(deprecated('spec.hardwareProfile', 'is deprecated'), {
    severity: 'hint',
    effect: 'advice',
    by: 'controller',
    outcome: 'it only selects the root disk, as rootDeviceHints does',
    remedy: 'Use rootDeviceHints.',
  }),
  host(deprecated('spec.taints', 'has no effect'), {
    severity: 'hint',
    effect: 'advice',
    by: 'controller',
    outcome: 'the operator does not add taints to nodes',
  }),
  ...['userData', 'networkData', 'metaData'].map((field) =>
    host(
      check('conflicting-values', function* (found) {
        const hostNamespace = scalarAt(found.resource.root, ['metadata', 'namespace']);
        const [text] = textsAt(found, `spec.${field}.namespace`);
        if (
          !hostNamespace?.text ||
          isUnsure(hostNamespace) ||
          !text?.node.text ||
          text.node.text === hostNamespace.text
        )
          return;
        yield {
          path: text.path,
          problem: `${fieldName(found, text.path)} is "${text.node.text}", but the host is in namespace "${hostNamespace.text}"`,
          remedy: 'Create the Secret in the namespace of the host.',
          fixes: removal(found, `spec.${field}.namespace`),
        };
      }),
      since('v0.9.1'),
    ),
  ),
  host(
    check('malformed-value', function* ({ resource }) {
      const { name, nameNode } = resource;
      if (!nameNode || !name || !/^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i.test(name))
        return;
      yield {
        path: ['metadata', 'name'],
        problem: `The name of ${nameOf(resource)} is a UUID`,
        remedy: 'Use another name.',
      };
    }),
  ),
  host(
    formed('spec.rootDeviceHints.deviceName', isDevicePath, 'a path such as /dev/sda or /dev/disk/by-path/NAME', {
      correction: (text) => (/^[a-z]+[0-9a-z]*$/.test(text) ? `/dev/${text}` : undefined),
    }),
    { remedy: 'To select a disk by its identity, use wwn or serialNumber.' },
  ),
  host(formed('spec.image.url', isRequestUri, 'a URL such as http://192.0.2.1/node.raw')),
  host(
    required('spec.image.checksum', {
      when: ({ node }) =>
        isWritten(nodeAt(node, ['spec', 'image'])) &&
        scalarAt(node, ['spec', 'image', 'format'])?.text !== 'live-iso' &&
        !/^oci:/i.test(scalarAt(node, ['spec', 'image', 'url'])?.text ?? ''),
    }),
    { ...since('v0.11.0'), remedy: 'Set the checksum, or the URL of a file that contains it.' },
  ),
  host(
    required('spec.image.checksum', {
      when: ({ node }) =>
        /^oci:/i.test(scalarAt(node, ['spec', 'image', 'url'])?.text ?? '') &&
        scalarAt(node, ['spec', 'image', 'format'])?.text !== 'live-iso',
    }),
    since('v0.11.0', 'v0.12'),
  ),
  host(
    check('conflicting-values', function* (found) {
      const off = scalarAt(found.node, ['spec', 'online']);
      const never = scalarAt(found.node, ['spec', 'disablePowerOff']);
      if (off?.text !== 'false' || never?.text !== 'true') return;
      yield {
        path: ['spec', 'online'],
        problem: `${nameOf(found.resource)} sets online to false, but disablePowerOff is true`,
        fixes: fixIn('Change online to true', found.resource, { span: off.span, newText: 'true' }),
      };
    }),
    since('v0.11.0'),
  ),
  host(
    check('conflicting-values', function* (found) {
      const annotation = annotationOf(found, 'inspect.metal3.io');
      const [mode] = textsAt(found, 'spec.inspectionMode');
      if (!annotation?.text || !mode?.node.text || isTemplate(annotation.text)) return;
      if ((annotation.text === 'disabled') === (mode.node.text === 'disabled')) return;
      yield {
        path: mode.path,
        problem: `${fieldName(found, mode.path)} is ${mode.node.text}, but the annotation inspect.metal3.io is ${annotation.text}`,
        remedy: 'Keep only the field.',
      };
    }),
    since('v0.12.0'),
  ),
];

function isDevicePath(text: string): boolean {
  if (text === '') return true;
  if (!text.startsWith('/dev/')) return false;
  return !text
    .slice('/dev/'.length)
    .replace(/^disk\/by-path\//, '')
    .includes('/');
}
