import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import { defineRule, placeOf, type Report } from '../../../../core/rules/rule.ts';
import { Metal3DataTemplate } from '../../kinds.ts';
import { METADATA_SECTIONS, type MetadataKey, silentKeysOf, templateKeysOf } from '../../metadata-keys.ts';

/**
 * Source: renderMetaData of CAPM3, which renders section by section and then sets providerid. The schema of v1beta2 already
 * rejects duplicate keys in one section.
 */
export const overwrittenMetadataKey = defineRule({
  id: 'overwritten-metadata-key',
  severity: 'warning',
  effect: 'wrong',
  by: 'controller',
  on: [Metal3DataTemplate],
  summary: 'A metadata key is overwritten or never rendered.',

  *check(resource) {
    const keys = templateKeysOf(resource).filter(({ key }) => !isTemplate(key));
    const last = new Map(keys.map((each) => [each.key, each]));
    for (const each of keys) {
      const winner = last.get(each.key);
      if (!winner || winner === each || each.key === 'providerid') continue;
      if (resource.version === 'v1beta2' && winner.section === each.section) continue;
      yield report(
        resource,
        each,
        `Metadata key "${each.key}" of ${nameOf(resource)} is set ${sections(each, winner)}. Machines get ${winner.holds} instead of ${each.holds}. Keep one of them.`,
        winner,
      );
    }
    for (const each of keys)
      if (each.key === 'providerid')
        yield report(
          resource,
          each,
          `Metadata key "providerid" of ${nameOf(resource)} is overwritten: CAPM3 sets it after all other keys. Rename the key.`,
        );
    for (const each of silentKeysOf(resource))
      yield report(
        resource,
        each,
        `Metadata key "${each.key}" of ${nameOf(resource)} is never rendered: CAPM3 ignores ${each.section}. Use services.dnsFromIPPool of networkData, or add the addresses under strings.`,
      );
  },
});

function sections(one: MetadataKey, other: MetadataKey): string {
  if (one.section === other.section) return `twice in ${one.section}`;
  const order = Object.keys(METADATA_SECTIONS);
  const both = [one.section ?? '', other.section ?? ''].sort((a, b) => order.indexOf(a) - order.indexOf(b));
  return `in ${both.join(' and ')}`;
}

function report(resource: Resource, { node, path = [] }: MetadataKey, message: string, winner?: MetadataKey): Report {
  return {
    resource,
    node: node ?? resource.root,
    path,
    message,
    related: winner?.node ? [{ place: placeOf(resource, winner.node), message: 'This value takes effect.' }] : [],
  };
}
