import { nameOf } from '../../../../core/objects/resource.ts';
import { defineRule } from '../../../../core/rules/rule.ts';
import { minorOf } from '../../../../core/schemas/releases.ts';
import { BareMetalHost } from '../../../baremetal-operator/kinds.ts';
import { CAPM3, Metal3MachineTemplate } from '../../kinds.ts';

const MINOR = 'v1.11';

/** Source: chooseHost of CAPM3 v1.11.0 and v1.11.1 (DefaultListLimit); pull request 2918 removes the limit in v1.11.2. */
export const tooManyHosts = defineRule({
  id: 'too-many-hosts',
  severity: 'info',
  effect: 'wrong',
  by: 'controller',
  releases: [{ provider: CAPM3, from: MINOR, until: MINOR }],
  on: [Metal3MachineTemplate],
  summary: 'A namespace contains more hosts than some releases of CAPM3 consider for a machine.',

  *check(template, view) {
    // Counting hosts is expensive, and only one minor release has the limit.
    const [newest] = view.releases(CAPM3);
    if (newest === undefined || minorOf(newest) !== MINOR || !view.isComplete(template)) return;
    const hosts = view
      .objectsInAnyNamespace(template, BareMetalHost)
      .filter(({ namespace }) => namespace === template.namespace);
    if (hosts.length <= LIMIT) return;
    yield {
      resource: template,
      node: template.nameNode ?? template.root,
      path: ['metadata', 'name'],
      message: `The namespace of ${nameOf(template)} has ${hosts.length} BareMetalHosts. CAPM3 v1.11.0 and v1.11.1 consider only ${LIMIT} of them for a machine, which can wait although a host is available. Use v1.11.2 or later.`,
    };
  },
});

const LIMIT = 200;
