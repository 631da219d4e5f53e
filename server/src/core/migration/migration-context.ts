import type { ObjectModel } from '../objects/resource.ts';
import { resourceOf } from '../objects/resource-of.ts';
import type { SchemaStore } from '../schemas/schema-store.ts';
import { SchemaValidator } from '../validation/schema-validator.ts';
import type { Targets, ValidationFacts } from '../validation/violation.ts';
import type { Migration, MigrationContext, ObjectProblem } from './migration.ts';
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
    const resource = resourceOf(uri, document, model);
    if (!resource) return [];
    if (isMigrated) after ??= new SchemaValidator(schemas, targets, validation);
    else before ??= new SchemaValidator(schemas, {}, validation);
    const validator = isMigrated ? after : before;
    return (validator?.validate(resource) ?? []).map(({ problem: { path, span, detail } }) => {
      const field = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
      return { path, span, message: `${field.replace(/^\./, '')} ${detail}.` };
    });
  };
}
