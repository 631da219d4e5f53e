import type { RecordedQuery } from '../../dependencies/recorded-query.ts';
import type { ObjectIndex } from '../../index/object-index.ts';
import { isJsonPatchFile, isKustomization } from '../../objects/kustomization.ts';
import { isLocalConfig } from '../../objects/local-config.ts';
import type { Resource } from '../../objects/resource.ts';
import { contentOf, withChanges } from '../../objects/resource-of.ts';
import { isTemplate } from '../../objects/template-text.ts';
import { type NodePath, scalarAt } from '../../syntax/lookup.ts';
import type { Node } from '../../syntax/node.ts';
import { sameItems } from '../../text/same-items.ts';
import { mayDeliveryChange } from '../delivery-changes.ts';
import { type Draft, draftOf, identityIn, isFull, typeIn } from './draft.ts';
import { generatedConfigMap } from './generated-config-map.ts';
import type { PatchDocument } from './level.ts';
import type { BuildPlan, Leaf } from './plan.ts';
import type { SourceObject } from './replacement-values.ts';
import { withReplacements } from './replacements.ts';
import { namespaceFor, selects } from './selection.ts';
import { withSubstitutions } from './substitution.ts';
import { transformed } from './transform.ts';

/** An object as a build makes it. */
export interface BuiltObject {
  /** Its URI is that of the root, its document is that of the base. */
  readonly resource: Resource;
  readonly draft: Draft;
}

/** The objects of a build, by the inclusion of their file and by their base. */
export type BuiltObjects = readonly ReadonlyMap<Resource, BuiltObject>[];

export interface BuildResult {
  /** Empty if kustomize rejects the build. */
  readonly objects: BuiltObjects;
  /** Patches for an object that the build certainly does not have. kustomize rejects the build. */
  readonly unmatched: readonly UnmatchedPatch[];
}

export interface UnmatchedPatch extends PatchDocument {
  /** The namespace of an object of this kind and name. */
  readonly namespace?: string;
}

/**
 * Returns the objects that a plan makes. An object with the same base and the same changes as in `before` is the same
 * one. `isSamePlan`: the kustomizations, patches and deliveries are those of `before`. Undefined if the build exceeds a limit.
 */
export function buildObjects(
  plan: BuildPlan,
  index: ObjectIndex,
  before: BuiltObjects,
  isSamePlan: boolean,
): BuildResult | undefined {
  if (isTooLarge(plan, index)) return undefined;
  const builder = new Builder(plan, index);
  const objects = plan.leaves.map((leaf, leafIndex) => {
    const built = new Map<Resource, BuiltObject>();
    for (const base of basesIn(leaf.uri, index)) {
      const known = before[leafIndex]?.get(base);
      const isKept = known && isSamePlan && !known.draft.dependsOnOthers;
      const object = isKept ? known : builder.objectFrom(base, leaf, known);
      if (object) built.set(base, object);
    }
    return built;
  });
  const unmatched = unmatchedPatches(plan, objects, builder.removedBy);
  if (unmatched.length === 0) return { objects, unmatched };
  // Patches can be for local configuration, which is not computed.
  const hasLocal = plan.leaves.some(({ uri }) => objectsIn(uri, index).some(({ root }) => isLocalConfig(root)));
  const isLimited = objects.some((built) => [...built.values()].some(({ draft }) => isFull(draft)));
  const certain = unmatched.filter(({ root }) => !isTemplate(identityIn(root).name));
  return { objects: objects.map(() => new Map()), unmatched: hasLocal || isLimited ? [] : certain };
}

function unmatchedPatches(
  { leaves, isOpen }: BuildPlan,
  objects: BuiltObjects,
  removedBy: ReadonlySet<object>,
): readonly UnmatchedPatch[] {
  if (isOpen) return [];
  const drafts = objects.flatMap((built) => [...built.values()].map(({ draft }) => draft));
  const applied = new Set(drafts.flatMap((draft) => draft.applied));
  const levels = new Set(leaves.flatMap((leaf) => leaf.levels));
  const patches = [...levels].flatMap((level) => level.patches.filter(({ target }) => !target));
  return patches
    .flatMap(({ documents = [] }) => documents)
    .filter(({ root }) => !applied.has(root) && !removedBy.has(root))
    .map((patch) => {
      const [namespace] = drafts.flatMap((draft) => namespaceFor(patch.root, draft) ?? []);
      return namespace === undefined ? patch : { ...patch, namespace };
    });
}

/** The cost of a build is the number of objects times the number of patches for them. */
function isTooLarge({ leaves }: BuildPlan, index: ObjectIndex): boolean {
  let [objects, steps] = [0, 0];
  for (const { uri, levels } of leaves) {
    const count = [...index.inFile(uri)].length;
    objects += count;
    steps += count * levels.reduce((sum, { patches }) => sum + patches.length, levels.length);
  }
  return objects > MAX_OBJECTS || steps > MAX_STEPS;
}

