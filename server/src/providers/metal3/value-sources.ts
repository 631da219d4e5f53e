import type { Actor, Effect, Severity } from '../../core/findings/finding.ts';
import { type GroupKind, isKind } from '../../core/objects/group-kind.ts';
import type { Resource } from '../../core/objects/resource.ts';
import { isTemplate } from '../../core/objects/template-text.ts';
import type { ReleaseRange } from '../../core/schemas/release-range.ts';
import { scalarAt } from '../../core/syntax/lookup.ts';
import type { Node } from '../../core/syntax/node.ts';
import { type PathPattern, pathPattern } from '../../core/syntax/path-pattern.ts';
import { CAPM3, Metal3DataTemplate } from './kinds.ts';

/** A field whose value comes from one of several sources, and what happens with none of them or with more than one. */
export interface SourceChoice {
  readonly of: GroupKind;
  readonly pattern: PathPattern;
  /** In order of precedence: the first that is set applies. */
  readonly sources: readonly Source[];
  /** The value, as in messages. */
  readonly noun: string;
  readonly none: Outcome;
  readonly several: Outcome;
}

export interface Source {
  /** The key of the source. */
  readonly key: string;
  /** The field that must not be empty, if the source is a map. */
  readonly field?: string;
  /** Set if the source is a boolean that must be `true`. */
  readonly isSwitch?: true;
}

export interface Outcome {
  readonly severity: Severity;
  readonly effect: Effect;
  readonly by: Actor;
  readonly releases?: readonly ReleaseRange[];
  /** What happens, as a sentence without a period. `WINNER` is replaced with the source that applies. */
  readonly consequence: string;
}

const dataTemplate = Metal3DataTemplate;

const precedence: Outcome = {
  severity: 'warning',
  effect: 'wrong',
  by: 'controller',
  consequence: 'CAPM3 uses only WINNER',
};

/** For `npm run facts`. */
export const VALUE_SOURCES_TABLE = { topic: 'sources of values', provider: CAPM3, verifiedUpTo: 'v1.13' };

/** Facts: metal3data_manager.go and metal3datatemplate_webhook.go of CAPM3, v1.3 to v1.13. */
const CHOICES: readonly SourceChoice[] = [
  {
    of: dataTemplate,
    pattern: pathPattern('spec.networkData.links.{ethernets,bonds,vlans}[].macAddress'),
    sources: [{ key: 'string' }, { key: 'fromHostInterface' }, { key: 'fromAnnotation', field: 'annotation' }],
    noun: 'the MAC address',
    none: {
      severity: 'error',
      effect: 'stuck',
      by: 'controller',
      consequence: 'CAPM3 cannot render the network data, so no machine is provisioned',
    },
    several: precedence,
  },
  {
    of: dataTemplate,
    pattern: pathPattern('spec.networkData.networks.{ipv4,ipv6}[]'),
    sources: [
      { key: 'fromPoolAnnotation', field: 'object' },
      { key: 'fromPoolRef', field: 'name' },
      { key: 'ipAddressFromIPPool' },
    ],
    noun: 'the address',
    none: {
      severity: 'error',
      effect: 'refused',
      by: 'webhook',
      releases: [{ provider: CAPM3, from: 'v1.4.0' }],
      consequence: 'The CAPM3 webhook rejects the object',
    },
    several: precedence,
  },
  {
    of: dataTemplate,
    pattern: pathPattern('spec.networkData.networks.{ipv4,ipv6,ipv4DHCP,ipv6DHCP,ipv6SLAAC}[].routes[].gateway'),
    sources: [
      { key: 'string' },
      { key: 'fromPoolAnnotation', field: 'object' },
      { key: 'fromPoolRef', field: 'name' },
      { key: 'fromIPPool' },
    ],
    noun: 'the gateway',
    none: {
      severity: 'warning',
      effect: 'wrong',
      by: 'controller',
      consequence: 'Machines get the route without a next hop',
    },
    several: precedence,
  },
  {
    of: dataTemplate,
    pattern: pathPattern('spec.metaData.fromHostInterfaces[]'),
    sources: [{ key: 'interface' }, { key: 'fromBootMAC', isSwitch: true }],
    noun: 'the interface',
    none: {
      severity: 'error',
      effect: 'refused',
      by: 'webhook',
      releases: [{ provider: CAPM3, from: 'v1.13.0' }],
      consequence: 'The CAPM3 webhook rejects the object',
    },
    several: {
      severity: 'error',
      effect: 'refused',
      by: 'webhook',
      releases: [{ provider: CAPM3, from: 'v1.13.0' }],
      consequence: 'The CAPM3 webhook rejects the object',
    },
  },
];

export function sourceChoicesOf(resource: Resource): readonly SourceChoice[] {
  // Older versions, which no release serves, have other fields.
  if (/^v1alpha[1-4]$/.test(resource.version)) return [];
  return CHOICES.filter(({ of }) => isKind(resource, of));
}

/** Returns true if a source that may be disabled has a template as its value. */
export function hasUnknownSource(node: Node, { sources }: SourceChoice): boolean {
  return sources.some(({ key, isSwitch }) => isSwitch && isTemplate(scalarAt(node, [key])?.text ?? ''));
}

/** Returns the sources that are set, in order of precedence. */
export function writtenSources(node: Node, { sources }: SourceChoice): readonly Source[] {
  return sources.filter(({ key, field, isSwitch }) => {
    const text = scalarAt(node, field === undefined ? [key] : [key, field])?.text;
    return isSwitch ? text === 'true' : text !== undefined && !/^(|~|null)$/.test(text);
  });
}
