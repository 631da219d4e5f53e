import { commonTexts } from '../../../core/completion/common-values.ts';
import type { CommonValues, Context } from '../../../core/completion/context.ts';
import type { Value } from '../../../core/completion/value.ts';
import { inRange } from '../../../core/schemas/releases.ts';
import { pathPattern } from '../../../core/syntax/path-pattern.ts';
import { BMC_TYPES } from '../bmc-types.ts';
import { BareMetalHost } from '../kinds.ts';

/** Values that are common in fields whose schemas do not list them. */
export const BAREMETAL_OPERATOR_VALUES: readonly CommonValues[] = [
  { kinds: [BareMetalHost], pattern: pathPattern('spec.bmc.address'), values: bmcAddresses },
  commonTexts([BareMetalHost], 'spec.hardwareProfile', [
    'unknown',
    'libvirt',
    'dell',
    'dell-raid',
    'openstack',
    'empty',
  ]),
  commonTexts([BareMetalHost], 'spec.rootDeviceHints.deviceName', ['/dev/sda', '/dev/nvme0n1', '/dev/vda']),
];

/** Returns the controller types that the applicable release supports. */
function bmcAddresses({ targets, known }: Context): readonly Value[] {
  const provider = known?.provider ?? '';
  const release = targets[provider] ?? known?.release ?? '';
  return BMC_TYPES.filter(({ releases }) => !releases || inRange({ provider, ...releases }, release)).flatMap(
    ({ name, transports }) =>
      ['', ...transports.map((transport) => `+${transport}`)].map((transport) => ({ text: `${name}${transport}://` })),
  );
}
