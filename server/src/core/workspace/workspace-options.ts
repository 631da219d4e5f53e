import type { Registry } from '../provider.ts';
import type { Rule } from '../rules/rule.ts';
import type { SchemaValidator } from '../validation/schema-validator.ts';

export interface WorkspaceOptions {
  readonly registry: Registry;
  /** Overrides the rules of the registry. */
  readonly rules?: readonly Rule[];
  /** The schemas to validate by; without them nothing is reported about an object's own fields. */
  readonly schemas?: SchemaValidator;
  /** Called for a rule that threw, which is a bug; the other rules go on. */
  readonly onBug?: (rule: string, error: unknown) => void;
  /** Called for a document that cannot be processed, which is a bug; the other documents are processed. */
  readonly onFailure?: (uri: string, error: unknown) => void;
  /** Called before a file is processed, or a rule is applied to an object in it: often, so it must be fast. */
  readonly onProgress?: (uri: string, rule?: string) => void;
}
