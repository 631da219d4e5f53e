import { nameOf } from '../../core/objects/resource.ts';
import { nearestTo } from '../../core/text/similar-names.ts';
import type { BootPath } from './boot-paths.ts';
import { attributeOf, type MetadataKey, metadataKeysOf, silentKeysOf } from './metadata-keys.ts';

/** A way in which machines boot, with the metadata keys that they have. */
export interface KnownPath extends BootPath {
  readonly keys: readonly MetadataKey[];
  /** All names of the keys in expressions. */
  readonly known: ReadonlySet<string>;
}

/** Why machines do not have a metadata key, and what to do. */
interface Explanation {
  readonly cause: string;
  readonly remedy: string;
  /** Similar keys, best match first. */
  readonly names: readonly string[];
}

/** Explains why the machines of a path do not have a metadata key. */
export function explainMissingKey(key: string, { dataTemplate, machineTemplate, keys }: KnownPath): Explanation {
  const template = dataTemplate ? nameOf(dataTemplate) : '';
  if (key === 'providerid')
    return {
      cause: dataTemplate
        ? ` because ${template} has no metaData`
        : ` because ${nameOf(machineTemplate)} has no dataTemplate`,
      remedy: dataTemplate
        ? 'Add metaData with at least one key.'
        : 'Add a Metal3DataTemplate with metaData, or let CAPM3 set the provider ID.',
      names: [],
    };
  if (dataTemplate && silentKeysOf(dataTemplate).some((silent) => silent.key === key))
    return {
      cause: ' because CAPM3 renders no DNS servers into the metadata',
      remedy: `Add the addresses under strings in ${template}, or use services.dnsFromIPPool of its networkData.`,
      names: [],
    };
  const names = candidatesFor(key, keys);
  const [near] = names;
  const add = dataTemplate ? `Add it to metaData of ${template}.` : 'Add a Metal3DataTemplate that sets it.';
  return { cause: '', remedy: near === undefined ? add : `Did you mean "${near}"?`, names };
}

/** Returns true if two keys only differ in case, "-" and "_", so that the correction is certain. */
export function isSameKey(name: string, key: string): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/[-_]/g, '');
  return plain(name) === plain(key);
}

/** Returns the path with its keys; empty if they are unknown. */
export function knownPath(path: BootPath): readonly KnownPath[] {
  const keys = metadataKeysOf(path.dataTemplate);
  if (!keys) return [];
  return [{ ...path, keys, known: new Set(keys.flatMap(({ key }) => [key, attributeOf(key)])) }];
}

/** Common wrong keys, with the correct ones. */
const USUALLY_MEANT: Readonly<Record<string, string>> = {
  hostname: 'local_hostname',
  fqdn: 'local_hostname',
  instance_id: 'instance_id',
  provider_id: 'providerid',
  providerID: 'providerid',
};

function candidatesFor(key: string, keys: readonly MetadataKey[]): readonly string[] {
  const names = new Set(keys.map(({ key: name }) => attributeOf(name)));
  const meant = USUALLY_MEANT[key];
  if (meant !== undefined && names.has(meant)) return [meant];
  const ofTemplate = keys.filter(({ from }) => from === 'template').map(({ key: name }) => attributeOf(name));
  const near = nearestTo(key, ofTemplate);
  return near.length > 0 ? near : nearestTo(key, names);
}
