import type { KeySlot } from '../cursor/cursor.ts';
import { isKind } from '../objects/group-kind.ts';
import { splitApiVersion } from '../objects/resource.ts';
import { compareReleases } from '../schemas/releases.ts';
import { type ResolvedKind, resolveKind } from '../schemas/resolved-kind.ts';
import { type Snippet, snippetTemplate, typesIn } from '../snippets/snippet.ts';
import { manifestDocument } from '../syntax/manifest-document.ts';
import { fits, pathPattern } from '../syntax/path-pattern.ts';
import { hasStops, indented, plainText, type Template } from '../text/template.ts';
import { afterKey } from './after-key.ts';
import type { Completion } from './completion.ts';
import type { Context } from './context.ts';
import { layoutOf, withoutTrailingSpaces } from './keys.ts';
import { snippetValues } from './snippet-values.ts';
import { surroundingsOf } from './surroundings.ts';

/**
 * Returns complete documents for the start of a document: first objects that are referenced but missing, then complete
 * clusters, then the rest.
 */
export function documentCompletions(context: Context, slot: KeySlot): readonly Completion[] {
  const isStarted = slot.map?.entries.some((entry) => entry !== slot.entry) === true;
  return isStarted || !isOwnLine(context, slot) ? [] : documents(context);
}

/** Returns the same documents with a marker in front, for a new line after the last line of an object. */
export function nextDocuments(context: Context, slot: KeySlot): readonly Completion[] {
  const { cursor, document, eol, file, index, known } = context;
  if (!known || !isOwnLine(context, slot) || slot.isFlow || slot.isOnNewLine) return [];
  const isComplete = slot.map?.entries.some(({ key }) => key.kind === 'scalar' && key.text === 'metadata') === true;
  if (!isComplete || document.text.slice(cursor.token.span.end).trim() !== '') return [];
  const surroundings = surroundingsOf(context.input, { file, index, isNew: true });
  const next = { ...context, ...surroundings, document: NO_DOCUMENT };
  return documents(next).map((each) => ({ ...each, insert: [`---${eol}`, ...each.insert] }));
}

const NO_DOCUMENT = manifestDocument({ text: '', before: 'start', after: 'pending' });

/** Returns true if a document can begin on the line of the cursor, since it contains nothing else. */
function isOwnLine({ cursor: { token } }: Context, slot: KeySlot): boolean {
  return slot.path.length === 0 && !slot.hasColon && slot.column === 0 && !token.hasBlockBelow && !token.isFollowed;
}

function documents(context: Context): readonly Completion[] {
  const fitting = fittingSnippets(context).filter((snippet) => snippet.in === undefined);
  return fitting
    .map((snippet) => ({ snippet, rank: rankOf(context, snippet) }))
    .sort((a, b) => b.rank - a.rank)
    .map(({ snippet }) => documentOf(context, snippet));
}

/** Returns snippets for a position within a kind, if none of their keys exists yet. */
export function recipeCompletions(context: Context, slot: KeySlot): readonly Completion[] {
  const { known, cursor, indentation, eol } = context;
  const { token } = cursor;
  if (!known || slot.isFlow || slot.hasColon || token.isFollowed || token.hasBlockBelow) return [];
  const present = new Set<string>();
  for (const { key } of slot.map?.entries.filter((entry) => entry !== slot.entry) ?? [])
    present.add(key.kind === 'scalar' ? key.text : '');
  const column = slot.isOnNewLine ? slot.column + indentation.step : slot.column;
  const indent = ' '.repeat(column);
  const lead = slot.isOnNewLine ? `${eol}${indent}` : token.needsSpace ? ' ' : '';
  return fittingSnippets(context)
    .filter((snippet) => belongsAt(snippet, known, slot.path) && !present.has(/^\w+/.exec(snippet.text)?.[0] ?? ''))
    .map((snippet) => {
      const template = snippetTemplate(snippet.text.trimEnd(), snippetValues(context, []));
      return {
        ...head(snippet, template),
        span: token.span,
        insert: [lead, ...indented(template, indent, eol)],
        ...(slot.isOnNewLine ? withoutTrailingSpaces(context) : {}),
      };
    });
}

/**
 * Returns the text that follows `kind: KIND` in an otherwise empty document: the kind's snippet, or the fields that its
 * schema requires. Undefined if the document has other content.
 */
export function restOfDocument(
  context: Context,
  type: { group: string; kind: string; version: string },
): Template | undefined {
  const { cursor, input, targets, eol } = context;
  const keys =
    cursor.root.kind === 'map' ? cursor.root.entries.map(({ key }) => (key.kind === 'scalar' ? key.text : '')) : [];
  if (keys.some((key) => key !== 'kind' && key !== 'apiVersion') || cursor.token.isFollowed) return undefined;
  const matching = input.snippets.find((snippet) => snippet.kind === type.kind && isFirst(snippet, type));
  if (matching) {
    const [, rest = ''] = matching.text.split(/^kind: .*$/m);
    const body = matching.text
      .slice(matching.text.indexOf(rest, matching.text.indexOf(`kind: ${type.kind}`)))
      .trimEnd();
    return [
      ...indented(snippetTemplate(body, snippetValues(context, kindsOf(matching))), '', eol),
      ...lastLine(context),
    ];
  }
  const known = resolveKind(input.schemas.store, targets, type);
  return known && [`${eol}metadata:${eol}  name: `, { stop: 1 }, ...specOf(context, known)];
}

