import { type RecordedQuery, resourcesOf } from '../dependencies/recorded-query.ts';
import { indexKey } from '../index/object-index.ts';
import { operationsOf, type PatchOperation } from '../objects/json-patch.ts';
import { isJsonPatchFile, isKustomization, type KustomizePatch, kustomizePatchesOf } from '../objects/kustomization.ts';
import type { Resource } from '../objects/resource.ts';
import type { PatchTarget } from '../query/manifests.ts';
import { kindInForce } from '../schemas/kind-in-force.ts';
import type { Node } from '../syntax/node.ts';
import { remembered } from '../text/remembered.ts';
import type { Problem } from '../validation/problem.ts';
import type { SchemaValidator } from '../validation/schema-validator.ts';
import type { Violation } from '../validation/violation.ts';
import { isOfPart } from './is-whole.ts';
import { operationAsObject } from './operation-as-object.ts';
import { selectedBy } from './patch-targets.ts';

/**
 * What the API server will refuse because of the JSON patches that a kustomization holds as text, or of a file of such
 * that kustomizations name; of other objects nothing.
 */
export function patchJudgements(
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

/** What a patch of a kustomization is for. */
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
  // Whoever changes the version migrates the object, and what holds for it before holds no more.
  if (operations.some(({ path }) => path.steps.length === 0 || /^(apiVersion|kind)$/.test(path.steps[0]?.text ?? '')))
    return [];
  return targets.flatMap((target) =>
    operations.flatMap((operation, index) =>
      isUndone(operation, operations.slice(index + 1)) ? [] : ofOperation(holder, operation, target, schemas),
    ),
  );
}

/** A later operation takes away what this one writes, or what is around it. */
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
  // What an operation takes away, or compares, may be a mistake of the object's that it mends.
  if (operation.op === 'remove' || operation.op === 'test' || operation.path.steps[0]?.text === 'metadata') return [];
  const schema = schemaOf(target, holder, schemas);
  if (!schema) return [];
  const patch = known(operation).get(keyOf(target)) ?? operationAsObject(holder, operation, target, schema);
  known(operation).set(keyOf(target), patch);
  return schemas
    .validate(patch)
    .filter((judgement) => isOfPart(judgement) && isOfOperation(judgement.problem, depth))
    .map((judgement) => ({ ...judgement, patch, isOperation: true as const }));
}

/** The same object for the same operation, so that it is judged once while only others change. */
const known = remembered((_: PatchOperation) => new Map<string, Resource>());

function keyOf({ group, version, kind, name = '' }: PatchTarget): string {
  return `${group}/${version} ${kind} ${name}`;
}

/** On the way to its value an operation only names fields. How much a list or map holds in the end others decide too. */
function isOfOperation({ code, path, node }: Problem, depth: number): boolean {
  if (code === 'unknown-field') return true;
  return path.length >= depth && (code === 'wrong-type' || node.kind === 'scalar');
}

function schemaOf(target: PatchTarget, { uri }: Resource, { store, targetsFor }: SchemaValidator) {
  const { group, kind, version } = target;
  const isKnown = store.releasesServing(group, kind, version).length > 0;
  return isKnown ? kindInForce(store, targetsFor(uri), target)?.schema : undefined;
}
