import { fieldOf, nameOf } from '../../../../core/objects/resource.ts';
import { defineRule } from '../../../../core/rules/rule.ts';
import { entryOf } from '../../../../core/syntax/lookup.ts';
import { imageOf } from '../../../baremetal-operator/image.ts';
import { specOf } from '../../boot-paths.ts';
import { Metal3Machine, Metal3MachineTemplate } from '../../kinds.ts';

/**
 * Source: getConfigDrive of the Bare Metal Operator for live ISOs; metal3machine_manager.go of CAPM3, which prefers the
 * Secret in the spec over the one that it renders.
 */
export const ignoredMachineData = defineRule({
  id: 'ignored-machine-data',
  formerIds: ['unread-machine-data'],
  severity: 'warning',
  effect: 'wrong',
  by: 'controller',
  on: [Metal3Machine, Metal3MachineTemplate],
  summary: 'Data in a machine template that the machines never receive.',

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
          message: `Ignored ${field}: ${nameOf(resource)} boots a live ISO, which gets no config drive. The machine never receives the data. Include it in the image, or use a disk image.`,
        };
      else if (data?.value.kind === 'map' && (field === 'metaData' || field === 'networkData'))
        yield {
          resource,
          node: entry.key,
          path: [...path, field],
          message: `${field} of ${nameOf(resource)} replaces the data of dataTemplate: ${field === 'metaData' ? 'machines get none of its metadata keys, including providerid' : 'machines get none of its networks'}. Keep one of the two fields.`,
        };
    }
  },
});