/** Returns the end of a document at the end of a file: a line end and the final tab stop. */
function lastLine({ cursor, document, eol }: Context): Template {
  return cursor.token.span.end >= document.text.length ? [eol, { stop: 0 }] : [];
}

function specOf(context: Context, known: ResolvedKind): Template {
  const spec = known.schema.properties?.spec;
  if (!spec) return [];
  const rest = afterKey(spec, 'spec', 0, layoutOf(context, known));
  // The name is the first tab stop.
  const moved = rest.map((part) => (typeof part === 'string' ? part : { ...part, stop: Math.max(1, part.stop) + 1 }));
  return [`${context.eol}spec`, ...(hasStops(rest) ? moved : rest)];
}

function documentOf(context: Context, snippet: Snippet): Completion {
  const template = snippetTemplate(snippet.text.trimEnd(), snippetValues(context, kindsOf(snippet)));
  const [type] = typesIn(snippet);
  const expected = snippet.kind !== undefined && type ? expectedOf(context, type)[0] : undefined;
  return {
    ...head(snippet, template),
    // Documents of one kind are found by typing the kind.
    label: snippet.kind ?? snippet.title,
    filter: snippet.kind ?? filterOf(snippet),
    detail: expected?.detail ?? splitApiVersion(type?.apiVersion ?? '').version,
    span: context.cursor.token.span,
    insert: [...indented(template, '', context.eol), ...lastLine(context)],
  };
}

/** The documentation shows the text that is inserted, with the default values. */
function head(snippet: Snippet, template: Template) {
  return {
    label: snippet.title,
    kind: 'document' as const,
    filter: filterOf(snippet),
    detail: 'snippet',
    documentation: `${snippet.summary}\n\n\`\`\`yaml\n${plainText(template)}\n\`\`\``,
  };
}

/** Returns the title and the end of the prefix, whose beginning is the same for all snippets. Superscripts are hard to type. */
function filterOf({ title, prefix }: Snippet): string {
  return `${title.normalize('NFKC')} ${prefix.replace(/^kamaji-metal3-?/, '')}`;
}

function kindsOf(snippet: Snippet): readonly string[] {
  return typesIn(snippet).map(({ kind }) => kind);
}

/** Returns one snippet for each purpose: the one of the API generation that the author uses, else the general one. */
function fittingSnippets(context: Context): readonly Snippet[] {
  const generation = context.input.workspace.features.completion.generationOf(context);
  const byPurpose = new Map<string, Snippet[]>();
  for (const snippet of context.input.snippets) {
    if (!isServed(context, snippet)) continue;
    const purpose = snippet.title.replace(GENERATION, '');
    byPurpose.set(purpose, [...(byPurpose.get(purpose) ?? []), snippet]);
  }
  return [...byPurpose.values()].flatMap((snippets) => {
    const matching = snippets.find((each) => generation !== undefined && generationIn(each) === generation);
    return matching ?? snippets.find((each) => generationIn(each) === undefined) ?? snippets.slice(0, 1);
  });
}

/** The suffix of a snippet's title that states its API generation. */
const GENERATION = / \((v\d\w*)\)$/;

function generationIn({ title }: Snippet): string | undefined {
  return GENERATION.exec(title)?.[1];
}

function isServed({ input, targets }: Context, snippet: Snippet): boolean {
  const { store } = input.schemas;
  const isOld = Object.entries(snippet.releases ?? {}).some(
    ([provider, from]) => targets[provider] !== undefined && compareReleases(targets[provider] ?? '', from) < 0,
  );
  if (isOld) return false;
  return typesIn(snippet).every(({ apiVersion, kind }) => {
    const { group, version } = splitApiVersion(apiVersion);
    const provider = store.providerOf(group, kind);
    const target = provider && targets[provider.name];
    return target === undefined || store.isServed(group, kind, version, target);
  });
}

function isFirst(snippet: Snippet, { group, version }: { readonly group: string; readonly version: string }): boolean {
  return typesIn(snippet)[0]?.apiVersion === `${group}/${version}`;
}

function belongsAt(snippet: Snippet, known: ResolvedKind, path: KeySlot['path']): boolean {
  // The only snippet left may be of another generation, whose fields differ.
  const generation = generationIn(snippet);
  if (generation !== undefined && known.version !== generation) return false;
  const [kind, field = ''] = snippet.in?.split(' ') ?? [];
  return kind === known.kind && fits(pathPattern(field), path);
}

/** Returns the names of missing objects of the type that other objects refer to. */
function expectedOf(context: Context, { apiVersion, kind }: { readonly apiVersion: string; readonly kind: string }) {
  return context.expectedNames({ group: splitApiVersion(apiVersion).group, kind });
}

function rankOf(context: Context, snippet: Snippet): number {
  const [first] = typesIn(snippet);
  if (!first) return 0;
  const { group } = splitApiVersion(first.apiVersion);
  const expected = snippet.kind === undefined ? [] : expectedOf(context, first);
  if (expected.some(({ isOptional }) => !isOptional)) return 10_000;
  if (snippet.kind === undefined) {
    const root = context.input.workspace.model.roots.find((each) => isKind(each, { group, kind: first.kind }));
    return root && context.objectsNear(root).length === 0 ? 5_000 : 0;
  }
  return context.input.usage.ofKind(group, first.kind);
}
