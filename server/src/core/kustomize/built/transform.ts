import { isJsonPatch, operationsOf } from '../../objects/json-patch.ts';
import { generatorsChanging } from '../../objects/kustomization.ts';
import { type Resource, splitApiVersion } from '../../objects/resource.ts';
import { isTemplate } from '../../objects/template-text.ts';
import { childOf, nodeAt, scalarAt } from '../../syntax/lookup.ts';
import type { Node, ScalarNode } from '../../syntax/node.ts';
import { matches, pathPattern } from '../../syntax/path-pattern.ts';
import { applyOperations } from './apply-operations.ts';
import { changedDraft, type Draft, identityIn, typeIn } from './draft.ts';
import { withChange } from './edit-tree.ts';
import type { Level, LevelPatch } from './level.ts';
import { mergePatch } from './merge-patch.ts';
import { isOfKubernetes, isPatchFor, selects } from './selection.ts';
import { withTextAnnotations } from './text-annotations.ts';
import { maySpecConcern } from './transformers.ts';

/**
 * Returns an object after a kustomization, without its replacements; undefined if a patch removes the object, which is then
 * added to `removedBy`. The order is that of kustomize.
 *
 * Source: kustomize, api/internal/target/kusttarget_configplugin.go, and the defaults in
 * api/internal/konfig/builtinpluginconsts, which have no field of a custom resource except for its metadata.
 */
export function transformed(draft: Draft, level: Level, removedBy: Set<object>): Draft | undefined {
  const { kustomization, patches, uncertain } = level;
  if (level.isGenerating) return generated(draft, kustomization);
  const unclear = uncertain.find((each) => maySpecConcern(each, typeIn(draft.root)));
  let result: Draft | undefined = unclear ? changedDraft(draft, undefined, unclear) : draft;
  for (const patch of patches) result = result && patched(result, patch, removedBy);
  if (!result) return undefined;
  result = withNamespace(result, level);
  result = withName(result, level, 'namePrefix', (affix, name) => affix + name);
  result = withName(result, level, 'nameSuffix', (affix, name) => name + affix);
  result = withLabels(result, level);
  result = withAnnotations(result, level);
  return withTextAnnotations(withReplicasAndImages(result, kustomization));
}

/** A ConfigMap or Secret that a generator merges into or replaces is unknown. */
function generated(draft: Draft, kustomization: Resource): Draft {
  const names = draft.identities.map(({ name }) => name);
  const [generator] = generatorsChanging(kustomization, typeIn(draft.root).kind, names);
  return generator ? changedDraft(draft, undefined, generator) : draft;
}

/** Undefined if the patch removes the object. */
function patched(
  draft: Draft,
  { documents, target, node, hasOptions }: LevelPatch,
  removedBy: Set<object>,
): Draft | undefined {
  const selected = target ? selects(target, draft) : 'yes';
  if (selected === 'no') return draft;
  if (!documents || selected === 'unknown' || (hasOptions && target)) return changedDraft(draft, undefined, node);
  let result: Draft = draft;
  for (const { root, resource } of documents) {
    const concerns = target || isJsonPatch(root) ? 'yes' : isPatchFor(root, result);
    if (concerns === 'no') continue;
    if (concerns === 'unknown' || hasOptions) {
      result = changedDraft(result, undefined, root);
      continue;
    }
    if (scalarAt(root, ['$patch'])?.text === 'delete') {
      removedBy.add(root);
      return undefined;
    }
    result.origins.add(root, resource);
    const next = isJsonPatch(root)
      ? applyOperations(result.root, operationsOf(root), result.origins)
      : merged(result, root);
    result = changedDraft(result, next, root);
  }
  return result;
}

/** A patch does not change the type, the name and the namespace of an object. */
function merged({ root, origins }: Draft, patch: Node): Node | undefined {
  const [own, theirs] = [typeIn(root), typeIn(patch)];
  // Some releases of kustomize use the version of the patch.
  if (own.kind === theirs.kind && own.apiVersion !== theirs.apiVersion) return undefined;
  const { group } = splitApiVersion(own.apiVersion);
  let result = mergePatch(root, patch, origins, isOfKubernetes(group));
  for (const path of IDENTITY) {
    const before = nodeAt(root, path);
    if (!result || before === nodeAt(result, path)) continue;
    result = before ? withChange(result, path, () => before, origins) : undefined;
  }
  return result;
}

const IDENTITY = [['apiVersion'], ['kind'], ['metadata', 'name'], ['metadata', 'namespace']];

function withNamespace(draft: Draft, { kustomization, holder }: Level): Draft {
  // Flux calls the field `targetNamespace`.
  const node = scalarAt(kustomization.root, ['namespace']) ?? scalarAt(kustomization.root, ['targetNamespace']);
  const { kind, apiVersion } = typeIn(draft.root);
  if (!node?.text || CLUSTER_SCOPED.includes(kind)) return draft;
  if (kind === 'Namespace' && apiVersion === 'v1') return changedDraft(draft, undefined, node);
  return renamed(draft, holder, node, 'namespace', node.text);
}

