import { fieldOf, nameOf } from '../../../../core/objects/resource.ts';
import { defineRule } from '../../../../core/rules/rule.ts';
import { entryOf } from '../../../../core/syntax/lookup.ts';
import { imageOf } from '../../../baremetal-operator/image.ts';
import { specOf } from '../../boot-paths.ts';
import { Metal3Machine, Metal3MachineTemplate } from '../../kinds.ts';

/**
 * Source: getConfigDrive of the baremetal-operator for live images; metal3machine_manager.go of CAPM3, which takes a
 * Secret that is written before the one that it renders.
 */
export const ignoredMachineData = defineRule({
  id: 'ignored-machine-data',
  formerIds: ['unread-machine-data'],
  severity: 'warning',
  effect: 'wrong',
  by: 'controller',
  on: [Metal3Machine, Metal3MachineTemplate],
  summary: 'Data for a machine never reaches it.',

  *check(resource) {
    const path = specOf(resource);
    const spec = fieldOf(resource, path);
    const isLive = imageOf(resource)?.format?.text === 'live-iso';
    const data = entryOf(spec, 'dataTemplate');
    for (const field of ['dataTemplate', 'userData', 'metaData', 'networkData']) {
      const entry = entryOf(spec, field);
      if (entry?.value.kind !== 'map') continue;
      if (isLive)
        yield {
          resource,
          node: entry.key,
          path: [...path, field],
          message: `${nameOf(resource)} boots a live image, which gets no config drive: its ${field} never reaches the machine. Put what it needs into the image, or write a disk image.`,
        };
      else if (data?.value.kind === 'map' && (field === 'metaData' || field === 'networkData'))
        yield {
          resource,
          node: entry.key,
          path: [...path, field],
          message: `The ${field} of ${nameOf(resource)} is a Secret of its own, which counts before what the dataTemplate makes: ${field === 'metaData' ? 'its keys, providerid too, are lost' : 'its networks are lost'}. Keep one of them.`,
        };
    }
  },
});
