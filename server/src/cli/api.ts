import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Configurations, NO_CONFIGURATION, SchemaValidator } from '../core/index.ts';
import { bundledSchemas } from '../node/bundled-schemas.ts';
import { REGISTRY } from '../providers/index.ts';
import { targetsFrom } from './input/targets.ts';
import { lint as lintManifests } from './lint/lint.ts';
import { unknownName, unknownRule } from './output/unknown-name.ts';
import { type ReportedFinding, type ReportedRange, SEVERITIES } from './report/report.ts';
import { UsageError } from './usage-error.ts';

/**
 * The API of the package, `kamaji-metal3/core`. Semantic versioning covers everything that this file exports; the types
 * refer to nothing else. The rules and their messages can change in every release.
 */

export type Severity = 'error' | 'warning' | 'info' | 'hint';

export interface LintOptions {
  /** The name of the file, relative to the working directory. Default: `manifests.yaml`. */
  readonly fileName?: string;
  /** The texts of other files by name. Objects can refer to those in them; their own findings are not returned. */
  readonly files?: Readonly<Record<string, string>>;
  /** Releases by provider, such as `{ 'cluster-api-provider-metal3': 'v1.13' }`. Default: every release. */
  readonly targets?: Readonly<Record<string, string>>;
  /** Severities by rule. */
  readonly rules?: Readonly<Record<string, Severity | 'off'>>;
}

export interface LintFinding {
  readonly rule: string;
  readonly severity: Severity;
  /** Rejected by the API server, never ready, different from what is written, or advice. */
  readonly effect: 'refused' | 'stuck' | 'wrong' | 'advice';
  readonly message: string;
  readonly file: string;
  /** The index of the document in the file, from 0. */
  readonly document: number;
  readonly range: LintRange;
  /** Absent when the document has no apiVersion or no kind. */
  readonly object?: LintObject;
  /** The field, such as `spec.bonds[0].mode`; empty for the document. */
  readonly path: string;
  readonly related: readonly LintRelated[];
  readonly fixes: readonly LintFix[];
}

export interface LintObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name?: string;
}

export interface LintPosition {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
}

export interface LintRange {
  readonly start: LintPosition;
  /** Exclusive. */
  readonly end: LintPosition;
}

export interface LintRelated {
  readonly file: string;
  readonly range: LintRange;
  readonly message: string;
}

export interface LintFix {
  readonly title: string;
  /** True if it is the only sensible fix, which `--fix` applies. */
  readonly certain: boolean;
  readonly edits: readonly LintEdit[];
}

export interface LintEdit {
  readonly file: string;
  readonly range: LintRange;
  readonly newText: string;
}

/**
 * Checks the manifests in a text and returns the findings in its order. Never fails because of the text. Throws an Error
 * for a provider, release, rule or severity that is unknown, and for a text that is not a string.
 */
export function lint(text: string, options: LintOptions = {}): LintFinding[] {
  const { fileName = 'manifests.yaml', files = {}, targets = {}, rules = {} } = options;
  for (const [name, content] of [[fileName, text], ...Object.entries(files)])
    if (typeof content !== 'string') throw new TypeError(`The text of ${name} is not a string.`);
  const schemas = bundledSchemas();
  const words = Object.entries(targets).map(([provider, release]) => `${provider}=${release}`);
  const base = { ...NO_CONFIGURATION, rules: rulesFrom(rules), targets: targetsFrom(words, schemas.providers) };
  const configurations = new Configurations({ base, files: new Map() });
  const validator = new SchemaValidator(schemas, (uri) => configurations.for(uri).targets, REGISTRY.validation);
  const manifests = [{ uri: uriOf(fileName), text }];
  const context = Object.entries(files).map(([name, content]) => ({ uri: uriOf(name), text: content }));
  const onBug = () => {};
  return lintManifests({ manifests, context }, { schemas: validator, configurations, onBug }).map(findingOf);
}

function rulesFrom(rules: NonNullable<LintOptions['rules']>): NonNullable<LintOptions['rules']> {
  const known = REGISTRY.rules.map(({ id }) => id);
  const entries = Object.entries(rules).map(([name, severity]) => {
    const id = REGISTRY.currentRuleId(name);
    if (!known.includes(id)) throw new UsageError(unknownRule(name, known));
    const severities: readonly string[] = [...SEVERITIES, 'off'];
    if (!severities.includes(severity)) throw new UsageError(unknownName('severity', String(severity), severities));
    return [id, severity] as const;
  });
  return Object.fromEntries(entries);
}

function uriOf(name: string): string {
  return pathToFileURL(resolve(name)).href;
}

function findingOf({
  rule,
  severity,
  effect,
  message,
  at,
  object,
  path,
  related,
  fixes,
}: ReportedFinding): LintFinding {
  return {
    rule,
    severity,
    effect,
    message,
    file: at.file,
    document: at.document,
    range: rangeOf(at),
    ...(object ? { object } : {}),
    path,
    related: related.map((each) => ({ file: each.at.file, range: rangeOf(each.at), message: each.message })),
    fixes: fixes.map(({ title, certain, edits }) => ({
      title,
      certain,
      edits: edits.map((edit) => ({ file: edit.file, range: rangeOf(edit), newText: edit.newText })),
    })),
  };
}

function rangeOf({ start, end }: ReportedRange): LintRange {
  return {
    start: { line: start.line + 1, column: start.character + 1 },
    end: { line: end.line + 1, column: end.character + 1 },
  };
}
