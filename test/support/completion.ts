import { join } from 'node:path';
import { complete } from '../../server/src/core/completion/complete.ts';
import type { Completion } from '../../server/src/core/completion/completion.ts';
import {
  Descriptions,
  hoverAt,
  placeAt,
  type Rule,
  SchemaValidator,
  type Workspace,
} from '../../server/src/core/index.ts';
import { documentIndexAt } from '../../server/src/core/syntax/manifest-file.ts';
import { plainText, snippetText } from '../../server/src/core/text/template.ts';
import type { Targets } from '../../server/src/core/validation/violation.ts';
import { bundledUsage } from '../../server/src/node/bundled-usage.ts';
import { compileDescriptions } from '../../server/src/node/compile-descriptions.ts';
import { compileSnippets } from '../../server/src/node/compile-snippets.ts';
import { compilePages } from '../../server/src/node/rule-pages.ts';
import { REGISTRY } from '../../server/src/providers/index.ts';
import { resolvedTargets, SCHEMAS, workspaceOf } from './check.ts';
import { type FixtureFile, readFixture } from './fixture.ts';

const COMPILED = compileDescriptions(join(process.cwd(), 'schemas/descriptions'));
export const WORDS = new Descriptions({
  load: (group, kind) => {
    const own = COMPILED.find((each) => each.group === group && each.kind === kind);
    return own && JSON.stringify(own.descriptions);
  },
});
export const SNIPPETS = compileSnippets(join(process.cwd(), 'snippets'));
export const PAGES = compilePages(join(process.cwd(), 'server/src'));
export const USAGE = bundledUsage(join(process.cwd(), 'schemas/usage.json'));

/** A workspace for completion tests, which use the core only through it. */
export interface Writer {
  readonly workspace: Workspace;
  /** Returns the completions at an offset of a file. */
  at(uri: string, offset: number): readonly Completion[];
}

/** `rules` are the rules whose findings completion in suppression comments uses. */
export function writerOf(files: readonly FixtureFile[], targets: Targets = {}, rules: readonly Rule[] = []): Writer {
  const workspace = workspaceOf(files, rules, targets);
  const schemas = new SchemaValidator(SCHEMAS, resolvedTargets(targets), REGISTRY.validation);
  return {
    workspace,
    at(uri, offset) {
      const file = workspace.files.get(uri);
      if (!file) return [];
      const index = documentIndexAt(file, offset);
      return complete(file, index, offset - (file.offsets[index] ?? 0), {
        schemas,
        usage: USAGE,
        snippets: SNIPPETS,
        workspace,
        rules: REGISTRY.rules,
        findingsIn: (file) => workspace.findingsIn(file),
      });
    },
  };
}

export function labelsAt(fixture: string, targets: Targets = {}): readonly string[] {
  return completionsAt(fixture, targets).map(({ label }) => label);
}

export function completionsAt(fixture: string, targets: Targets = {}): readonly Completion[] {
  const { files, cursor } = readFixture(fixture);
  if (!cursor) throw new Error('No cursor');
  return writerOf(files, targets, REGISTRY.rules).at(cursor.uri, cursor.offset);
}

/** Returns the file of the cursor after a completion is accepted, in snippet syntax if it has tab stops. */
export function accepted(fixture: string, label: string, targets: Targets = {}): string {
  const { files, cursor } = readFixture(fixture);
  if (!cursor) throw new Error('No cursor');
  const writer = writerOf(files, targets);
  const completion = writer.at(cursor.uri, cursor.offset).find((each) => each.label === label);
  if (!completion) throw new Error(`${label} is not offered`);
  const text = files.find(({ uri }) => uri === cursor.uri)?.text ?? '';
  return apply(text, documentStart(writer, cursor.uri, cursor.offset), completion, snippetText);
}

export function documentStart({ workspace }: Writer, uri: string, offset: number): number {
  const file = workspace.files.get(uri);
  return file?.offsets[documentIndexAt(file, offset)] ?? 0;
}

/** Returns `text` after a completion is accepted; `start` is the start of its document. */
export function apply(text: string, start: number, completion: Completion, write = plainText): string {
  const edits = [
    { span: completion.span, newText: write(completion.insert) },
    ...(completion.additionalChanges ?? []),
  ].toSorted((a, b) => b.span.start - a.span.start);
  return edits.reduce(
    (result, { span, newText }) => result.slice(0, start + span.start) + newText + result.slice(start + span.end),
    text,
  );
}

/** Returns the hover at the cursor, and the text of its span. */
export function hoverOf(fixture: string, targets: Targets = {}): { text: string; markdown: string } | undefined {
  const { files, cursor } = readFixture(fixture);
  if (!cursor) throw new Error('No cursor');
  const { workspace } = writerOf(files, targets);
  const file = workspace.files.get(cursor.uri);
  if (!file) return undefined;
  const { index, offset } = placeAt(file, cursor.offset);
  const schemas = new SchemaValidator(SCHEMAS, resolvedTargets(targets), REGISTRY.validation);
  const hover = hoverAt(file, index, offset, {
    schemas,
    usage: USAGE,
    snippets: [],
    workspace,
    descriptions: WORDS,
    rules: REGISTRY.rules,
    pages: PAGES,
  });
  return (
    hover && {
      text: (file.documents[index]?.text ?? '').slice(hover.span.start, hover.span.end),
      markdown: hover.markdown,
    }
  );
}
