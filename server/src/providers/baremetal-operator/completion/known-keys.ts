import { knownKeySource, knownKeys } from '../../../core/completion/known-keys.ts';
import { BareMetalHost } from '../kinds.ts';

/** Source: the Bare Metal Operator v0.13 and CAPM3 v1.13. */
export const BAREMETAL_OPERATOR_KEYS = knownKeySource([
  knownKeys([BareMetalHost], 'metadata.annotations', [
    { key: 'inspect.metal3.io', value: 'disabled', purpose: 'Skips the inspection of the host.' },
    {
      key: 'baremetalhost.metal3.io/paused',
      purpose: 'The Bare Metal Operator does not reconcile the host while this annotation is set.',
    },
    { key: 'baremetalhost.metal3.io/detached', purpose: 'Removes the host from Ironic and leaves it running.' },
    { key: 'reboot.metal3.io', purpose: 'Power cycles the host; the operator then removes the annotation.' },
    { key: 'capm3.metal3.io/unhealthy', purpose: 'CAPM3 does not place machines on this host.' },
  ]),
  knownKeys([BareMetalHost], 'metadata.labels', [
    {
      key: 'infrastructure.cluster.x-k8s.io/failure-domain',
      purpose: 'The failure domain of the host. Machines with the same failureDomain prefer it.',
    },
  ]),
]);
