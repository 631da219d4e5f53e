import type { Fix } from '../../../../core/findings/finding.ts';
import { fixIn } from '../../../../core/fixes/fix.ts';
import { writeScalar } from '../../../../core/fixes/write-scalar.ts';
import { labelsOf } from '../../../../core/objects/labels.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { pathText } from '../../../../core/syntax/lookup.ts';
import { nearestTo } from '../../../../core/text/similar-names.ts';
import { BareMetalHost } from '../../../baremetal-operator/kinds.ts';
import { hostsAround, isMet, meets, type Requirement, requirementsOf } from '../../host-selection.ts';
import { Metal3Machine, Metal3MachineTemplate } from '../../kinds.ts';

/** Source: chooseHost of CAPM3, which matches labels of hosts in the namespace of the machine. */
export const unmatchedHostSelector = defineRule({
  id: 'unmatched-host-selector',
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  on: [Metal3Machine, Metal3MachineTemplate],
  summary: 'No host in the workspace matches the host selector of a template.',

  *check(resource, view) {
    const requirements = requirementsOf(resource);
    if (!requirements || isMet(resource, requirements, view)) return;
    if (requirements.length === 0 && view.objectsOf(resource, BareMetalHost).length > 0) return;
    const allHosts = hostsAround(resource, view);
    if (allHosts.length === 0 || view.hasUnreadable(resource)) return;
    const { namespace } = resource;
    const hosts = allHosts.filter((host) => isSameNamespace(host.namespace, namespace));
    const [otherHost] = allHosts;
    if (hosts.length === 0 && otherHost)
      yield {
        resource,
        node: resource.nameNode ?? resource.root,
        path: ['metadata', 'name'],
        message: `Namespace mismatch: ${nameOf(resource)} is in "${namespace}", but the hosts are in "${otherHost.namespace}". CAPM3 selects hosts only in the namespace of the machine, so its machines never start. Use one namespace.`,
        related: [
          {
            place: placeOf(otherHost, otherHost.nameNode ?? otherHost.root),
            message: `${nameOf(otherHost)} is defined here.`,
          },
        ],
      };
    const labels = hosts.map(labelsOf);
    if (hosts.length === 0 || labels.includes(undefined)) return;
    const known = labels.flatMap((each) => each ?? []);
    if (known.some((each) => requirements.every((requirement) => meets(each, requirement)))) return;
    // The first requirement that no host meets. If each is met by some host, the last one.
    const unmet = requirements.find((each) => !known.some((host) => meets(host, each))) ?? requirements.at(-1);
    if (!unmet) return;
    const values = valuesOf(unmet.key, known);
    yield {
      resource,
      node: unmet.node,
      path: unmet.path,
      message: `No host matches the hostSelector of ${nameOf(resource)} (${pathText(unmet.path)}): ${hosts.length === 1 ? `${hosts[0] ? nameOf(hosts[0]) : ''} is the only one in the workspace` : `${hosts.length} are in the workspace`}. CAPM3 never selects a host, and no machine starts. ${remedyOf(unmet, values, hosts)}`,
      related: hosts.slice(0, 3).map((host) => ({
        place: placeOf(host, host.nameNode ?? host.root),
        message: `${nameOf(host)} is defined here.`,
      })),
      fixes: selectInstead(resource, unmet, values),
    };
  },
});

function isSameNamespace(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined || one === other || isTemplate(one) || isTemplate(other);
}

function valuesOf(key: string, labels: readonly ReadonlyMap<string, string>[]): readonly string[] {
  return [...new Set(labels.flatMap((host) => host.get(key) ?? []))];
}

function remedyOf(
  { key, values: [required = ''] }: Requirement,
  values: readonly string[],
  hosts: readonly Resource[],
): string {
  const near = nearestTo(required, values)[0];
  if (near !== undefined) return `Did you mean "${near}"?`;
  if (values.length > 0) return `Values of the label ${key}: ${values.slice(0, 5).join(', ')}.`;
  return `${hosts.length === 1 ? 'It has' : 'They have'} no label ${key}.`;
}

function selectInstead(resource: Resource, { node }: Requirement, values: readonly string[]): readonly Fix[] {
  if (node.kind !== 'scalar') return [];
  const near = nearestTo(node.text, values);
  return (near.length > 0 ? near : values.slice(0, 3)).flatMap((value) =>
    fixIn(`Change to ${value}`, resource, writeScalar(node, value)),
  );
}
