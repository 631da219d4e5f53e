import type { Context } from '../../../core/completion/context.ts';
import type { Value } from '../../../core/completion/value.ts';
import type { ValueSlot } from '../../../core/cursor/cursor.ts';
import { isKind } from '../../../core/objects/group-kind.ts';
import { nameOf, type Resource } from '../../../core/objects/resource.ts';
import { isTemplate } from '../../../core/objects/template-text.ts';
import { fits, pathPattern } from '../../../core/syntax/path-pattern.ts';
import { BOOTSTRAP_KINDS, isIgnition, renderedTexts } from '../../kubeadm/metadata-uses.ts';
import { bootPathsOf } from '../boot-paths.ts';
import { Metal3DataTemplate } from '../kinds.ts';
import { attributeOf, METADATA_SECTIONS, metadataKeysOf } from '../metadata-keys.ts';

const KEYS = pathPattern(`spec.metaData.{${Object.keys(METADATA_SECTIONS).join()}}[].key`);

/** How many of the nearest objects of each kind are searched. */
const READERS = 10;

/** Offers metadata keys that bootstrap data reads and the data template does not set. */
export function expectedMetadataKeys(context: Context, { path }: ValueSlot): readonly Value[] {
  if (!context.known || !isKind(context.known, Metal3DataTemplate) || !fits(KEYS, path)) return [];
  const { workspace } = context.input;
  const edited = workspace.resourceIn(context.document);
  const known = new Set((metadataKeysOf(edited) ?? []).flatMap(({ key }) => [key, attributeOf(key)]));
  const expected = new Map<string, Value>();
  for (const config of readersNear(context)) {
    const paths = bootPathsOf(config, workspace);
    // A configuration that no machines use yet can belong to this template.
    if (paths.length > 0 && !paths.some(({ dataTemplate }) => dataTemplate === edited)) continue;
    for (const { uses } of renderedTexts(config))
      for (const { key, isGuarded, isSubtraction } of uses)
        if (!isGuarded && !isSubtraction && !isTemplate(key) && !known.has(key) && !expected.has(key))
          expected.set(key, { text: key, detail: `read by ${nameOf(config)}` });
  }
  return [...expected.values()];
}

function readersNear(context: Context): readonly Resource[] {
  return BOOTSTRAP_KINDS.flatMap((kind) => context.objectsNear(kind).slice(0, READERS)).filter(
    (config) => !config.broken && !isIgnition(config),
  );
}
