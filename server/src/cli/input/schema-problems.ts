import {
  type MigrationContext,
  resourceOf,
  type SchemaStore,
  SchemaValidator,
  type Targets,
} from '../../core/index.ts';
import { REGISTRY } from '../../providers/index.ts';

/**
 * Returns the violations in documents: before the migration in every release that serves them, and after it in the
 * target releases.
 */
export function schemaProblems(store: SchemaStore, targets: Targets): NonNullable<MigrationContext['problems']> {
  const before = new SchemaValidator(store, {}, REGISTRY.validation);
  const after = new SchemaValidator(store, targets, REGISTRY.validation);
  return (uri, document, isMigrated) => {
    const resource = resourceOf(uri, document, REGISTRY.model);
    if (!resource) return [];
    return (isMigrated ? after : before).validate(resource).map(({ problem: { path, span, detail } }) => {
      const field = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
      return { path, span, message: `${field.replace(/^\./, '')} ${detail}.` };
    });
  };
}
