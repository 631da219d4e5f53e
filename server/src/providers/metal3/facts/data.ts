import { check, deprecated, has, not, oneOf, ranged, required, type When } from '../../../core/facts/checks.ts';
import { type Check, fieldName, placesIn, type Row } from '../../../core/facts/fact.ts';
import { isUnsure, isWritten, textsAt } from '../../../core/facts/field-values.ts';
import { fixIn } from '../../../core/fixes/fix.ts';
import { insertInto } from '../../../core/fixes/set-field.ts';
import { writeScalar } from '../../../core/fixes/write-scalar.ts';
import { nameOf } from '../../../core/objects/resource.ts';
import { nodeAt, scalarAt } from '../../../core/syntax/lookup.ts';
import { readScalar } from '../../../core/syntax/read-scalar.ts';
import { secondsOf } from '../../../core/validation/go-duration.ts';
import { IPAM_GROUP, IPPool, poolGroupInstead } from '../../ipam/kinds.ts';
import { isNoPool } from '../../ipam/pool-kinds.ts';
import {
  CAPM3,
  Metal3Data,
  Metal3DataClaim,
  Metal3DataTemplate,
  Metal3Remediation,
  Metal3RemediationTemplate,
} from '../kinds.ts';
import { POOL_REFS } from '../references.ts';
import { capm3, OLD, ownNamespace } from './row.ts';

/**
 * Fields of data objects that the webhooks of CAPM3 validate in addition to the schema. Source: internal/webhooks and api
 * of cluster-api-provider-metal3 v1.3 to v1.13.
 */
const DATA: readonly Row[] = [
  capm3(placesIn([Metal3Data]), nameOfData(has('spec.template'))),
  capm3(placesIn([Metal3Data]), nameOfData(not(has('spec.template'))), {
    versions: OLD,
    releases: [{ provider: CAPM3, until: 'v1.12' }],
  }),
  capm3(placesIn([Metal3Data]), ranged('spec.index', { min: 0 }, 'at least 0')),
  capm3(placesIn([Metal3DataClaim]), required('spec.template.name'), { versions: OLD }),
  capm3(placesIn([Metal3DataClaim]), required('spec.template', { acceptsEmpty: true }), { versions: ['v1beta2'] }),
  ...[Metal3Data, Metal3DataClaim].map((kind) =>
    capm3(placesIn([kind]), ownNamespace('spec.template'), { releases: [{ provider: CAPM3, from: 'v1.12.5' }] }),
  ),
];

/**
 * Returns a check for names other than `TEMPLATE-INDEX`. In v1beta1, a missing index is 0 and a missing template is empty;
 * in v1beta2, the webhook compares only if both are set.
 */
function nameOfData(when: When): Check {
  return check('conflicting-values', function* (found) {
    if (!when(found)) return;
    const { resource, node } = found;
    const isNew = resource.version === 'v1beta2';
    const template = nodeAt(node, ['spec', 'template']);
    const index = nodeAt(node, ['spec', 'index']);
    if (isNew && (!isWritten(template) || !isWritten(index))) return;
    const name = scalarAt(template, ['name']);
    if ([template, index, name, resource.nameNode].some((each) => each && isUnsure(each)) || !resource.nameNode) return;
    const number = index?.kind === 'scalar' && isWritten(index) ? readScalar(index) : undefined;
    if (number && number.type !== 'integer') return;
    const expectedName = `${name && isWritten(name) ? name.text : ''}-${number?.value ?? 0}`;
    if (resource.name === expectedName) return;
    yield {
      path: ['metadata', 'name'],
      problem: `${nameOf(resource)} must be named ${expectedName}, after its template and index`,
      remedy: 'Usually, CAPM3 creates these objects.',
    };
  });
}

