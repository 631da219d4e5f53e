import { isIp } from '../../../core/addresses/addresses.ts';
import { check, formed, has, ranged, remove, required, textsAt } from '../../../core/facts/checks.ts';
import { type Check, fieldName, placesIn, type Row } from '../../../core/facts/fact.ts';
import { fixIn } from '../../../core/fixes/fix.ts';
import { nameOf } from '../../../core/objects/resource.ts';
import { entryOf, nodeAt } from '../../../core/syntax/lookup.ts';
import { Metal3Cluster, Metal3ClusterTemplate } from '../kinds.ts';

import { CAPM3, capm3, OLD } from './row.ts';
/**
 * What the webhooks of CAPM3 refuse beside the schemas in clusters. Source:
 * internal/webhooks and api of cluster-api-provider-metal3 v1.3 to v1.13.
 */
export const METAL3_CLUSTER_ROWS: readonly Row[] = [
  capm3(placesIn([Metal3Cluster]), required('spec.controlPlaneEndpoint.host'), {
    remedy: 'Write the address at which the API server will be, 172.18.255.200 or whatever the load balancer gives it.',
  }),
  ...['host', 'port'].map((field) =>
    capm3(placesIn([Metal3ClusterTemplate]), required(`spec.template.spec.controlPlaneEndpoint.${field}`), {
      remedy: 'A ClusterClass may patch it, but the template must have one.',
    }),
  ),
  capm3(
    placesIn([Metal3Cluster]),
    formed('spec.controlPlaneEndpoint.host', isBareHost, 'a name or an address alone', { correction: bareHostIn }),
    {
      severity: 'warning',
      effect: 'stuck',
      by: 'controller',
      outcome: 'it is taken as it is, and nobody finds the API server there',
    },
  ),
  capm3(
    placesIn([Metal3Cluster]),
    ranged('spec.controlPlaneEndpoint.port', { min: 1, max: 65535, or: [0] }, 'a port'),
    {
      versions: OLD,
      effect: 'stuck',
      by: 'controller',
      outcome: 'nobody finds the API server there',
    },
  ),
  capm3(placesIn([Metal3Cluster]), contradiction(), {
    releases: [{ provider: CAPM3, from: 'v1.10.0', until: 'v1.12' }],
  }),
  capm3(placesIn([Metal3Cluster]), noCloudProvider('false'), {
    versions: OLD,
    releases: [{ provider: CAPM3, from: 'v1.13.0' }],
    severity: 'warning',
    effect: 'wrong',
    by: 'controller',
    outcome: 'CAPM3 v1.13 and later drop it, and take it that there is no cloud provider',
  }),
  capm3(placesIn([Metal3Cluster]), noCloudProvider('true'), {
    versions: OLD,
    releases: [{ provider: CAPM3, from: 'v1.10.0' }],
    severity: 'hint',
    effect: 'advice',
    by: 'controller',
    outcome: 'it is called cloudProviderEnabled since v1.10, the other way round, and counts for nothing from v1.13 on',
  }),
];

/** Neither a scheme nor a port, a path, brackets or blanks. */
function isBareHost(text: string): boolean {
  return text === '' || isIp(text) || /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?\.?$/.test(text);
}

function bareHostIn(text: string): string | undefined {
  return /^(?:[a-z]+:\/\/)?\[?([^/[\]]+?)\]?(?::\d+)?(?:\/.*)?$/i.exec(text)?.[1];
}

/** Both are the same, though one is the opposite of the other. */
function contradiction(): Check {
  return check('conflicting-values', function* (found) {
    const enabled = textsAt(found, 'spec.cloudProviderEnabled')[0];
    const not = textsAt(found, 'spec.noCloudProvider')[0];
    if (!enabled || !not || enabled.node.text !== not.node.text) return;
    yield {
      path: enabled.path,
      problem: `${fieldName(found, enabled.path)} and noCloudProvider are both ${not.node.text}, and each is the opposite of the other`,
      remedy: 'Keep cloudProviderEnabled alone.',
      fixes: remove(found, 'spec.noCloudProvider'),
    };
  });
}

/** The old field, replaced by the new one that means the opposite. */
function noCloudProvider(value: string): Check {
  return check('deprecated-field', function* ({ resource, node }) {
    const spec = nodeAt(node, ['spec']);
    const entry = entryOf(spec, 'noCloudProvider');
    if (
      entry?.value.kind !== 'scalar' ||
      entry.value.text !== value ||
      has('spec.cloudProviderEnabled')({ resource, node, path: [] })
    )
      return;
    const opposite = value === 'true' ? 'false' : 'true';
    const { start } = entry.key.span;
    yield {
      path: ['spec', 'noCloudProvider'],
      problem: `spec.noCloudProvider of ${nameOf(resource)} is ${value}`,
      remedy: `Write cloudProviderEnabled: ${opposite}.`,
      fixes:
        entry.key.alias || entry.value.alias
          ? []
          : fixIn(
              `Write cloudProviderEnabled: ${opposite}`,
              resource,
              { span: { start, end: entry.value.span.end }, newText: `cloudProviderEnabled: ${opposite}` },
              true,
            ),
    };
  });
}