const CLUSTER_SCOPED = [
  'APIService',
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'IngressClass',
  'MutatingWebhookConfiguration',
  'PersistentVolume',
  'PriorityClass',
  'StorageClass',
  'ValidatingWebhookConfiguration',
];

function withName(
  draft: Draft,
  { kustomization, holder }: Level,
  key: string,
  nameWith: (affix: string, name: string) => string,
): Draft {
  const node = scalarAt(kustomization.root, [key]);
  if (!node?.text || NOT_RENAMED.includes(typeIn(draft.root).kind)) return draft;
  const name = scalarAt(draft.root, ['metadata', 'name']);
  return name ? renamed(draft, holder, node, 'name', nameWith(node.text, name.text)) : draft;
}

const NOT_RENAMED = ['APIService', 'CustomResourceDefinition', 'Namespace'];

function renamed(
  draft: Draft,
  kustomization: Resource,
  by: ScalarNode,
  field: 'name' | 'namespace',
  text: string,
): Draft {
  if (scalarAt(draft.root, ['metadata', field])?.text === text) return draft;
  const created = draft.origins.created<ScalarNode>({ ...by, text }, kustomization);
  const root = withChange(draft.root, ['metadata', field], () => created, draft.origins);
  const next = changedDraft(draft, root, by);
  const renamedBy = [...draft.renamedBy, { kustomization, node: by, field }];
  return { ...next, renamedBy, identities: [...draft.identities, identityIn(next.root)] };
}

function withLabels(draft: Draft, { kustomization, holder }: Level): Draft {
  const { root } = kustomization;
  const listed = matches(root, LABELS).map(({ node }) => node);
  const ofFlux = nodeAt(root, ['commonMetadata', 'labels']);
  const maps = [childOf(root, 'commonLabels'), ofFlux, ...listed.map((each) => childOf(each, 'pairs'))];
  if (maps.every((map) => !map)) return draft;
  // `fields` can name any field.
  const isOpen = listed.some((each) => childOf(each, 'fields')) || isWorkload(draft);
  return isOpen ? changedDraft(draft, undefined, root) : withMetadata(draft, holder, 'labels', maps);
}

const LABELS = pathPattern('labels[]');

function withAnnotations(draft: Draft, { kustomization, holder }: Level): Draft {
  const { root } = kustomization;
  const map = childOf(root, 'commonAnnotations') ?? nodeAt(root, ['commonMetadata', 'annotations']);
  if (!map) return draft;
  return isWorkload(draft) ? changedDraft(draft, undefined, map) : withMetadata(draft, holder, 'annotations', [map]);
}

function withMetadata(
  draft: Draft,
  holder: Resource,
  field: 'labels' | 'annotations',
  maps: readonly (Node | undefined)[],
): Draft {
  const count = maps.reduce((sum, map) => sum + (map?.kind === 'map' ? map.entries.length : 0), 0);
  // Each one is compared with the others.
  if (count > MAX_LABELS) return changedDraft(draft, undefined, holder.root);
  let result = draft;
  for (const map of maps) {
    if (map?.kind !== 'map') continue;
    result.origins.add(map, holder);
    let root: Node | undefined = result.root;
    for (const { key, value } of map.entries)
      root =
        root && key.kind === 'scalar'
          ? withChange(root, ['metadata', field, key.text], () => value, result.origins)
          : undefined;
    result = changedDraft(result, root, map);
  }
  return result;
}

/** If a kustomization sets more labels or annotations, the objects are unknown. */
const MAX_LABELS = 200;

/** The replicas and images of custom resources are not changed, unless they contain containers. */
function withReplicasAndImages(draft: Draft, kustomization: Resource): Draft {
  const images = childOf(kustomization.root, 'images');
  const { name } = identityIn(draft.root);
  const replicas = matches(kustomization.root, REPLICAS).find(
    ({ node }) =>
      node.kind === 'scalar' && (isTemplate(node.text) || draft.identities.some((each) => each.name === node.text)),
  );
  if (name !== '' && replicas) return changedDraft(draft, undefined, replicas.node);
  return images && hasContainers(draft.root) ? changedDraft(draft, undefined, images) : draft;
}

const REPLICAS = pathPattern('replicas[].name');

/** True for the kinds of Kubernetes, where labels and annotations also go to pods and selectors. */
function isWorkload({ root }: Draft): boolean {
  const { apiVersion, kind } = typeIn(root);
  if (apiVersion === 'v1') return kind === 'Service' || kind === 'ReplicationController' || kind === 'Pod';
  return isOfKubernetes(splitApiVersion(apiVersion).group);
}

function hasContainers(root: Node): boolean {
  const open: Node[] = [root];
  for (const node of open) {
    if (node.kind === 'sequence') open.push(...node.items);
    else if (node.kind === 'map')
      for (const { key, value } of node.entries) {
        if (key.kind === 'scalar' && /^(initContainers|containers)$/.test(key.text)) return true;
        open.push(value);
      }
  }
  return false;
}
