import { check, formed } from '../../../core/facts/checks.ts';
import { type Check, type Fault, type Found, fieldName, type Row, type RowPlace } from '../../../core/facts/fact.ts';
import { isUnsure, textsAt } from '../../../core/facts/field-values.ts';
import type { Fix } from '../../../core/findings/finding.ts';
import { fixAcross, fixIn } from '../../../core/fixes/fix.ts';
import { removeAt } from '../../../core/fixes/remove-at.ts';
import { writeScalar } from '../../../core/fixes/write-scalar.ts';
import { nameOf } from '../../../core/objects/resource.ts';
import { scalarAt, shortPathText } from '../../../core/syntax/lookup.ts';
import { versionOf } from '../../kubernetes/kubernetes-version.ts';
import { tenantNode } from '../control-plane-fields.ts';
import { KAMAJI } from '../kinds.ts';
import { inControlPlanes, inTenants, kamaji, NO_EFFECT } from './row.ts';

/** Returns the places of the extra arguments of a component. */
function argumentsOf(component: string): readonly RowPlace[] {
  return [
    ...inControlPlanes(`${component}.extraArgs[]`),
    ...inTenants(`controlPlane.deployment.extraArgs.${component}[]`),
  ];
}

const COMPONENTS = ['apiServer', 'controllerManager', 'scheduler', 'kine'].flatMap(argumentsOf);

/** Arguments that Kamaji overrides. Source: Kamaji, deployment.go, 26.5.2-edge and later. */
const SET_FOR_API_SERVER = [
  'advertise-address',
  'client-ca-file',
  'enable-admission-plugins',
  'etcd-cafile',
  'etcd-certfile',
  'etcd-compaction-interval',
  'etcd-keyfile',
  'etcd-prefix',
  'etcd-servers',
  'etcd-servers-overrides',
  'kubelet-client-certificate',
  'kubelet-client-key',
  'kubelet-preferred-address-types',
  'proxy-client-cert-file',
  'proxy-client-key-file',
  'requestheader-allowed-names',
  'requestheader-client-ca-file',
  'secure-port',
  'service-account-key-file',
  'service-account-signing-key-file',
  'service-cluster-ip-range',
  'tls-cert-file',
  'tls-private-key-file',
];

/** Arguments that Kamaji overrides in all releases. */
const SET_FOR_SCHEDULER = [
  'authentication-kubeconfig',
  'authorization-kubeconfig',
  'bind-address',
  'kubeconfig',
  'leader-elect',
];

/** The fields that set an argument. */
const FIELDS: Readonly<Record<string, string>> = {
  'advertise-address': 'advertiseAddress',
  'enable-admission-plugins': 'admissionControllers',
  'kubelet-preferred-address-types': 'kubelet.preferredAddressTypes',
  'etcd-servers-overrides': 'dataStoreOverrides',
};

/** Arguments of the components. Source: Kamaji, deployment.go, up to August 2026; issue 199 of the control plane provider. */
export const KAMAJI_ARGUMENT_ROWS: readonly Row[] = [
  kamaji(COMPONENTS, oneArgument(), {
    ...NO_EFFECT,
    outcome: 'the component reads it as a single argument, and ignores it or does not start',
  }),
  kamaji(argumentsOf('apiServer'), setByKamaji(SET_FOR_API_SERVER), {
    releases: [{ provider: KAMAJI, from: '26.5.2-edge' }],
    ...NO_EFFECT,
    outcome: 'Kamaji sets this argument and drops the value',
  }),
  kamaji(argumentsOf('scheduler'), setByKamaji(SET_FOR_SCHEDULER), {
    ...NO_EFFECT,
    outcome: 'Kamaji sets this argument and overrides the value',
  }),
  kamaji(argumentsOf('apiServer'), cloudProvider(), {
    effect: 'stuck',
    by: 'controller',
    outcome: 'the API server 1.33 and later rejects this argument and never starts',
    remedy: 'Only the controller manager and kubelets support it.',
  }),
];

function oneArgument(): Check {
  const isArgument = (text: string) => /^-/.test(text) && !/^--?[\w-]+\s+\S/.test(text);
  const single = formed('', isArgument, 'one argument in the form --name=value', { correction: asArgument });
  return check('malformed-value', (found) => separateValue(found) ?? single.find(found));
}

/** Returns the argument for `--name value` and `name=value`; undefined for other texts, which can be values. */
function asArgument(text: string): string | undefined {
  const words = text.trim().replace(/^(--?[\w-]+)\s+/, '$1=');
  if (/^-/.test(words)) return words;
  return isAssignment(words) ? `--${words}` : undefined;
}

function isAssignment(text: string): boolean {
  return /^[a-z][a-z-]*=/.test(text);
}

/** Returns the fault of a value whose argument is the item before it. */
function separateValue({ resource, path }: Found): readonly Fault[] | undefined {
  const index = path.at(-1);
  const value = scalarAt(resource.root, path);
  if (typeof index !== 'number' || !value?.text || /^-/.test(value.text) || isAssignment(value.text)) return undefined;
  const argument = scalarAt(resource.root, path.with(-1, index - 1));
  if (!argument || isUnsure(argument) || isUnsure(value) || !/^--?[\w-]+$/.test(argument.text)) return undefined;
  const joined = `${argument.text}=${value.text}`;
  const changes = [writeScalar(argument, joined), removeAt(resource.document, path)];
  return [
    {
      path,
      problem: `${shortPathText(path)} of ${nameOf(resource)} is "${value.text}", the value of ${argument.text} in the item before it`,
      remedy: `Use one item, ${joined}.`,
      fixes: fixAcross(
        `Change to ${joined}`,
        changes.map((change) => ({ resource, change })),
      ),
    },
  ];
}

function nameIn(text: string): string {
  return /^--?([\w-]+)/.exec(text.trim())?.[1] ?? '';
}

function setByKamaji(names: readonly string[]): Check {
  return check('ignored-field', function* (found) {
    for (const { node, path } of textsAt(found, '')) {
      const name = nameIn(node.text);
      if (!names.includes(name)) continue;
      const field = FIELDS[name];
      yield {
        path,
        problem: `${fieldName(found, path)} is --${name}`,
        ...(field === undefined ? {} : { remedy: `Use ${field}.` }),
        fixes: deleteItem(found, name),
      };
    }
  });
}

function cloudProvider(): Check {
  return check('forbidden-field', function* (found) {
    const version = versionOf(tenantNode(found.resource, 'version'));
    if (version?.major !== 1 || version.minor < 33) return;
    for (const { node, path } of textsAt(found, ''))
      if (nameIn(node.text) === 'cloud-provider')
        yield {
          path,
          problem: `${fieldName(found, path)} is --cloud-provider`,
          fixes: deleteItem(found, 'cloud-provider'),
        };
  });
}

function deleteItem({ resource, path }: Found, name: string): readonly Fix[] {
  return fixIn(`Remove --${name}`, resource, removeAt(resource.document, path));
}
