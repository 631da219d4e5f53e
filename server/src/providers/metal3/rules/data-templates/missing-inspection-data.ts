import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import type { View } from '../../../../core/query/view.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { scalarAt } from '../../../../core/syntax/lookup.ts';
import { matches, pathPattern } from '../../../../core/syntax/path-pattern.ts';
import type { PlacedScalar } from '../../../../core/syntax/scalars.ts';
import type { HostTrait } from '../../../baremetal-operator/host-facets.ts';
import { HardwareData } from '../../../baremetal-operator/kinds.ts';
import { BARE_METAL_HOST } from '../../host-selection.ts';
import { Metal3DataTemplate } from '../../kinds.ts';

const FROM_INSPECTION = [
  'spec.networkData.links.{ethernets,bonds,vlans}[].macAddress.fromHostInterface',
  'spec.metaData.fromHostInterfaces[].interface',
].map(pathPattern);
const FROM_BOOT = pathPattern('spec.metaData.fromHostInterfaces[].fromBootMAC');

/** Source: getLinkMacAddress and getBMHMacByName of CAPM3, which read the inspection data of the host. */
export const missingInspectionData = defineRule({
  id: 'missing-inspection-data',
  formerIds: ['uninspected-host'],
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  on: [Metal3DataTemplate],
  summary: 'A data template reads a MAC address that no host has.',

  *check(resource, view) {
    const uses = FROM_INSPECTION.flatMap((pattern) => scalars(resource, pattern));
    const boots = scalars(resource, FROM_BOOT).filter(({ node }) => node.text === 'true');
    if (uses.length + boots.length === 0) return;
    const has = (value: HostTrait) => view.objectsOf(resource, BARE_METAL_HOST, { name: 'trait', value }).length > 0;
    // Hot path: most hosts are inspected and have a MAC address.
    if (!(uses.length > 0 && has('uninspected')) && !(boots.length > 0 && has('macless'))) return;
    const hosts = view.objectsOf(resource, BARE_METAL_HOST);
    const [host] = hosts;
    if (!host || view.hasUnreadable(resource) || has('form')) return;
    const related = [{ place: placeOf(host, host.nameNode ?? host.root), message: `${nameOf(host)} is defined here.` }];
    if (uses.length > 0 && hosts.every((each) => isUninspected(each, view)))
      for (const { node, path } of uses)
        yield {
          resource,
          node,
          path,
          message: `No inspection data for interface ${node.text}: inspection is disabled for ${hosts.length === 1 ? nameOf(host) : `all ${hosts.length} hosts`}. CAPM3 cannot find the MAC address for ${nameOf(resource)}, so no machine is provisioned. Enable inspection, or add HardwareData objects.`,
          related,
        };
    if (hosts.every((each) => !scalarAt(each.root, ['spec', 'bootMACAddress'])?.text))
      for (const { node, path } of boots)
        yield {
          resource,
          node,
          path,
          message: `${hosts.length === 1 ? `${nameOf(host)} has no bootMACAddress` : `None of the ${hosts.length} hosts has a bootMACAddress`}, which ${nameOf(resource)} reads. No machine is provisioned. Set spec.bootMACAddress of the hosts.`,
          related,
        };
  },
});

function scalars({ root }: Resource, pattern: ReturnType<typeof pathPattern>): readonly PlacedScalar[] {
  return matches(root, pattern).flatMap(({ node, path }) =>
    node.kind === 'scalar' && node.text ? [{ node, path }] : [],
  );
}

/** Returns true if inspection is disabled and neither an annotation nor a HardwareData contains the data. */
function isUninspected(host: Resource, view: View): boolean {
  const annotations = ['metadata', 'annotations'];
  const isDisabled =
    scalarAt(host.root, [...annotations, 'inspect.metal3.io'])?.text === 'disabled' ||
    scalarAt(host.root, ['spec', 'inspectionMode'])?.text === 'disabled';
  if (!isDisabled || scalarAt(host.root, [...annotations, 'inspect.metal3.io/hardwaredetails'])) return false;
  const kind = HardwareData;
  return host.name === undefined || view.objectsOf(host, kind, { name: 'name', value: host.name }).length === 0;
}
