import {
  type ContributedName,
  type Manifests,
  type NameSource,
  type Occurrence,
  occurrenceOf,
} from '../../../core/navigation/named.ts';
import { isKind, isOneOf } from '../../../core/objects/group-kind.ts';
import { nameOf, type Resource } from '../../../core/objects/resource.ts';
import { BOOTSTRAP_KINDS, type MetadataUse, renderedTexts } from '../../kubeadm/metadata-uses.ts';
import { bootPathsOf, machinesWith } from '../boot-paths.ts';
import { Metal3DataTemplate } from '../kinds.ts';
import { attributeOf, type MetadataKey, metadataKeysOf, templateKeysOf } from '../metadata-keys.ts';

/** A key of `ds.meta_data` that some data templates write. */
interface MetadataKeyNamed {
  readonly key: string;
  readonly dataTemplates: readonly Resource[];
}

/** Finds metadata keys where bootstrap data reads them, and where data templates write them. */
export const metadataKeyNames: NameSource = ({ resource, offset, node, isKey }, manifests) => {
  const use = isKey ? undefined : metadataUseAt(resource, offset);
  if (use) {
    const read = metadataKeyRead(resource, use, manifests);
    return { named: read ? [nameOfKey(read)] : [], part: { span: use.span, text: use.key } };
  }
  if (isKey || !isKind(resource, Metal3DataTemplate)) return undefined;
  if (!templateKeysOf(resource).some((each) => each.node === node)) return undefined;
  return { named: [nameOfKey({ key: node.text, dataTemplates: [resource] })] };
};

function nameOfKey(named: MetadataKeyNamed): ContributedName {
  return {
    kind: 'contributed',
    name: named.key,
    occurrences: (manifests) => metadataKeyOccurrences(named, manifests),
    objectionTo: (name, manifests) => objectionToKey(named, name, manifests),
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
      return `The metadata of ${nameOf(template)} has a key "${name}" already.`;
    if (metadataKeysOf(template)?.some(({ key, from }) => key === name && from === 'provider'))
      return `CAPM3 overwrites "${name}" with its own value.`;
  }
  return isTakenForAnother(named, name, manifests)
    ? `A key "${name}" is read already, and would be another then.`
    : undefined;
}

/** What `{{ ds.meta_data.WRITTEN }}` reads on the machines of a data template. */
function keyAt(written: string, template: Resource): MetadataKey | undefined {
  // What is called so exactly goes before what is spelled so behind a dot, and may be there on every machine.
  const keys = metadataKeysOf(template) ?? templateKeysOf(template);
  return keys.find(({ key }) => key === written) ?? keys.find(({ key }) => attributeOf(key) === written);
}

/** The data template's own key that is read there, if it is one of those. */
function keyRead(written: string, template: Resource): string | undefined {
  const read = keyAt(written, template);
  return read && read.node?.text === read.key ? read.key : undefined;
}

/** The use of a metadata key at an offset of an object's document. */
function metadataUseAt(resource: Resource, offset: number): MetadataUse | undefined {
  if (!isOneOf(resource, BOOTSTRAP_KINDS)) return undefined;
  return renderedTexts(resource)
    .flatMap(({ uses }) => uses)
    .find(({ span }) => span.start <= offset && offset <= span.end);
}

/** What a use reads; undefined where no data template at hand writes it. */
function metadataKeyRead(
  config: Resource,
  { key: written }: MetadataUse,
  manifests: Manifests,
): MetadataKeyNamed | undefined {
  const dataTemplates = dataTemplatesOf(config, manifests);
  const key = dataTemplates.map((template) => keyRead(written, template)).find((each) => each !== undefined);
  return key === undefined ? undefined : { key, dataTemplates: writing(dataTemplates, key) };
}

/** Where a key is written and read. */
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

/** Whether somebody who reads another key now would read this one if it were called `name`. */
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

/** The data templates that must agree on a key, for their readers have them in common, and those readers. */
function boundBy({ key, dataTemplates }: MetadataKeyNamed, manifests: Manifests) {
  const templates = new Set(dataTemplates);
  const configs = new Set<Resource>();
  for (const template of templates)
    for (const config of configsOf(template, manifests)) {
      if (configs.has(config)) continue;
      configs.add(config);
      // A set that grows while it is walked is walked to its end.
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
      // Behind a dot a minus would be a subtraction; cloud-init offers such keys with an underscore.
      ...(form === 'attribute' ? { written: attributeOf } : {}),
    }));
}

function writing(dataTemplates: readonly Resource[], key: string): readonly Resource[] {
  return dataTemplates.filter((template) => templateKeysOf(template).some((each) => each.key === key));
}

function dataTemplatesOf(config: Resource, manifests: Manifests): readonly Resource[] {
  return [...new Set(bootPathsOf(config, manifests).flatMap(({ dataTemplate }) => dataTemplate ?? []))];
}

/** Whose bootstrap data machines with a data template read. */
function configsOf(dataTemplate: Resource, manifests: Manifests): readonly Resource[] {
  const makers = new Set(machinesWith(dataTemplate, manifests).map(({ machines }) => machines));
  return [...makers].flatMap((machines) => {
    if (isOneOf(machines, BOOTSTRAP_KINDS)) return [machines];
    return machines.references.flatMap((reference) => {
      if (!isOneOf(reference.target, BOOTSTRAP_KINDS)) return [];
      const found = manifests.resolve(machines, reference);
      return found.kind === 'object' ? [found.resource] : [];
    });
  });
}
