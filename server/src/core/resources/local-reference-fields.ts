import { type PathPattern, pathPattern } from '../syntax/path-pattern.ts';
import { GROUPS } from './reference-fields.ts';
import type { GroupKind } from './resource.ts';

/**
 * Every field that names something which the same object defines, of every kind we know: read by the rule on names that
 * nothing has, by completion, definition, references and rename, as `reference-fields.ts` is for other objects.
 */
export interface LocalReferenceField {
  readonly from: GroupKind;
  readonly pattern: PathPattern;
  /** Where such names are given. */
  readonly definitions: readonly PathPattern[];
  /** What is named, as messages call it. */
  readonly what: string;
  /** What happens while nothing has the name, as the end of a sentence that begins with the object. */
  readonly consequence: string;
}

const dataTemplate = { group: GROUPS.infrastructure, kind: 'Metal3DataTemplate' };

const LINKS = [pathPattern('spec.networkData.links.{ethernets,bonds,vlans}[].id')];

/** Facts: renderNetworkData of CAPM3, which checks no id; convert_net_json of cloud-init, which looks them up. */
const FIELDS: readonly LocalReferenceField[] = [
  link(
    'spec.networkData.networks.{ipv4,ipv6,ipv4DHCP,ipv6DHCP,ipv6SLAAC}[].link',
    'comes up without this network, for cloud-init leaves it out',
  ),
  link('spec.networkData.links.bonds[].bondLinks[]', 'comes up without any network, for cloud-init gives up'),
  link('spec.networkData.links.vlans[].vlanLink', 'comes up without any network, for cloud-init gives up'),
];

function link(path: string, consequence: string): LocalReferenceField {
  return { from: dataTemplate, pattern: pathPattern(path), definitions: LINKS, what: 'link', consequence };
}

export function localReferenceFieldsOf({ group, kind }: GroupKind): readonly LocalReferenceField[] {
  return FIELDS.filter(({ from }) => from.kind === kind && from.group === group);
}
