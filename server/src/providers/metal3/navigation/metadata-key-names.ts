import {
  type ContributedSymbol,
  type Manifests,
  type Occurrence,
  occurrenceOf,
  type SymbolSource,
} from '../../../core/navigation/symbol.ts';
import { isKind, isOneOf } from '../../../core/objects/group-kind.ts';
import { nameOf, type Resource } from '../../../core/objects/resource.ts';
import { contains } from '../../../core/text/span.ts';
import { BOOTSTRAP_KINDS, type MetadataUse, renderedTexts } from '../../kubeadm/metadata-uses.ts';
import { bootPathsOf, machinesWith } from '../boot-paths.ts';
import { Metal3DataTemplate } from '../kinds.ts';
import { attributeOf, type MetadataKey, metadataKeysOf, templateKeysOf } from '../metadata-keys.ts';

/** A key of `ds.meta_data` that data templates set. */
interface MetadataKeyNamed {
  readonly key: string;
  readonly dataTemplates: readonly Resource[];
}

/** Finds metadata keys where bootstrap data reads them, and where data templates set them. */
export const metadataKeyNames: SymbolSource = ({ resource, offset, node, isKey }, manifests) => {
  const use = isKey ? undefined : metadataUseAt(resource, offset);
  if (use) {
    const read = metadataKeyRead(resource, use, manifests);
    return { symbols: read ? [nameOfKey(read)] : [], part: { span: use.span, text: use.key } };
  }
  if (isKey || !isKind(resource, Metal3DataTemplate)) return undefined;
  if (!templateKeysOf(resource).some((each) => each.node === node)) return undefined;
  return { symbols: [nameOfKey({ key: node.text, dataTemplates: [resource] })] };
};

function nameOfKey(named: MetadataKeyNamed): ContributedSymbol {
  return {
    kind: 'contributed',
    name: named.key,
    occurrences: (manifests) => metadataKeyOccurrences(named, manifests),
    reasonAgainst: (name, manifests) => objectionToKey(named, name, manifests),
  };
}

/**
 * Returns why a metadata key cannot get another name. A key that every machine has may be replaced, as data templates do;
 * but not if bootstrap data reads it.
 */
function objectionToKey(named: MetadataKeyNamed, name: string, manifests: Manifests): string | undefined {
  if (!/^[A-Za-z_][\w.-]*$/.test(name))
    return `"${name}" cannot be read in {{ ds.meta_data. }}: keys have letters, digits, "_", "-" and ".".`;
  for (const template of named.dataTemplates) {
    if (templateKeysOf(template).some(({ key }) => key === name))
      return `The metadata of ${nameOf(template)} already has a key "${name}".`;
    if (metadataKeysOf(template)?.some(({ key, from }) => key === name && from === 'provider'))
      return `CAPM3 overwrites "${name}" with its own value.`;
  }
  return isTakenForAnother(named, name, manifests) ? `Bootstrap data already reads another key "${name}".` : undefined;
}

/** Returns the key that `{{ ds.meta_data.WRITTEN }}` reads on the machines of a data template. */
function keyAt(written: string, template: Resource): MetadataKey | undefined {
  // An exact match takes precedence over a match with underscores, and includes the default keys of all machines.
  const keys = metadataKeysOf(template) ?? templateKeysOf(template);
  return keys.find(({ key }) => key === written) ?? keys.find(({ key }) => attributeOf(key) === written);
}

/** Returns the key of the data template that is read, or undefined if it is not one of its keys. */
function keyRead(written: string, template: Resource): string | undefined {
  const read = keyAt(written, template);
  return read && read.node?.text === read.key ? read.key : undefined;
}

/** Returns the use of a metadata key at a UTF-16 offset of the object's document. */
function metadataUseAt(resource: Resource, offset: number): MetadataUse | undefined {
  if (!isOneOf(resource, BOOTSTRAP_KINDS)) return undefined;
  return renderedTexts(resource)
    .flatMap(({ uses }) => uses)
    .find(({ span }) => contains(span, offset));
}