const MAX_OBJECTS = 5_000;
const MAX_STEPS = 200_000;

class Builder {
  readonly #plan: BuildPlan;
  readonly #index: ObjectIndex;
  readonly #sources = new Map<Node, SourceObject | undefined>();
  /** The patches that removed objects. */
  readonly removedBy = new Set<object>();

  constructor(plan: BuildPlan, index: ObjectIndex) {
    this.#plan = plan;
    this.#index = index;
  }

  objectFrom(base: Resource, leaf: Leaf, known: BuiltObject | undefined): BuiltObject | undefined {
    const built = this.#draftAfter(base, leaf, leaf.levels.length, true);
    const draft = built && this.#delivered(base, built);
    if (!draft) return undefined;
    const isSame = known && sameItems(known.draft.applied, draft.applied) && known.draft.isUnknown === draft.isUnknown;
    return isSame ? known : { draft, resource: resourceFrom(draft, this.#plan.root) };
  }

  /** The changes of Flux and Argo CD make a separate build. */
  #delivered(base: Resource, draft: Draft): Draft {
    const { delivery, variables, root } = this.#plan;
    if (variables) return withSubstitutions(draft, variables);
    const query: RecordedQuery = { index: this.#index, record: () => {} };
    // Deliveries of other roots are checked in their own builds.
    const built = withChanges(base, { uri: root.uri });
    return !delivery && mayDeliveryChange(query, built, CONTENT) ? { ...draft, isUnknown: true } : draft;
  }

  /** Returns an object after the first levels of its file; the last one with or without its replacements. */
  #draftAfter(base: Resource, { levels }: Leaf, count: number, withLastReplacements: boolean): Draft | undefined {
    let draft: Draft | undefined = draftOf(base);
    for (const [position, level] of levels.slice(0, count).entries()) {
      draft = transformed(draft, level, this.removedBy);
      if (!draft) return undefined;
      if (withLastReplacements || position < count - 1)
        draft = withReplacements(draft, level, (source) => this.#sourceOf(source, level.kustomization));
    }
    return draft;
  }

  /** The only object that the source of a replacement of a kustomization can mean, before its replacements. */
  #sourceOf(source: Node, kustomization: Resource): SourceObject | undefined {
    if (!this.#sources.has(source)) this.#sources.set(source, this.#findSource(source, kustomization));
    return this.#sources.get(source);
  }

  /** The build fails if a source means several objects, so objects that are not known do not matter. */
  #findSource(source: Node, kustomization: Resource): SourceObject | undefined {
    const [kind, name] = [scalarAt(source, ['kind'])?.text, scalarAt(source, ['name'])?.text];
    if (!kind || !name) return undefined;
    const generated = kind === 'ConfigMap' ? generatedConfigMap(kustomization, name) : undefined;
    if (generated) return generated;
    let found: Draft | undefined;
    for (const leaf of this.#plan.leaves) {
      const count = leaf.levels.findIndex((level) => level.kustomization === kustomization && !level.isGenerating) + 1;
      if (count === 0) continue;
      for (const base of objectsIn(leaf.uri, this.#index)) {
        if (base.kind !== kind) continue;
        const draft = this.#draftAfter(base, leaf, count, false);
        const selected = draft ? selects(source, draft) : 'no';
        if (selected === 'no') continue;
        if (found || selected === 'unknown') return undefined;
        found = draft;
      }
    }
    if (!found || found.isUnknown) return undefined;
    const { root, origins } = found;
    return { root, origin: (node) => origins.of(node) };
  }
}

/** What Flux or Argo CD may change in an object. Namespaces are set for all objects together. */
const CONTENT: readonly NodePath[] = [['spec'], ['data'], ['stringData'], ['apiVersion']];

/** kustomize does not output local configuration. */
function basesIn(uri: string, index: ObjectIndex): readonly Resource[] {
  return objectsIn(uri, index).filter(({ root }) => !isLocalConfig(root));
}

function objectsIn(uri: string, index: ObjectIndex): readonly Resource[] {
  return [...index.inFile(uri)].filter((each) => !each.inside && !isKustomization(each) && !isJsonPatchFile(each));
}

function resourceFrom({ base, root, isUnknown, origins }: Draft, { uri }: Resource): Resource {
  const shared = withChanges(base, {
    uri,
    root,
    broken: isUnknown,
    sourceOf: (node: Node) => origins.of(node),
  });
  const { name: _, nameNode: __, namespace: ___, ...rest } = shared;
  return { ...rest, ...contentOf(root, typeIn(root), base.model) };
}
