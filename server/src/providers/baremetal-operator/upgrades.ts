import type { UpgradeFacts } from '../../core/upgrade/upgrade-facts.ts';
import { BareMetalHost, BMO } from './kinds.ts';

export const BAREMETAL_OPERATOR_UPGRADES: UpgradeFacts = {
  provider: BMO,
  verifiedUpTo: 'v0.13',
  page: 'https://github.com/metal3-io/baremetal-operator',
  advisories: [
    {
      id: 'checksum-type-auto',
      since: 'v0.10',
      effect: 'meaning',
      on: [{ kind: BareMetalHost, with: 'spec.image.checksum', without: 'spec.image.checksumType' }],
      message: 'A checksum without checksumType was MD5. Now its type is detected from its length.',
      action: 'Set checksumType.',
      source: 'https://github.com/metal3-io/baremetal-operator/pull/2174',
    },
    {
      id: 'ironic-release',
      since: 'v0.12',
      effect: 'manual',
      message: 'The operator requires Ironic 2024.1 or later, and no longer supports ironic-inspector.',
      action: 'Check that Ironic is 2024.1 or later and inspects hosts itself.',
      source: 'https://github.com/metal3-io/baremetal-operator/pull/2756',
    },
    {
      id: 'host-architecture',
      since: 'v0.12',
      effect: 'meaning',
      message:
        'Until it is inspected, a host without architecture has the architecture of the machine that runs the operator. Up to v0.11, it was x86_64.',
      action: 'Set architecture of hosts that differ from that machine.',
      source: 'https://github.com/metal3-io/baremetal-operator/pull/2698',
    },
  ],
};
