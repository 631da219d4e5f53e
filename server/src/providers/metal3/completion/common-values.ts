import { commonTexts } from '../../../core/completion/common-values.ts';
import type { CommonValues } from '../../../core/completion/context.ts';
import { Metal3DataTemplate } from '../kinds.ts';

/** Values that are common in fields whose schemas do not list them. */
export const METAL3_VALUES: readonly CommonValues[] = [
  commonTexts([Metal3DataTemplate], 'spec.metaData.objectNames[].key', ['name', 'local-hostname', 'local_hostname']),
  commonTexts([Metal3DataTemplate], 'spec.networkData.networks.ipv4[].routes[].network', ['0.0.0.0']),
  commonTexts([Metal3DataTemplate], 'spec.networkData.networks.ipv6[].routes[].network', ['::']),
  commonTexts([Metal3DataTemplate], 'spec.networkData.networks.{ipv4,ipv6}[].routes[].prefix', ['0']),
  commonTexts([Metal3DataTemplate], 'spec.networkData.links.{ethernets,bonds,vlans}[].mtu', ['1500', '9000']),
];
