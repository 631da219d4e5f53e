import { appliesToPartialObject } from '../kustomize/is-complete.ts';
import type { ObjectModel, Resource } from '../objects/resource.ts';
import { resourceOf } from '../objects/resource-of.ts';
import { schemaAtPath } from '../schemas/schema-at-path.ts';
import type { SchemaStore } from '../schemas/schema-store.ts';
import type { StructuralSchema } from '../schemas/structural-schema.ts';
import { partsOf } from '../syntax/list-parts.ts';
import { type NodePath, pathText } from '../syntax/lookup.ts';
import type { Problem } from '../validation/problem.ts';
import { SchemaValidator } from '../validation/schema-validator.ts';
import type { Targets, ValidationFacts, Violation } from '../validation/violation.ts';
import type { Limits, Migration, MigrationContext, ObjectProblem, Remedy } from './migration.ts';
import { type MigrationGoals, targetVersion } from './migration-goals.ts';

/** The facts of the providers that a migration needs. */
export interface MigrationFacts {
  readonly migrations: readonly Migration[];
  readonly model: ObjectModel;
  readonly validation: ValidationFacts;
}

/** Returns the context of a migration to goals, with the checks of the API server. */
export function migrationContext(
  facts: MigrationFacts,
  schemas: SchemaStore,
  goals: MigrationGoals,
  choices: ReadonlySet<string> = new Set(),
): MigrationContext {
  return {
    migrations: facts.migrations,
    target: targetVersion(goals, schemas),
    schema: (group, kind, version) => schemas.newest(group, kind, version)?.is.schema,
    choices,
    problems: schemaProblems(facts, schemas, releasesOf(goals)),
  };
}

function releasesOf(goals: MigrationGoals): Targets {
  return Object.fromEntries(
    [...goals].flatMap(([provider, goal]) => ('release' in goal ? [[provider, goal.release] as const] : [])),
  );
}

/**
 * Returns the violations in documents: before the migration in every release that serves them, and after it in the target
 * releases.
 */
export function schemaProblems(
  { migrations, model, validation }: MigrationFacts,
  schemas: SchemaStore,
  targets: Targets,
): NonNullable<MigrationContext['problems']> {
  let before: SchemaValidator | undefined;
  let after: SchemaValidator | undefined;
  return (uri, document, isMigrated): readonly ObjectProblem[] => {
    if (isMigrated) after ??= new SchemaValidator(schemas, targets, validation);
    else before ??= new SchemaValidator(schemas, {}, validation);
    const validator = isMigrated ? after : before;
    const parts = partsOf(document);
    return (parts.length > 0 ? parts : [document]).flatMap((part, index) => {
      const resource = resourceOf(uri, part, model);
      const violations = resource ? (validator?.validate(resource) ?? []) : [];
      return violations.map((violation) => {
        const { problem, kind } = violation;
        const path = parts.length > 0 ? ['items', index, ...problem.path] : problem.path;
        const message = `${pathText(path)} ${problem.detail}.`;
        const limits = resource && limitsAt(migrations, resource, problem.path);
        const remedies = isMigrated ? remediesFor(problem, kind, limits) : [];
        return { path, span: problem.span, message, isOfPart: isOfPart(violation), remedies };
      });
    });
  };
}

/** Returns true for a problem of a patch. The fields of a map in a patch are not those of the map in the result. */
function isOfPart(violation: Violation): boolean {
  const { code, node } = violation.problem;
  return appliesToPartialObject(violation) && !(code === 'value-out-of-range' && node.kind === 'map');
}

function limitsAt(migrations: readonly Migration[], { group, kind, version }: Resource, path: NodePath) {
  const migration = migrations.find((each) => each.group === group && each.kind === kind && each.to === version);
  return migration?.limits?.[pathText(path).replaceAll(/\[\d+\]/g, '[]')];
}

/** Returns the changes that fix a problem without knowledge that only the user has. */
function remediesFor({ code, node, path }: Problem, kind: StructuralSchema, limits?: Limits): readonly Remedy[] {
  if (code !== 'value-out-of-range' && code !== 'malformed-value') return [];
  const key = String(path.at(-1));
  const isEmpty = node.kind === 'map' ? node.entries.length === 0 : node.kind === 'sequence' && node.items.length === 0;
  const isEmptyText = node.kind === 'scalar' && node.text === '';
  if (isEmpty || isEmptyText) return typeof path.at(-1) === 'string' ? [{ title: `Remove ${key}`, decision: '' }] : [];
  const { minimum, maximum } = limits ?? schemaAtPath(kind, path) ?? {};
  const value = node.kind === 'scalar' ? Number(node.text) : Number.NaN;
  const limit = value < (minimum ?? value) ? minimum : value > (maximum ?? value) ? maximum : undefined;
  return limit === undefined ? [] : [{ title: `Write ${key}: ${limit}`, decision: String(limit), value: limit }];
}