/** Returns the key that a use reads, or undefined if no data template in the workspace sets it. */
function metadataKeyRead(
  config: Resource,
  { key: written }: MetadataUse,
  manifests: Manifests,
): MetadataKeyNamed | undefined {
  const dataTemplates = dataTemplatesOf(config, manifests);
  const key = dataTemplates.map((template) => keyRead(written, template)).find((each) => each !== undefined);
  return key === undefined ? undefined : { key, dataTemplates: writing(dataTemplates, key) };
}

/** Returns the places where a key is set and read. */
function metadataKeyOccurrences(named: MetadataKeyNamed, manifests: Manifests): readonly Occurrence[] {
  const { templates, configs } = boundBy(named, manifests);
  return [
    ...templates.flatMap((template) =>
      templateKeysOf(template).flatMap((each) =>
        each.key === named.key && each.node ? [occurrenceOf(template, each.node, 'definition')] : [],
      ),
    ),
    ...configs.flatMap((config) => usesOf(config, named.key, dataTemplatesOf(config, manifests))),
  ];
}

/** Returns true if an expression that reads another key would read this one if it were named `name`. */
function isTakenForAnother(named: MetadataKeyNamed, name: string, manifests: Manifests): boolean {
  const { configs } = boundBy(named, manifests);
  return configs.some((config) => {
    const written = renderedTexts(config).flatMap(({ uses }) => uses.map(({ key }) => key));
    return dataTemplatesOf(config, manifests).some((template) =>
      written.some((each) => {
        const read = keyAt(each, template)?.key;
        if (read === undefined || read === named.key) return false;
        return each === name || (each === attributeOf(name) && read !== each);
      }),
    );
  });
}

/** Returns the data templates that must use the same name for a key since they have readers in common, and the readers. */
function boundBy({ key, dataTemplates }: MetadataKeyNamed, manifests: Manifests) {
  const templates = new Set(dataTemplates);
  const configs = new Set<Resource>();
  for (const template of templates)
    for (const config of configsOf(template, manifests)) {
      if (configs.has(config)) continue;
      configs.add(config);
      // The loop also visits templates that are added during iteration.
      for (const other of writing(dataTemplatesOf(config, manifests), key)) templates.add(other);
    }
  return { templates: [...templates], configs: [...configs] };
}

function usesOf(config: Resource, key: string, dataTemplates: readonly Resource[]): readonly Occurrence[] {
  const { uri, document } = config;
  return renderedTexts(config)
    .flatMap(({ uses }) => uses)
    .filter((use) => dataTemplates.some((template) => keyRead(use.key, template) === key))
    .map(({ span, form }) => ({
      uri,
      document,
      span,
      role: 'reference',
      // After a dot, a minus would be a subtraction, so cloud-init provides such keys with an underscore.
      ...(form === 'attribute' ? { textFor: attributeOf } : {}),
    }));
}

function writing(dataTemplates: readonly Resource[], key: string): readonly Resource[] {
  return dataTemplates.filter((template) => templateKeysOf(template).some((each) => each.key === key));
}

function dataTemplatesOf(config: Resource, manifests: Manifests): readonly Resource[] {
  return [...new Set(bootPathsOf(config, manifests).flatMap(({ dataTemplate }) => dataTemplate ?? []))];
}

/** Returns the bootstrap configurations of the machines with a data template. */
function configsOf(dataTemplate: Resource, manifests: Manifests): readonly Resource[] {
  const owners = new Set(machinesWith(dataTemplate, manifests).map(({ machines }) => machines));
  return [...owners].flatMap((machines) => {
    if (isOneOf(machines, BOOTSTRAP_KINDS)) return [machines];
    return machines.references.flatMap((reference) => {
      if (!isOneOf(reference.target, BOOTSTRAP_KINDS)) return [];
      const found = manifests.resolve(machines, reference);
      return found.kind === 'object' ? [found.resource] : [];
    });
  });
}
