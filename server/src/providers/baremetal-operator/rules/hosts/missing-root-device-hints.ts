import { fieldOf, nameOf, type Resource } from '../../../../core/objects/resource.ts';
import type { View } from '../../../../core/query/view.ts';
import { defineRule } from '../../../../core/rules/rule.ts';
import { nodeAt, scalarAt } from '../../../../core/syntax/lookup.ts';
import { BareMetalHost, HardwareData } from '../../kinds.ts';

/**
 * Source: pkg/hardware and baremetalhost_controller.go of the Bare Metal Operator, which default to the root disk of the
 * hardware profile: /dev/sda, or /dev/vda for a libvirt address.
 */
export const missingRootDeviceHints = defineRule({
  id: 'missing-root-device-hints',
  severity: 'hint',
  effect: 'advice',
  by: 'controller',
  on: [BareMetalHost],
  summary: 'A host with several disks does not select its root disk.',

  *check(host, view) {
    const spec = fieldOf(host, ['spec']);
    if (spec?.kind !== 'map' || !view.isComplete(host)) return;
    if (['rootDeviceHints', 'raid', 'hardwareProfile'].some((key) => nodeAt(spec, [key]) !== undefined)) return;
    if (scalarAt(spec, ['externallyProvisioned'])?.text === 'true') return;
    const disks = disksOf(host, view);
    if (disks === undefined || disks < 2) return;
    const isVirtual = /^libvirt/.test(scalarAt(spec, ['bmc', 'address'])?.text ?? '');
    yield {
      resource: host,
      node: host.nameNode ?? spec,
      path: ['spec', 'rootDeviceHints'],
      message: `${nameOf(host)} has ${disks} disks but no rootDeviceHints, so the root disk is ${isVirtual ? '/dev/vda' : '/dev/sda'}. Its name can refer to another disk after a reboot. Set rootDeviceHints, such as serialNumber or wwn.`,
    };
  },
});

/** Returns the number of disks by the inspection data of a host, or undefined if there are none in the workspace. */
function disksOf(host: Resource, view: View): number | undefined {
  const annotation = scalarAt(host.root, ['metadata', 'annotations', 'inspect.metal3.io/hardwaredetails'])?.text;
  if (annotation) return disksIn(annotation);
  const inStatus = nodeAt(host.root, ['status', 'hardware', 'storage']);
  if (inStatus?.kind === 'sequence') return inStatus.items.length;
  if (host.name === undefined) return undefined;
  const [data] = view.objectsOf(host, HardwareData, { name: 'name', value: host.name });
  const storage = data && nodeAt(data.root, ['spec', 'hardware', 'storage']);
  return storage?.kind === 'sequence' ? storage.items.length : undefined;
}

function disksIn(json: string): number | undefined {
  try {
    const { storage } = JSON.parse(json) as { readonly storage?: unknown };
    return Array.isArray(storage) ? storage.length : undefined;
  } catch {
    // SyntaxError: the annotation is not JSON, so the number of disks is unknown.
    return undefined;
  }
}