const REMEDIATIONS: readonly Row[] = [
  { kind: Metal3Remediation, strategy: 'spec.strategy' },
  { kind: Metal3RemediationTemplate, strategy: 'spec.template.spec.strategy' },
].flatMap(({ kind, strategy }) => {
  const places = placesIn([kind]);
  const isTemplate = kind === Metal3RemediationTemplate;
  return [
    capm3(places, oneOf(`${strategy}.type`, isTemplate ? ['Reboot', ''] : ['Reboot']), { versions: OLD }),
    capm3(places, ranged(`${strategy}.timeout`, { min: 100 }, 'at least 100s', secondsOf), { versions: OLD }),
    isTemplate
      ? capm3(places, ranged(`${strategy}.retryLimit`, { min: 1 }, 'at least 1'), {
          severity: 'warning',
          effect: 'wrong',
          by: 'webhook',
          outcome: 'the CAPM3 webhook changes it to 1',
        })
      : capm3(places, ranged(`${strategy}.retryLimit`, { min: 1 }, 'at least 1'), { versions: OLD }),
  ];
});

const REMEDIATION_OBJECTS: readonly Row[] = [
  capm3(placesIn([Metal3Remediation]), required('spec.strategy', { acceptsEmpty: true }), {
    versions: OLD,
    releases: [{ provider: CAPM3, until: 'v1.12' }],
  }),
  capm3(
    placesIn([Metal3Remediation]),
    required('spec.strategy.type', { when: ({ node }) => isWritten(nodeAt(node, ['spec', 'strategy'])) }),
  ),
];

const TEMPLATES: readonly Row[] = [
  capm3(placesIn([Metal3DataTemplate]), deprecated('spec.templateReference', 'is deprecated'), {
    versions: OLD,
    releases: [{ provider: CAPM3, from: 'v1.11.0' }],
    severity: 'hint',
    effect: 'advice',
    by: 'controller',
    outcome: 'CAPM3 v1.11 and later ignore it, and v1beta2 has no such field',
  }),
];

/** References to pools of other providers need a group; the default is that of the Metal³ IPAM. */
const POOLS: readonly Row[] = [
  {
    provider: CAPM3,
    versions: ['v1beta1', 'v1beta2'],
    severity: 'warning',
    effect: 'stuck',
    by: 'controller',
    outcome: 'CAPM3 never finds the pool, and machines never start',
    places: placesIn([Metal3DataTemplate], ...POOL_REFS),
    ...check('conflicting-values', function* (found) {
      const [kind] = textsAt(found, 'kind');
      const group = scalarAt(found.node, ['apiGroup']);
      if (!kind?.node.text || (group && isUnsure(group))) return;
      const instead = poolGroupInstead(kind.node.text, group?.text || IPAM_GROUP);
      // The default group has no other kind of pool.
      const isUnknown = kind.node.text !== IPPool.kind && (!group?.text || group.text === IPAM_GROUP);
      const isOther = isNoPool({ group: group?.text ?? '', kind: kind.node.text });
      if (!instead && !isUnknown && !isOther) return;
      const { node, resource } = found;
      yield {
        path: kind.path,
        problem: `${fieldName(found, found.path)} refers to ${isOther ? `a ${kind.node.text}, which is not a pool` : `${kind.node.text}${group?.text ? ` of ${group.text}` : ' without an apiGroup'}`}`,
        remedy: isOther
          ? 'Refer to an IPPool.'
          : instead
            ? `Use apiGroup: ${instead}.`
            : 'Set the API group of its provider.',
        fixes:
          instead && node.kind === 'map'
            ? fixIn(
                group?.text ? `Change apiGroup to ${instead}` : `Add apiGroup: ${instead}`,
                resource,
                group?.text ? writeScalar(group, instead) : insertInto(resource.document, node, ['apiGroup'], instead),
                true,
              )
            : [],
      };
    }),
  },
];

export const METAL3_DATA_ROWS: readonly Row[] = [
  ...DATA,
  ...REMEDIATIONS,
  ...REMEDIATION_OBJECTS,
  ...TEMPLATES,
  ...POOLS,
];
