import { check, formed } from '../../../core/facts/checks.ts';
import { type Check, type Found, fieldName, type Row } from '../../../core/facts/fact.ts';
import { textsAt } from '../../../core/facts/field-values.ts';
import { fixIn } from '../../../core/fixes/fix.ts';
import { writeScalar } from '../../../core/fixes/write-scalar.ts';
import { nodeAt } from '../../../core/syntax/lookup.ts';
import type { ScalarNode } from '../../../core/syntax/node.ts';
import { capi, inKubeadm, isText } from '../../cluster-api/facts/row.ts';

const KUBELET = inKubeadm('{initConfiguration,joinConfiguration}.nodeRegistration.kubeletExtraArgs');
const ARGUMENTS = [
  ...KUBELET,
  ...inKubeadm('clusterConfiguration.{apiServer,controllerManager,scheduler}.extraArgs'),
  ...inKubeadm('clusterConfiguration.etcd.local.extraArgs'),
];

/**
 * Values that Cluster API passes on unchanged, and that kubeadm, the kubelet or cloud-init reject when a machine boots. Source:
 * kubeadm's util/arguments.go; the kubelet's options.go (ValidateKubeletFlags) and its well-known labels, since 1.16;
 * cloud-init's cc_write_files.py.
 */
export const CAPI_BOOT_ROWS: readonly Row[] = [
  capi(ARGUMENTS, leadingDashes(), {
    severity: 'warning',
    effect: 'stuck',
    by: 'boot',
    outcome: 'the component rejects the flag, because kubeadm adds two more dashes',
  }),
  capi(KUBELET, reservedLabels(), {
    severity: 'warning',
    effect: 'stuck',
    by: 'boot',
    outcome: 'the kubelet does not start',
    remedy: 'Use the labels of the machine template instead. Cluster API copies the labels that a node can have.',
  }),
  capi(
    inKubeadm('files[]'),
    formed('permissions', (text) => text === '' || /^(0o)?[0-7]{3,5}$/.test(text), 'octal, such as 0644', {
      when: isText('permissions'),
    }),
    {
      severity: 'warning',
      effect: 'wrong',
      by: 'boot',
      outcome: 'the file gets 0644, because cloud-init cannot parse the value',
    },
  ),
];

interface Argument {
  readonly name: string;
  readonly key: ScalarNode;
  readonly value: ScalarNode | undefined;
  readonly path: readonly (string | number)[];
  readonly isItem: boolean;
}

/** Returns the arguments of a map (v1beta1) or of a list of names and values (v1beta2). */
function argumentsOf(found: Found): readonly Argument[] {
  if (found.node.kind === 'map')
    return found.node.entries.flatMap(({ key, value }) =>
      key.kind === 'scalar'
        ? [
            {
              name: key.text,
              key,
              value: value.kind === 'scalar' ? value : undefined,
              path: [...found.path, key.text],
              isItem: false,
            },
          ]
        : [],
    );
  if (found.node.kind !== 'sequence') return [];
  return found.node.items.flatMap((item, index) => {
    const [name] = textsAt({ ...found, node: item, path: [...found.path, index] }, 'name');
    const value = nodeAt(item, ['value']);
    if (!name) return [];
    return [
      {
        name: name.node.text,
        key: name.node,
        value: value?.kind === 'scalar' ? value : undefined,
        path: [...found.path, index],
        isItem: true,
      },
    ];
  });
}

function leadingDashes(): Check {
  return check('malformed-value', function* (found) {
    for (const { name, key, path, isItem } of argumentsOf(found)) {
      const bare = name.replace(/^-+/, '');
      if (bare === name || bare === '') continue;
      yield {
        path: isItem ? [...path, 'name'] : path,
        problem: `The argument ${name} in ${fieldName(found, found.path)} starts with a dash`,
        fixes: fixIn(`Change to ${bare}`, found.resource, writeScalar(key, bare), true),
      };
    }
  });
}

function reservedLabels(): Check {
  return check('unsupported-value', function* (found) {
    for (const { name, value, path, isItem } of argumentsOf(found)) {
      if (name !== 'node-labels' || !value) continue;
      for (const label of value.text.split(',')) {
        const key = label.split('=')[0]?.trim() ?? '';
        if (!isReserved(key)) continue;
        yield {
          path: isItem ? [...path, 'value'] : path,
          problem: `The node label ${key} in ${fieldName(found, found.path)} is reserved, and a kubelet cannot set it`,
        };
      }
    }
  });
}

const ALLOWED = new Set([
  'kubernetes.io/hostname',
  'kubernetes.io/os',
  'kubernetes.io/arch',
  'beta.kubernetes.io/os',
  'beta.kubernetes.io/arch',
  'beta.kubernetes.io/instance-type',
  'topology.kubernetes.io/zone',
  'topology.kubernetes.io/region',
  'failure-domain.beta.kubernetes.io/zone',
  'failure-domain.beta.kubernetes.io/region',
  'failure-domain.kubernetes.io/zone',
  'failure-domain.kubernetes.io/region',
]);

function isReserved(key: string): boolean {
  const [domain, name] = key.split('/');
  if (!domain || name === undefined || /[${}]/.test(key) || ALLOWED.has(key)) return false;
  if (!/(^|\.)(kubernetes|k8s)\.io$/.test(domain)) return false;
  return !/(^|\.)(kubelet|node)\.kubernetes\.io$/.test(domain);
}
