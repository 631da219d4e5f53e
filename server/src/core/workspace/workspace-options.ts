import type { DependencyIndex } from '../dependencies/dependency-index.ts';
import type { Finding } from '../findings/finding.ts';
import type { IndexKey } from '../index/object-index.ts';
import type { Resource } from '../objects/resource.ts';
import type { Registry } from '../provider.ts';
import type { Rule } from '../rules/rule.ts';
import type { TreeCache } from '../syntax/tree-cache.ts';
import type { SchemaValidator } from '../validation/schema-validator.ts';

export interface WorkspaceOptions {
  readonly registry: Registry;
  /** Overrides the rules of the registry. */
  readonly rules?: readonly Rule[];
  /** The schemas for validation. Without them, nothing is reported about the fields of an object. */
  readonly schemas?: SchemaValidator;
  /** Limits the syntax trees. Pass the same one to workspaces that exchange files. */
  readonly trees?: TreeCache;
  /** Records what the findings depend on. Set it to query this. */
  readonly dependencies?: DependencyIndex;
  /** Called if a rule throws, which is a bug. The other rules still run. */
  readonly onBug?: (rule: string, error: unknown) => void;
  /** Called when an object was checked, with the index keys that its findings depend on. */
  readonly onChecked?: (resource: Resource, keys: ReadonlySet<IndexKey>, findings: readonly Finding[]) => void;
  /** Called if a document cannot be processed, which is a bug. The other documents are still processed. */
  readonly onFailure?: (uri: string, error: unknown) => void;
  /** Called before a file is processed, or a rule is applied to an object in it: often, so it must be fast. */
  readonly onProgress?: (uri: string, rule?: string) => void;
}
