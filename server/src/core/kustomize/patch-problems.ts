import { type RecordedQuery, resourcesOf } from '../dependencies/recorded-query.ts';
import { indexKey } from '../index/object-index.ts';
import { operationsOf, type PatchOperation } from '../objects/json-patch.ts';
import { isJsonPatchFile, isKustomization, type KustomizePatch, kustomizePatchesOf } from '../objects/kustomization.ts';
import type { Resource } from '../objects/resource.ts';
import type { PatchTarget } from '../query/manifests.ts';
import { resolveKind } from '../schemas/resolved-kind.ts';
import type { Node } from '../syntax/node.ts';
import { memoize } from '../text/memoize.ts';
import type { Problem } from '../validation/problem.ts';
import type { SchemaValidator } from '../validation/schema-validator.ts';
import type { Violation } from '../validation/violation.ts';
import { appliesToPartialObject } from './is-complete.ts';
import { operationAsObject } from './operation-as-object.ts';
import { selectedBy } from './patch-targets.ts';

/**
 * Returns the schema violations in inline JSON patches of a kustomization, or in a JSON patch file that kustomizations
 * name. Returns none for other objects.
 */
export function patchViolations(
  resource: Resource,
  query: RecordedQuery,
  schemas: SchemaValidator,
): readonly Violation[] {
  if (isKustomization(resource))
    return kustomizePatchesOf(resource).flatMap((patch) =>
      (patch.inline ?? []).flatMap((root) =>
        ofOperations(resource, root, targetsOf(resource, patch, query, schemas), schemas),
      ),
    );
  if (!isJsonPatchFile(resource)) return [];
  return resourcesOf(query, indexKey.patching(resource.uri)).flatMap((kustomization) =>
    kustomizePatchesOf(kustomization)
      .filter(({ file }) => file === resource.uri)
      .flatMap((patch) =>
        ofOperations(resource, resource.root, targetsOf(kustomization, patch, query, schemas), schemas),
      ),
  );
}

/** Returns the kinds that a patch of a kustomization applies to. */
export function targetsOf(
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
  // An operation that changes the version migrates the object, so its current schema does not apply.
  if (operations.some(({ path }) => path.steps.length === 0 || /^(apiVersion|kind)$/.test(path.steps[0]?.text ?? '')))
    return [];
  return targets.flatMap((target) =>
    operations.flatMap((operation, index) =>
      isUndone(operation, operations.slice(index + 1)) ? [] : ofOperation(holder, operation, target, schemas),
    ),
  );
}

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
  const patch = known(operation).get(keyOf(target)) ?? operationAsObject(holder, operation, target, schema);
  known(operation).set(keyOf(target), patch);
  return schemas
    .validate(patch)
    .filter((judgement) => appliesToPartialObject(judgement) && isOfOperation(judgement.problem, depth))
    .map((judgement) => ({ ...judgement, patch, isOperation: true as const }));
}

/** Returns the same object for the same operation, so that its validation result is cached. */
const known = memoize((_: PatchOperation) => new Map<string, Resource>());

function keyOf({ group, version, kind, name = '' }: PatchTarget): string {
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
