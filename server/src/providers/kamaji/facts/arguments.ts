import { check, formed } from '../../../core/facts/checks.ts';
import { type Check, type Found, fieldName, type Row, type RowPlace } from '../../../core/facts/fact.ts';
import { textsAt } from '../../../core/facts/field-values.ts';
import type { Fix } from '../../../core/findings/finding.ts';
import { fixIn } from '../../../core/fixes/fix.ts';
import { removeAt } from '../../../core/fixes/remove-at.ts';
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
  kamaji(
    COMPONENTS,
    formed('', (text) => /^-/.test(text) && !/^--?[\w-]+\s+\S/.test(text), 'one argument in the form --name=value', {
      correction: asArgument,
    }),
    { ...NO_EFFECT, outcome: 'the component reads it as a single argument, and ignores it or does not start' },
  ),
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

/** Returns the argument for `--name value` and `name=value`. */
function asArgument(text: string): string {
  const words = text.trim().replace(/^(--?[\w-]+)\s+/, '$1=');
  return /^-/.test(words) ? words : `--${words}`;
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
