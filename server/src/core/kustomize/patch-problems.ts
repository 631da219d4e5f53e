import { type RecordedQuery, resourcesOf } from '../dependencies/recorded-query.ts';
import { indexKey } from '../index/object-index.ts';
import { type Delivery, deliveriesOf } from '../objects/delivery.ts';
import { operationsOf, type PatchOperation } from '../objects/json-patch.ts';
import { isJsonPatchFile, isKustomization, type KustomizePatch, kustomizePatchesOf } from '../objects/kustomization.ts';
import { type Resource, splitApiVersion } from '../objects/resource.ts';
import { isTemplate } from '../objects/template-text.ts';
import type { PatchTarget } from '../query/manifests.ts';
import { resolveKind } from '../schemas/resolved-kind.ts';
import { scalarAt } from '../syntax/lookup.ts';
import type { Node } from '../syntax/node.ts';
import { memoize } from '../text/memoize.ts';
import type { Problem } from '../validation/problem.ts';
import type { SchemaValidator } from '../validation/schema-validator.ts';
import type { Violation } from '../validation/violation.ts';
import { appliesToPartialObject } from './is-complete.ts';
import { operationAsObject } from './operation-as-object.ts';
import { selectedBy } from './patch-targets.ts';

/**
 * Returns what the API server rejects because of the patches in a kustomization, a Flux Kustomization or an Argo CD
 * Application, or in a file that is a patch. Strategic merge patches that state the kind of their target are objects of
 * their own, except for those of Flux and Argo CD, so their problems are not returned.
 */
export function patchViolations(
  resource: Resource,
  query: RecordedQuery,
  schemas: SchemaValidator,
): readonly Violation[] {
  if (isKustomization(resource))
    return kustomizePatchesOf(resource).flatMap((patch) =>
      (patch.inline ?? []).flatMap((root) =>
        ofPatch(resource, root, targetsOf(resource, patch, query, schemas), schemas, isOfOtherKind),
      ),
    );
  const deliveries = deliveriesOf(resource);
  if (deliveries.length > 0) return deliveries.flatMap((delivery) => ofDelivery(resource, delivery, query, schemas));
  query.record(indexKey.patching(resource.uri));
  if (!isJsonPatchFile(resource) && !query.index.isPatch(resource)) return [];
  if (resource.inside) return [];
  return resourcesOf(query, indexKey.patching(resource.uri)).flatMap((kustomization) =>
    kustomizePatchesOf(kustomization)
      .filter(({ file }) => file === resource.uri)
      .flatMap((patch) =>
        ofPatch(resource, resource.root, targetsOf(kustomization, patch, query, schemas), schemas, isOfOtherKind),
      ),
  );
}

function ofDelivery(
  resource: Resource,
  delivery: Delivery,
  query: RecordedQuery,
  schemas: SchemaValidator,
): readonly Violation[] {
  const { changes } = delivery;
  if (!changes) return [];
  query.record(indexKey.builds());
  const kustomization = query.index.builds.kustomizationOf(delivery);
  return kustomizePatchesOf(changes).flatMap((patch) =>
    (patch.inline ?? []).flatMap((root) => {
      const targets = patch.target ? targetsOf(kustomization ?? changes, patch, query, schemas) : ownTarget(root);
      return ofPatch(resource, root, targets, schemas, () => true);
    }),
  );
}

/** The object that a strategic merge patch without a target is for. */
function ownTarget(root: Node): readonly PatchTarget[] {
  const [apiVersion, kind, name] = [['apiVersion'], ['kind'], ['metadata', 'name']].map(
    (path) => scalarAt(root, path)?.text,
  );
  if (!apiVersion || !kind || isTemplate(apiVersion) || isTemplate(kind)) return [];
  return [{ ...splitApiVersion(apiVersion), kind, ...(name ? { name } : {}) }];
}

/** True if a merge patch does not state the kind of its target, so that it is not an object of its own. */
function isOfOtherKind(root: Node, { group, kind }: PatchTarget): boolean {
  const own = splitApiVersion(scalarAt(root, ['apiVersion'])?.text ?? '');
  return scalarAt(root, ['kind'])?.text !== kind || own.group !== group;
}

function ofPatch(
  holder: Resource,
  root: Node,
  targets: readonly PatchTarget[],
  schemas: SchemaValidator,
  isChecked: (root: Node, target: PatchTarget) => boolean,
): readonly Violation[] {
  if (root.kind === 'sequence') return ofOperations(holder, root, targets, schemas);
  if (root.kind !== 'map') return [];
  return targets.flatMap((target) => (isChecked(root, target) ? ofMerge(holder, root, target, schemas) : []));
}

