import type { ValueSlot } from '../cursor/cursor.ts';
import { bootPathsOf } from '../resources/boot-paths.ts';
import { localReferenceFieldsOf } from '../resources/local-reference-fields.ts';
import { attributeOf, METADATA_SECTIONS, metadataKeysOf } from '../resources/metadata-keys.ts';
import { BOOTSTRAP_KINDS, isIgnition, renderedTexts } from '../resources/metadata-uses.ts';
import { GROUPS } from '../resources/reference-fields.ts';
import { nameOf, type Resource } from '../resources/resource.ts';
import { isTemplate } from '../resources/template-text.ts';
import { fits, matches, pathPattern } from '../syntax/path-pattern.ts';
import type { Context } from './context.ts';
import type { Value } from './values.ts';

/** What is to be called as others call it already: the links that networks name, the keys that bootstrap data reads. */
export function awaitedNames(context: Context, slot: ValueSlot): readonly Value[] {
  return [...awaitedByNeighbours(context, slot), ...awaitedByMachines(context, slot)];
}

/** Names that the same object uses and gives to nothing. */
function awaitedByNeighbours({ known, cursor: { root } }: Context, { path }: ValueSlot): readonly Value[] {
  const fields = known ? localReferenceFieldsOf(known) : [];
  const naming = fields.filter(({ definitions }) => definitions.some((each) => fits(each, path)));
  const texts = (patterns: (typeof naming)[number]['definitions']) =>
    patterns
      .flatMap((pattern) => matches(root, pattern))
      .flatMap(({ node }) => (node.kind === 'scalar' && node.text !== '' && !isTemplate(node.text) ? [node.text] : []));
  const given = new Set(texts(naming.flatMap(({ definitions }) => definitions)));
  const used = texts(naming.map(({ pattern }) => pattern));
  return [...new Set(used)]
    .filter((text) => !given.has(text))
    .map((text) => ({ text, detail: 'named by this object' }));
}

const KEYS = pathPattern(`spec.metaData.{${Object.keys(METADATA_SECTIONS).join()}}[].key`);

/** How many of the nearest objects of each kind are asked what they read. */
const READERS = 10;

/** Keys that bootstrap data reads, and that its machines do not have. */
function awaitedByMachines(context: Context, { path }: ValueSlot): readonly Value[] {
  if (context.known?.kind !== 'Metal3DataTemplate' || !fits(KEYS, path)) return [];
  const { workspace } = context.asks;
  const own = workspace.resourceIn(context.document);
  const known = new Set((metadataKeysOf(own) ?? []).flatMap(({ key }) => [key, attributeOf(key)]));
  const awaited = new Map<string, Value>();
  for (const config of readersNear(context)) {
    const paths = bootPathsOf(config, workspace);
    // Where nothing says yet whose machines it boots, they may be those of this template.
    if (paths.length > 0 && !paths.some(({ dataTemplate }) => dataTemplate === own)) continue;
    for (const { uses } of renderedTexts(config))
      for (const { key, guarded, subtracts } of uses)
        if (!guarded && !subtracts && !isTemplate(key) && !known.has(key) && !awaited.has(key))
          awaited.set(key, { text: key, detail: `read by ${nameOf(config)}` });
  }
  return [...awaited.values()];
}

function readersNear(context: Context): readonly Resource[] {
  return BOOTSTRAP_KINDS.flatMap((kind) => {
    const group = kind.startsWith('KubeadmConfig') ? GROUPS.bootstrap : GROUPS.controlPlane;
    return context.objectsNear({ group, kind }).slice(0, READERS);
  }).filter((config) => !config.broken && !isIgnition(config));
}
