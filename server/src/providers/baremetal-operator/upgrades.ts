import type { UpgradeFacts } from '../../core/upgrade/upgrade-facts.ts';
import { BareMetalHost, BMO } from './kinds.ts';

export const BAREMETAL_OPERATOR_UPGRADES: UpgradeFacts = {
  provider: BMO,
  verifiedUpTo: 'v0.10',
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
  ],
};
