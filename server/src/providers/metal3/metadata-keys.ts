import type { Resource } from '../../core/objects/resource.ts';
import { isTemplate } from '../../core/objects/template-text.ts';
import { type NodePath, nodeAt, scalarAt } from '../../core/syntax/lookup.ts';
import type { ScalarNode } from '../../core/syntax/node.ts';

/**
 * A key of `ds.meta_data`, from which a machine's bootstrap data takes `{{ ds.meta_data.KEY }}`. Completion, hover,
 * rename and the rules all ask here.
 */
export interface MetadataKey {
  readonly key: string;
  readonly from: MetadataSource;
  /** What it holds at run time, as the rest of a sentence that begins with the key. */
  readonly holds: string;
  /** Of a data template's own key: where it is written, and the section that it stands in. */
  readonly node?: ScalarNode;
  readonly path?: NodePath;
  readonly section?: string;
}

/** Who puts it there: the data template, CAPM3 beside it, the baremetal-operator, cloud-init. */
export type MetadataSource = 'template' | 'provider' | 'host' | 'cloud-init';

/**
 * On every machine, whatever its data template says; the template's own keys replace those of the same name. Source:
 * getConfigDrive of the baremetal-operator, the same from v0.3 to v0.13; the openstack helper of cloud-init.
 */
const ALWAYS: readonly MetadataKey[] = [
  { key: 'uuid', from: 'host', holds: 'the uid of the BareMetalHost' },
  { key: 'name', from: 'host', holds: 'the name of the BareMetalHost' },
  { key: 'local-hostname', from: 'host', holds: 'the name of the BareMetalHost' },
  { key: 'local_hostname', from: 'host', holds: 'the name of the BareMetalHost' },
  { key: 'metal3-name', from: 'host', holds: 'the name of the BareMetalHost' },
  { key: 'metal3-namespace', from: 'host', holds: 'the namespace of the BareMetalHost' },
  { key: 'instance-id', from: 'cloud-init', holds: 'the same as uuid' },
];

/** Written last by CAPM3 from v1.2 on, so that nothing replaces it; only where the data template has a `metaData`. */
const PROVIDER_ID: MetadataKey = {
  key: 'providerid',
  from: 'provider',
  holds: 'NAMESPACE/HOST/METAL3MACHINE, which with metal3:// before it is the provider ID',
};

/**
 * The sections in the order in which CAPM3 renders them (renderMetaData): where a key stands in several, the last one
 * counts. The DNS servers of a pool are missing on purpose: no release renders them into the metadata.
 */
export const METADATA_SECTIONS: Readonly<Record<string, (item: Item) => string>> = {
  fromHostInterfaces: ({ value }) =>
    value('interface')
      ? `the MAC address of the host's interface ${value('interface')}`
      : "the host's boot MAC address",
  ipAddressesFromIPPool: ({ value }) => `an address of IPPool "${value('name')}", without a prefix`,
  ipAddressesFromPool: ({ value }) => `an address of IPPool "${value('name')}", without a prefix`,
  prefixesFromIPPool: ({ value }) => `the prefix length of IPPool "${value('name')}", such as 24`,
  prefixesFromPool: ({ value }) => `the prefix length of IPPool "${value('name')}", such as 24`,
  gatewaysFromIPPool: ({ value }) => `the gateway of IPPool "${value('name')}"`,
  gatewaysFromPool: ({ value }) => `the gateway of IPPool "${value('name')}"`,
  indexes: ({ value }) =>
    `${value('prefix')}${value('offset') || '0'} + n × ${value('step') || '1'}${value('suffix')}, n being the machine's index`,
  namespaces: () => 'the namespace of the machine',
  objectNames: ({ value }) => `the name of the ${OBJECTS[value('object')] ?? value('object')}`,
  fromLabels: ({ value }) =>
    `the label ${value('label')} of the ${OBJECTS[value('object')] ?? value('object')}, or nothing`,
  fromAnnotations: ({ value }) =>
    `the annotation ${value('annotation')} of the ${OBJECTS[value('object')] ?? value('object')}, or nothing`,
  strings: ({ value }) => `the text ${JSON.stringify(value('value'))}`,
};

/** Sections whose keys reach no machine: a claim is made for them, and nothing more. */
export const SILENT_SECTIONS = ['dnsServersFromIPPool', 'dnsServersFromPool'];

const OBJECTS: Readonly<Record<string, string>> = {
  machine: 'Machine',
  metal3machine: 'Metal3Machine',
  baremetalhost: 'BareMetalHost',
};

interface Item {
  /** The text of a field, empty where it is not written. */
  readonly value: (field: string) => string;
}

/** The keys that a data template writes itself, section by section in the order in which they are rendered. */
export function templateKeysOf(dataTemplate: Resource): readonly MetadataKey[] {
  return keysIn(dataTemplate, Object.keys(METADATA_SECTIONS));
}

/** The keys of the sections that no release renders. */
export function silentKeysOf(dataTemplate: Resource): readonly MetadataKey[] {
  return keysIn(dataTemplate, SILENT_SECTIONS);
}

function keysIn(dataTemplate: Resource, sections: readonly string[]): readonly MetadataKey[] {
  const found: MetadataKey[] = [];
  for (const section of sections) {
    const list = nodeAt(dataTemplate.root, ['spec', 'metaData', section]);
    if (list?.kind !== 'sequence') continue;
    for (const [index, item] of list.items.entries()) {
      const node = scalarAt(item, ['key']);
      if (!node?.text) continue;
      const value = (field: string) => scalarAt(item, [field])?.text ?? '';
      const holds = METADATA_SECTIONS[section]?.({ value }) ?? '';
      const path = ['spec', 'metaData', section, index, 'key'];
      found.push({ key: node.text, from: 'template', holds, node, path, section });
    }
  }
  return found;
}

/**
 * All keys of a machine with that data template, or with none: each once, as it is at run time. Undefined where that
 * cannot be known, because a key or the whole of `metaData` is a template of somebody else's.
 */
export function metadataKeysOf(dataTemplate: Resource | undefined): readonly MetadataKey[] | undefined {
  const keys = new Map(ALWAYS.map((each) => [each.key, each]));
  const metaData = dataTemplate && nodeAt(dataTemplate.root, ['spec', 'metaData']);
  if (!dataTemplate || !metaData || (metaData.kind === 'scalar' && metaData.style === 'absent'))
    return [...keys.values()];
  if (metaData.kind !== 'map' || metaData.entries.some(({ value }) => value.kind === 'map')) return undefined;
  for (const own of templateKeysOf(dataTemplate)) {
    if (isTemplate(own.key)) return undefined;
    keys.set(own.key, own);
    // cloud-init takes a hostname for the local one.
    if (own.key === 'hostname') keys.set('local-hostname', { ...own, key: 'local-hostname' });
  }
  keys.set(PROVIDER_ID.key, PROVIDER_ID);
  return [...keys.values()];
}

/** The key under which `ds.meta_data.NAME` finds one with signs that Jinja takes for operators: `-` and `.` become `_`. */
export function attributeOf(key: string): string {
  return key.replace(/\/\/|\*\*|==|!=|>=|<=|[-+/*%~[\](){}><=.:|,;]/g, '_');
}
