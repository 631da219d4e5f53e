import { check, formed, has, ranged, required } from '../../../core/facts/checks.ts';
import { type Check, fieldName, placesIn, type Row } from '../../../core/facts/fact.ts';
import { fieldPath, removal, textsAt } from '../../../core/facts/field-values.ts';
import { fixIn } from '../../../core/fixes/fix.ts';
import { nameOf } from '../../../core/objects/resource.ts';
import { entryOf, nodeAt } from '../../../core/syntax/lookup.ts';
import { bareHostIn, hasMoreThanHost, isBareHost } from '../endpoint-host.ts';
import { CAPM3, Metal3Cluster, Metal3ClusterTemplate } from '../kinds.ts';
import { capm3, OLD } from './row.ts';

/** The kinds with the fields of a Metal3Cluster, and the paths of these fields. */
const CLUSTER_SPECS = [
  { kind: Metal3Cluster, spec: 'spec' },
  { kind: Metal3ClusterTemplate, spec: 'spec.template.spec' },
];

/**
 * Fields of clusters that the webhooks of CAPM3 validate in addition to the schema. Source: internal/webhooks and api of
 * cluster-api-provider-metal3 v1.3 to v1.13.
 */
export const METAL3_CLUSTER_ROWS: readonly Row[] = [
  capm3(placesIn([Metal3Cluster]), required('spec.controlPlaneEndpoint.host'), {
    remedy: 'Set it to the address of the API server.',
  }),
  ...['host', 'port'].map((field) =>
    capm3(placesIn([Metal3ClusterTemplate]), required(`spec.template.spec.controlPlaneEndpoint.${field}`), {
      remedy: 'A ClusterClass can patch the value, but the template must set one.',
    }),
  ),
  ...[hasMoreThanHost, (text: string) => !isBareHost(text) && !hasMoreThanHost(text)].map((isWrong) =>
    capm3(
      placesIn([Metal3Cluster]),
      formed(
        'spec.controlPlaneEndpoint.host',
        (text) => !isWrong(text),
        'a host name or an IP address without a scheme, port or path',
        { correction: bareHostIn },
      ),
      {
        // Some resolvers accept names that are not DNS names.
        ...(isWrong === hasMoreThanHost ? {} : { severity: 'warning' as const }),
        effect: 'stuck',
        by: 'controller',
        outcome: `CAPM3 uses the value unchanged, and ${isWrong === hasMoreThanHost ? 'no client can' : 'clients cannot'} reach the API server`,
      },
    ),
  ),
  capm3(
    placesIn([Metal3Cluster]),
    ranged('spec.controlPlaneEndpoint.port', { min: 1, max: 65535, or: [0] }, 'a port'),
    {
      versions: OLD,
      effect: 'stuck',
      by: 'controller',
      outcome: 'no client can reach the API server',
    },
  ),
  capm3(placesIn([Metal3Cluster]), contradiction(), {
    releases: [{ provider: CAPM3, from: 'v1.10.0', until: 'v1.12' }],
  }),
  ...CLUSTER_SPECS.flatMap(({ kind, spec }) => [
    capm3(placesIn([kind]), noCloudProvider('false', spec), {
      versions: OLD,
      releases: [{ provider: CAPM3, from: 'v1.13.0' }],
      severity: 'warning',
      effect: 'wrong',
      by: 'controller',
      outcome: 'CAPM3 v1.13 and later ignore it and assume that there is no cloud provider',
    }),
    capm3(placesIn([kind]), noCloudProvider('true', spec), {
      versions: OLD,
      releases: [{ provider: CAPM3, from: 'v1.10.0' }],
      severity: 'hint',
      effect: 'advice',
      by: 'controller',
      outcome: 'CAPM3 v1.10 replaced it with cloudProviderEnabled (inverted), and v1.13 ignores it',
    }),
  ]),
];

/** Returns a check for contradicting values of `cloudProviderEnabled` and `noCloudProvider`. */
function contradiction(): Check {
  return check('conflicting-values', function* (found) {
    const enabled = textsAt(found, 'spec.cloudProviderEnabled')[0];
    const not = textsAt(found, 'spec.noCloudProvider')[0];
    if (!enabled || !not || enabled.node.text !== not.node.text) return;
    yield {
      path: enabled.path,
      problem: `${fieldName(found, enabled.path)} and noCloudProvider are both ${not.node.text}, but noCloudProvider is the inverse`,
      remedy: 'Keep only cloudProviderEnabled.',
      fixes: removal(found, 'spec.noCloudProvider'),
    };
  });
}

/** Returns a check for the deprecated field `noCloudProvider` with a value. */
function noCloudProvider(value: string, at: string): Check {
  const found = check('deprecated-field', function* ({ resource, node }) {
    const spec = nodeAt(node, fieldPath(at));
    const entry = entryOf(spec, 'noCloudProvider');
    if (
      entry?.value.kind !== 'scalar' ||
      entry.value.text !== value ||
      has(`${at}.cloudProviderEnabled`)({ resource, node, path: [] })
    )
      return;
    const opposite = value === 'true' ? 'false' : 'true';
    const { start } = entry.key.span;
    yield {
      path: [...fieldPath(at), 'noCloudProvider'],
      problem: `${at}.noCloudProvider of ${nameOf(resource)} is deprecated`,
      remedy: `Use cloudProviderEnabled: ${opposite}.`,
      fixes:
        entry.key.alias || entry.value.alias
          ? []
          : fixIn(
              `Change to cloudProviderEnabled: ${opposite}`,
              resource,
              { span: { start, end: entry.value.span.end }, newText: `cloudProviderEnabled: ${opposite}` },
              true,
            ),
    };
  });
  return { ...found, deprecates: `${at}.noCloudProvider` };
}
