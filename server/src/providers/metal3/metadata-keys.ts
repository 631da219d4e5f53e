import type { Resource } from '../../core/objects/resource.ts';
import { isTemplate } from '../../core/objects/template-text.ts';
import { type NodePath, nodeAt, scalarAt } from '../../core/syntax/lookup.ts';
import type { ScalarNode } from '../../core/syntax/node.ts';
import { BareMetalHost, BMO } from '../baremetal-operator/kinds.ts';
import { Machine } from '../cluster-api/kinds.ts';
import { CAPM3, Metal3Machine } from './kinds.ts';

/** A key of the metadata of a machine, which bootstrap data reads as `{{ ds.meta_data.KEY }}`. */
export interface MetadataKey {
  readonly key: string;
  readonly from: MetadataSource;
  /** The value at run time, as the rest of a sentence that begins with the key. */
  readonly holds: string;
  /** The place and the section of the key in the data template. Undefined for keys from other sources. */
  readonly node?: ScalarNode;
  readonly path?: NodePath;
  readonly section?: string;
}

/** The source of a key: the data template, CAPM3, the Bare Metal Operator, or cloud-init. */
export type MetadataSource = 'template' | 'provider' | 'host' | 'cloud-init';

/** For `npm run facts`: compare ALWAYS, PROVIDER_ID and METADATA_SECTIONS with the sources before you change these. */
export const METADATA_TABLES = [
  { topic: 'metadata keys of hosts', provider: BMO, verifiedUpTo: 'v0.13' },
  { topic: 'metadata keys of data templates', provider: CAPM3, verifiedUpTo: 'v1.13' },
];

/**
 * Keys of every machine. Keys of the data template replace those with the same name. Source: getConfigDrive of the Bare
 * Metal Operator v0.3 to v0.13; the OpenStack helper of cloud-init.
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

/** Set last by CAPM3 v1.2 and later, so that no key replaces it, and only if the data template has `metaData`. */
const PROVIDER_ID: MetadataKey = {
  key: 'providerid',
  from: 'provider',
  holds: 'NAMESPACE/HOST/METAL3MACHINE, which with metal3:// before it is the provider ID',
};

/**
 * The sections in the order in which CAPM3 renders them (renderMetaData). If a key is in several, the last one applies. The
 * DNS servers of a pool are not included, since no release renders them into the metadata.
 */
export const METADATA_SECTIONS: Readonly<Record<string, (item: Item) => string>> = {
  fromHostInterfaces: ({ value }) =>
    value('interface')
      ? `the MAC address of the host's interface ${value('interface')}`
      : "the host's boot MAC address",
  ipAddressesFromIPPool: ({ value }) => `an address of ${poolOf(value)} (without a prefix)`,
  ipAddressesFromPool: ({ value }) => `an address of ${poolOf(value)} (without a prefix)`,
  prefixesFromIPPool: ({ value }) => `the prefix length of ${poolOf(value)} (such as 24)`,
  prefixesFromPool: ({ value }) => `the prefix length of ${poolOf(value)} (such as 24)`,
  gatewaysFromIPPool: ({ value }) => `the gateway of ${poolOf(value)}`,
  gatewaysFromPool: ({ value }) => `the gateway of ${poolOf(value)}`,
  indexes: ({ value }) =>
    `${value('prefix')}${value('offset') || '0'} + n × ${value('step') || '1'}${value('suffix')}, n being the machine's index`,
  namespaces: () => 'the namespace of the machine',
  objectNames: ({ value }) => `the name of the ${OBJECTS[value('object')] ?? value('object')}`,
  fromLabels: ({ value }) =>
    `the label ${value('label')} of the ${OBJECTS[value('object')] ?? value('object')}, if it is set`,
  fromAnnotations: ({ value }) =>
    `the annotation ${value('annotation')} of the ${OBJECTS[value('object')] ?? value('object')}, if it is set`,
  strings: ({ value }) => `the text ${JSON.stringify(value('value'))}`,
};

/** Sections that CAPM3 creates a claim for but never renders. */
const SILENT_SECTIONS = ['dnsServersFromIPPool', 'dnsServersFromPool'];

const OBJECTS: Readonly<Record<string, string>> = {
  machine: Machine.kind,
  metal3machine: Metal3Machine.kind,
  baremetalhost: BareMetalHost.kind,
};

interface Item {
  /** Returns the text of a field, or an empty text if it is not set. */
  readonly value: (field: string) => string;
}

function poolOf(value: Item['value']): string {
  return value('name') ? `IPPool "${value('name')}"` : 'the pool';
}

/** Returns the keys of a data template, in the order in which they are rendered. */
export function templateKeysOf(dataTemplate: Resource): readonly MetadataKey[] {
  return keysIn(dataTemplate, Object.keys(METADATA_SECTIONS));
}

/** Returns the keys of the sections that no release renders. */
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
 * Returns all metadata keys of a machine with a data template, or with none. Returns undefined if they are unknown, because
 * a key or `metaData` is a template.
 */
export function metadataKeysOf(dataTemplate: Resource | undefined): readonly MetadataKey[] | undefined {
  const keys = new Map(ALWAYS.map((each) => [each.key, each]));
  const metaData = dataTemplate && nodeAt(dataTemplate.root, ['spec', 'metaData']);
  if (!dataTemplate || !metaData || (metaData.kind === 'scalar' && metaData.style === 'absent'))
    return [...keys.values()];
  if (metaData.kind !== 'map' || metaData.entries.some(({ value }) => value.kind === 'map')) return undefined;
  for (const entry of templateKeysOf(dataTemplate)) {
    if (isTemplate(entry.key)) return undefined;
    keys.set(entry.key, entry);
    // cloud-init also uses `hostname` as `local-hostname`.
    if (entry.key === 'hostname') keys.set('local-hostname', { ...entry, key: 'local-hostname' });
  }
  keys.set(PROVIDER_ID.key, PROVIDER_ID);
  return [...keys.values()];
}

/** Returns the name of a key in `ds.meta_data.NAME`. Characters that Jinja parses as operators become underscores. */
export function attributeOf(key: string): string {
  return key.replace(/\/\/|\*\*|==|!=|>=|<=|[-+/*%~[\](){}><=.:|,;]/g, '_');
}
