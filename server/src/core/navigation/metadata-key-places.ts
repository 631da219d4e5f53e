import { bootPathsOf, machinesWith } from '../resources/boot-paths.ts';
import { attributeOf, templateKeysOf } from '../resources/metadata-keys.ts';
import { BOOTSTRAP_KINDS, type MetadataUse, renderedTexts } from '../resources/metadata-uses.ts';
import type { Resource } from '../resources/resource.ts';
import { type Manifests, type Named, type Occurrence, occurrenceOf } from './named.ts';

type MetadataKeyNamed = Extract<Named, { kind: 'metadata-key' }>;

/** Whether `{{ ds.meta_data.WRITTEN }}` reads a key. */
function reads(written: string, key: string): boolean {
  return written === key || written === attributeOf(key);
}

/** The use of a metadata key at an offset of an object's document. */
export function metadataUseAt(resource: Resource, offset: number): MetadataUse | undefined {
  if (!BOOTSTRAP_KINDS.includes(resource.kind)) return undefined;
  return renderedTexts(resource)
    .flatMap(({ uses }) => uses)
    .find(({ span }) => span.start <= offset && offset <= span.end);
}

/** What a use reads; undefined where no data template at hand writes it. */
export function metadataKeyRead(
  config: Resource,
  { key: written }: MetadataUse,
  manifests: Manifests,
): MetadataKeyNamed | undefined {
  const dataTemplates = dataTemplatesOf(config, manifests);
  const keys = dataTemplates.flatMap((template) => templateKeysOf(template).map(({ key }) => key));
  const key = keys.find((each) => each === written) ?? keys.find((each) => reads(written, each));
  return key === undefined ? undefined : { kind: 'metadata-key', key, dataTemplates: writing(dataTemplates, key) };
}

/** Where a key is written and read: in all data templates that the readers have in common, for they must agree. */
export function metadataKeyOccurrences(
  { key, dataTemplates }: MetadataKeyNamed,
  manifests: Manifests,
): readonly Occurrence[] {
  const templates = new Set(dataTemplates);
  const configs = new Set<Resource>();
  for (const template of templates)
    for (const config of configsOf(template, manifests)) {
      if (configs.has(config)) continue;
      configs.add(config);
      // A set that grows while it is walked is walked to its end.
      for (const other of writing(dataTemplatesOf(config, manifests), key)) templates.add(other);
    }
  return [
    ...[...templates].flatMap((template) =>
      templateKeysOf(template).flatMap((each) =>
        each.key === key && each.node ? [occurrenceOf(template, each.node, 'definition')] : [],
      ),
    ),
    ...[...configs].flatMap((config) => usesOf(config, key)),
  ];
}

function usesOf(config: Resource, key: string): readonly Occurrence[] {
  const { uri, document } = config;
  return renderedTexts(config)
    .flatMap(({ uses }) => uses)
    .filter((use) => reads(use.key, key))
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
    if (BOOTSTRAP_KINDS.includes(machines.kind)) return [machines];
    return machines.references.flatMap((reference) => {
      if (!BOOTSTRAP_KINDS.includes(reference.target.kind)) return [];
      const found = manifests.resolve(machines, reference);
      return found.kind === 'object' ? [found.resource] : [];
    });
  });
}
