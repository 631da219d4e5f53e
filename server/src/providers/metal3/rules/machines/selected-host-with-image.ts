import { labelsOf } from '../../../../core/objects/labels.ts';
import { nameOf } from '../../../../core/objects/resource.ts';
import { MAX_RELATED } from '../../../../core/rules/limits/compared.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { entryOf, nodeAt } from '../../../../core/syntax/lookup.ts';
import { memoize } from '../../../../core/text/memoize.ts';
import { BARE_METAL_HOST, hostsAround, isTaken, meets, requirementsOf } from '../../host-selection.ts';
import { Metal3Machine, Metal3MachineTemplate } from '../../kinds.ts';

/**
 * Source: chooseHost of CAPM3, which selects available hosts without an image. Skips hosts that are exported from a
 * cluster, where CAPM3 has set the image.
 */
export const selectedHostWithImage = defineRule({
  id: 'selected-host-with-image',
  formerIds: ['selected-host-has-image', 'host-with-own-image'],
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  on: [Metal3Machine, Metal3MachineTemplate],
  summary: 'All hosts that a template can select have an image already, so none is available.',

  *check(resource, view) {
    const imaged = { name: 'trait', value: 'imaged' } as const;
    if (view.objectsOf(resource, BARE_METAL_HOST, imaged).length === 0) return;
    const requirements = requirementsOf(resource);
    if (!requirements) return;
    const hosts = hostsAround(resource, view);
    if (hosts.length === 0 || view.hasUnreadable(resource)) return;
    const matching = hosts.filter((host) => {
      const labels = requirements.length > 0 && labelsOfHost(host);
      return !labels || requirements.every((requirement) => meets(labels, requirement));
    });
    if (matching.length === 0 || !matching.every(isTakenHost)) return;
    for (const host of matching.slice(0, MAX_RELATED)) {
      const spec = nodeAt(host.root, ['spec']);
      const image = entryOf(spec, 'image');
      if (!image || entryOf(spec, 'consumerRef') || nodeAt(host.root, ['status'])) continue;
      yield {
        resource: host,
        node: image.key,
        path: ['spec', 'image'],
        message: `${nameOf(host)} has an image, so it is provisioned immediately and never available. No other host is available for ${nameOf(resource)}, so its machines never start. Remove spec.image; CAPM3 sets it.`,
        related: [
          {
            place: placeOf(resource, resource.nameNode ?? resource.root),
            message: `${nameOf(resource)} is defined here.`,
          },
        ],
      };
    }
  },
});

/** Each template selects among all hosts. */
const labelsOfHost = memoize(labelsOf);
const isTakenHost = memoize(isTaken);