function ofMerge(holder: Resource, root: Node, target: PatchTarget, schemas: SchemaValidator): readonly Violation[] {
  if (!schemaOf(target, holder, schemas)) return [];
  const { uri, document, model } = holder;
  const { group, version, kind, name } = target;
  const apiVersion = group === '' ? version : `${group}/${version}`;
  const type = { apiVersion, group, version, kind, ...(name === undefined ? {} : { name }) };
  const patch = mergeObjects(root).get(targetKey(target)) ?? {
    uri,
    document,
    ...type,
    root,
    references: [],
    broken: false,
    model,
  };
  mergeObjects(root).set(targetKey(target), patch);
  return schemas
    .validate(patch)
    .filter(
      (violation) =>
        appliesToPartialObject(violation) && !/^(apiVersion|kind|metadata)$/.test(String(violation.problem.path[0])),
    )
    .map((violation) => ({ ...violation, patch }));
}

/** The same object for the same patch, so that it is validated once while only others change. */
const mergeObjects = memoize((_: Node) => new Map<string, Resource>());

/** Returns the kinds that a patch in a file is for, or one that is written `inside` a kustomization. */
export function patchTargetsOf(
  uri: string,
  query: RecordedQuery,
  schemas: SchemaValidator,
  inside?: { readonly kustomization: Resource; readonly target?: Node },
): readonly PatchTarget[] {
  if (inside) return targetsOf(inside.kustomization, inside, query, schemas);
  return resourcesOf(query, indexKey.patching(uri)).flatMap((kustomization) =>
    kustomizePatchesOf(kustomization)
      .filter(({ file }) => file === uri)
      .flatMap((patch) => targetsOf(kustomization, patch, query, schemas)),
  );
}

/** Returns the kinds that a patch of a kustomization applies to. */
function targetsOf(
  kustomization: Resource,
  { target }: Pick<KustomizePatch, 'target'>,
  query: RecordedQuery,
  { store }: SchemaValidator,
): readonly PatchTarget[] {
  const groupsOf = (kind: string) => store.kinds.flatMap((each) => (each.kind === kind ? [each.group] : []));
  return target ? selectedBy(query, kustomization, target, groupsOf) : [];
}

function ofOperations(
  holder: Resource,
  root: Node,
  targets: readonly PatchTarget[],
  schemas: SchemaValidator,
): readonly Violation[] {
  const operations = operationsOf(root);
  // Each operation is compared with the later ones.
  if (operations.length > MAX_OPERATIONS) return [];
  // An operation that changes the version migrates the object, so its current schema does not apply.
  if (operations.some(({ path }) => path.steps.length === 0 || /^(apiVersion|kind)$/.test(path.steps[0]?.text ?? '')))
    return [];
  return targets.flatMap((target) =>
    operations.flatMap((operation, index) =>
      isUndone(operation, operations.slice(index + 1)) ? [] : ofOperation(holder, operation, target, schemas),
    ),
  );
}

/** Longer patches are not checked. */
const MAX_OPERATIONS = 1_000;

/** Returns true if a later operation removes the value that this one sets, or a parent of it. */
function isUndone({ path }: PatchOperation, later: readonly PatchOperation[]): boolean {
  return later.some(({ op, path: other, from }) => {
    const gone = op === 'remove' ? other : op === 'move' ? from : undefined;
    return gone?.steps.every(({ text }, depth) => text === path.steps[depth]?.text) ?? false;
  });
}

function ofOperation(
  holder: Resource,
  operation: PatchOperation,
  target: PatchTarget,
  schemas: SchemaValidator,
): readonly Violation[] {
  const depth = operation.path.steps.length;
  // A removed or tested value may be a mistake in the object that the patch fixes.
  if (operation.op === 'remove' || operation.op === 'test' || operation.path.steps[0]?.text === 'metadata') return [];
  const schema = schemaOf(target, holder, schemas);
  if (!schema) return [];
  const patch = known(operation).get(targetKey(target)) ?? operationAsObject(holder, operation, target, schema);
  known(operation).set(targetKey(target), patch);
  return schemas
    .validate(patch)
    .filter((violation) => appliesToPartialObject(violation) && isOfOperation(violation.problem, depth))
    .map((violation) => ({ ...violation, patch, isOperation: true as const }));
}

/** Returns the same object for the same operation, so that its validation result is cached. */
const known = memoize((_: PatchOperation) => new Map<string, Resource>());

function targetKey({ group, version, kind, name = '' }: PatchTarget): string {
  return `${group}/${version} ${kind} ${name}`;
}

/** The parents of the value only have names. The final size of a list or map depends on other operations. */
function isOfOperation({ code, path, node }: Problem, depth: number): boolean {
  if (code === 'unknown-field' || code === 'wrong-type') return true;
  return path.length >= depth && node.kind === 'scalar';
}

function schemaOf(target: PatchTarget, { uri }: Resource, { store, targetsFor }: SchemaValidator) {
  const { group, kind, version } = target;
  const isKnown = store.releasesServing(group, kind, version).length > 0;
  return isKnown ? resolveKind(store, targetsFor(uri), target)?.schema : undefined;
}
