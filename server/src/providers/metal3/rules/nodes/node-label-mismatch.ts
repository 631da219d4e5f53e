import { fixIn } from '../../../../core/fixes/fix.ts';
import { writeScalar } from '../../../../core/fixes/write-scalar.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import type { View } from '../../../../core/query/view.ts';
import { defineRule, placeOf, type Report } from '../../../../core/rules/rule.ts';
import { type KubeletArgument, kubeletArgumentsOf } from '../../../kubeadm/kubelet-arguments.ts';
import { BOOTSTRAP_KINDS } from '../../../kubeadm/metadata-uses.ts';
import { bootPathsOf } from '../../boot-paths.ts';
import { templateKeysOf } from '../../metadata-keys.ts';

/**
 * Source: metal3machine_manager.go of CAPM3: without a cloud provider it looks for the node by the label
 * metal3.io/uuid, which must be the BareMetalHost's uid, and compares the provider ID that the node has.
 */
export const nodeLabelMismatch = defineRule({
  id: 'node-label-mismatch',
  formerIds: ['wrong-node-label'],
  severity: 'error',
  effect: 'stuck',
  by: 'controller',
  on: BOOTSTRAP_KINDS,
  summary: 'Nodes register with a label or a provider ID by which CAPM3 cannot tell their machine.',

  *check(config, view) {
    for (const argument of kubeletArgumentsOf(config)) {
      if (argument.name === 'node-labels') yield* checkLabel(config, argument, view);
      if (argument.name === 'provider-id') yield* checkProviderId(config, argument, view);
    }
  },
});

const EXPRESSION = /^\{\{-?\s*ds\.meta_data(?:\.(\w+)|\[\s*(["'])([^"']+)\2\s*\])\s*-?\}\}$/;

/** The key that a value consists of, if it is nothing else. */
function keyIn(text: string): string | undefined {
  const [, attribute, , subscript] = EXPRESSION.exec(text.trim()) ?? [];
  return attribute ?? subscript;
}

function* checkLabel(config: Resource, { value, path }: KubeletArgument, view: View): Generator<Report> {
  const label = /(^|,)\s*metal3\.io\/uuid=([^,]*)/.exec(value.text)?.[2];
  if (label === undefined) return;
  const key = keyIn(label);
  const isLiteral = /^[\w.-]*$/.test(label) && !/^[A-Z][A-Z0-9_]*$/.test(label);
  if (key === 'uuid') yield* checkUuid(config, value, path, view);
  else if (key !== undefined || isLiteral) {
    if (bootPathsOf(config, view).length === 0) return;
    const right = value.text.replace(label, () => '{{ ds.meta_data.uuid }}');
    yield {
      resource: config,
      node: value,
      path,
      message: `${nameOf(config)} sets the label metal3.io/uuid to ${label || 'nothing'}: CAPM3 looks for the uid of the BareMetalHost there, and waits for the node for ever. Set it to {{ ds.meta_data.uuid }}.`,
      fixes: fixIn('Set metal3.io/uuid to {{ ds.meta_data.uuid }}', config, writeScalar(value, right), true),
    };
  }
}

/** A data template's own `uuid` replaces the host's. */
function* checkUuid(
  config: Resource,
  node: KubeletArgument['value'],
  path: KubeletArgument['path'],
  view: View,
): Generator<Report> {
  for (const { dataTemplate } of bootPathsOf(config, view)) {
    const own = dataTemplate && templateKeysOf(dataTemplate).findLast(({ key }) => key === 'uuid');
    if (!own?.node || !dataTemplate) continue;
    yield {
      resource: config,
      node,
      path,
      message: `${nameOf(config)} sets the label metal3.io/uuid to ds.meta_data.uuid, which ${nameOf(dataTemplate)} makes ${own.holds}: CAPM3 looks for the uid of the BareMetalHost there, and waits for the node for ever. Give the data template's key another name.`,
      related: [{ place: placeOf(dataTemplate, own.node), message: `${nameOf(dataTemplate)} replaces uuid here.` }],
    };
    return;
  }
}

function* checkProviderId(config: Resource, { value, path }: KubeletArgument, view: View): Generator<Report> {
  const text = value.text.trim();
  const key = keyIn(text);
  const isBare = key === 'uuid' || key === 'providerid';
  const otherScheme = /^(?!metal3:\/\/)[a-z0-9]+:\/*/i.exec(text)?.[0];
  if (!isBare && otherScheme === undefined) return;
  if (/\$\{/.test(text) || bootPathsOf(config, view).length === 0) return;
  const rest = isBare ? text : text.slice(otherScheme?.length);
  yield {
    resource: config,
    node: value,
    path,
    message: `${nameOf(config)} gives nodes the provider ID ${text}: CAPM3 knows only those that begin with metal3://, and the machine never gets its node.`,
    fixes: fixIn(`Use metal3://${rest}`, config, writeScalar(value, `metal3://${rest}`)),
  };
}
