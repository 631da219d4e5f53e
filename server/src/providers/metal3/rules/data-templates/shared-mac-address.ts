import { nameOf } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { matches, pathPattern } from '../../../../core/syntax/path-pattern.ts';
import { replicasOf } from '../../../cluster-api/replicas.ts';
import { machinesWith } from '../../boot-paths.ts';
import { Metal3DataTemplate } from '../../kinds.ts';

const ADDRESSES = pathPattern('spec.networkData.links.{ethernets,bonds,vlans}[].macAddress.string');

/** Source: getLinkMacAddress of CAPM3, which uses the same text for every machine. */
export const sharedMacAddress = defineRule({
  id: 'shared-mac-address',
  severity: 'warning',
  effect: 'wrong',
  by: 'controller',
  on: [Metal3DataTemplate],
  summary: 'Several machines get the same MAC address.',

  *check(resource, view) {
    const written = matches(resource.root, ADDRESSES).filter(
      ({ node }) => node.kind === 'scalar' && node.text !== '' && !isTemplate(node.text),
    );
    if (written.length === 0) return;
    const many = machinesWith(resource, view).find(({ machines }) => (replicasOf(machines) ?? 0) > 1);
    if (!many) return;
    for (const { node, path } of written)
      yield {
        resource,
        node,
        path,
        message: `${nameOf(resource)} sets the same MAC address for ${replicasOf(many.machines) === 2 ? 'both' : `all ${replicasOf(many.machines)}`} machines of ${nameOf(many.machines)}. Only one host has it; the other machines find no such interface. Use fromHostInterface.`,
        related: [
          {
            place: placeOf(many.machines, many.machines.nameNode ?? many.machines.root),
            message: `${nameOf(many.machines)} is defined here.`,
          },
        ],
      };
  },
});
