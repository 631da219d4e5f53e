import type { ObjectModel } from '../objects/resource.ts';
import { resourceOf } from '../objects/resource-of.ts';
import { schemaAtPath } from '../schemas/schema-at-path.ts';
import type { SchemaStore } from '../schemas/schema-store.ts';
import type { StructuralSchema } from '../schemas/structural-schema.ts';
import { partsOf } from '../syntax/list-parts.ts';
import { pathText } from '../syntax/lookup.ts';
import type { Problem } from '../validation/problem.ts';
import { SchemaValidator } from '../validation/schema-validator.ts';
import type { Targets, ValidationFacts } from '../validation/violation.ts';
import type { Migration, MigrationContext, ObjectProblem, Remedy } from './migration.ts';
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
  { model, validation }: Omit<MigrationFacts, 'migrations'>,
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
      return violations.map(({ problem, kind }) => {
        const path = parts.length > 0 ? ['items', index, ...problem.path] : problem.path;
        const remedies = isMigrated ? remediesFor(problem, kind) : [];
        return { path, span: problem.span, message: `${pathText(path)} ${problem.detail}.`, remedies };
      });
    });
  };
}

/** Returns the changes that fix a problem without knowledge that only the user has. */
function remediesFor({ code, node, path }: Problem, kind: StructuralSchema): readonly Remedy[] {
  if (code !== 'value-out-of-range') return [];
  const key = String(path.at(-1));
  const isEmpty = node.kind === 'map' ? node.entries.length === 0 : node.kind === 'sequence' && node.items.length === 0;
  if (isEmpty) return typeof path.at(-1) === 'string' ? [{ title: `Remove ${key}`, decision: '' }] : [];
  const { minimum, maximum } = schemaAtPath(kind, path) ?? {};
  const value = node.kind === 'scalar' ? Number(node.text) : Number.NaN;
  const limit = value < (minimum ?? value) ? minimum : value > (maximum ?? value) ? maximum : undefined;
  return limit === undefined ? [] : [{ title: `Write ${key}: ${limit}`, decision: String(limit), value: limit }];
}
