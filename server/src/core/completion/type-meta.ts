import type { ValueSlot } from '../cursor/cursor.ts';
import { splitApiVersion } from '../objects/resource.ts';
import type { KindEntry } from '../schemas/bundle.ts';
import { minorOf } from '../schemas/releases.ts';
import type { SchemaStore } from '../schemas/schema-store.ts';
import { compareVersions } from '../schemas/versions.ts';
import { scalarAt } from '../syntax/lookup.ts';
import { sentenceStart } from '../text/sentence.ts';
import { span } from '../text/span.ts';
import type { Completion } from './completion.ts';
import type { Context } from './context.ts';
import { restOfDocument } from './documents.ts';

/** Returns values for the `apiVersion` or the `kind` of a document; either limits the other. */
export function typeMetaCompletions(context: Context, slot: ValueSlot): readonly Completion[] {
  if (slot.path.length !== 1) return [];
  if (slot.path[0] === 'apiVersion') return apiVersions(context);
  return slot.path[0] === 'kind' ? kinds(context) : [];
}

/** A version of a group, with the kinds that it serves. */
interface GroupVersion {
  readonly text: string;
  readonly group: string;
  readonly version: string;
  readonly kinds: readonly KindEntry[];
  /** The last release that serves it, if newer ones do not. */
  readonly until?: string;
}

function apiVersions(context: Context): readonly Completion[] {
  const kind = scalarAt(context.cursor.root, ['kind'])?.text;
  const { usage } = context.input;
  const fitting = groupVersions(context).filter(({ kinds }) => !kind || kinds.some((each) => each.kind === kind));
  const used = new Map<string, number>();
  for (const { group, kinds } of fitting)
    used.set(group, Math.max(...kinds.map((each) => usage.ofKind(group, each.kind))));
  return fitting
    .toSorted(
      (a, b) =>
        (used.get(b.group) ?? 0) - (used.get(a.group) ?? 0) ||
        Number(a.until !== undefined) - Number(b.until !== undefined) ||
        compareVersions(a.version, b.version),
    )
    .map(({ text, until, kinds }) => ({
      label: text,
      kind: 'version',
      detail: until ?? providersOf(context.input.schemas.store, kinds),
      span: context.cursor.token.span,
      insert: [withSpace(context, text)],
    }));
}

function kinds(context: Context): readonly Completion[] {
  const { input, cursor } = context;
  const apiVersion = scalarAt(cursor.root, ['apiVersion'])?.text;
  const { group, version } = splitApiVersion(apiVersion ?? '');
  const offered = apiVersion
    ? groupVersions(context).filter((each) => each.group === group && each.version === version)
    : preferredVersions(context);
  const known = offered.flatMap((each) => each.kinds.map((entry) => ({ ...each, entry })));
  return known
    .toSorted((a, b) => input.usage.ofKind(b.group, b.entry.kind) - input.usage.ofKind(a.group, a.entry.kind))
    .map(({ entry, text, group: known, version: at }) => ({
      label: entry.kind,
      kind: 'kind',
      detail: text,
      span: cursor.token.span,
      insert: [
        withSpace(context, entry.kind),
        ...(restOfDocument(context, { group: known, kind: entry.kind, version: at }) ?? []),
      ],
      field: { group: known, kind: entry.kind, version: at, path: [] },
      ...(apiVersion
        ? {}
        : { additionalChanges: [{ span: lineOf(context, 'kind'), newText: `apiVersion: ${text}${context.eol}` }] }),
    }));
}

/** Returns the start of the line of a top-level key. */
function lineOf({ cursor, document }: Context, key: string) {
  const entry = cursor.root.kind === 'map' ? cursor.root.entries.find((each) => isKey(each.key, key)) : undefined;
  // The tree can be longer than the document, since it contains a placeholder at the cursor.
  const start = Math.min(entry?.key.span.start ?? 0, document.text.length);
  return span(start, start);
}

function isKey(node: { readonly kind: string; readonly text?: string }, key: string): boolean {
  return node.kind === 'scalar' && node.text === key;
}

function withSpace({ cursor }: Context, text: string): string {
  return cursor.token.needsSpace ? ` ${text}` : text;
}

/** Returns every version of every group that the target releases serve. */
function groupVersions({ input, targets }: Context): readonly GroupVersion[] {
  const { store } = input.schemas;
  const found = new Map<string, GroupVersion & { kinds: KindEntry[] }>();
  for (const entry of store.kinds)
    for (const version of Object.keys(entry.served)) {
      const target = targets[entry.provider];
      if (target !== undefined && !store.isServed(entry.group, entry.kind, version, target)) continue;
      const text = `${entry.group}/${version}`;
      const known = found.get(text);
      if (known) {
        known.kinds.push(entry);
        continue;
      }
      const releases = store.releasesServing(entry.group, entry.kind, version);
      const newest = store.providerOf(entry.group, entry.kind)?.releases.at(-1);
      const last = releases.at(-1);
      const isOlder = target === undefined && last !== undefined && last !== newest;
      const until = isOlder ? `until ${store.titleOf(entry.provider)} ${minorOf(last)}` : undefined;
      found.set(text, { text, group: entry.group, version, kinds: [entry], ...(until === undefined ? {} : { until }) });
    }
  return [...found.values()];
}

/** Returns each kind once, in its preferred version. */
function preferredVersions(context: Context): readonly GroupVersion[] {
  const all = groupVersions(context).toSorted(
    (a, b) => Number(a.until !== undefined) - Number(b.until !== undefined) || compareVersions(a.version, b.version),
  );
  const seen = new Set<KindEntry>();
  return all.map((each) => {
    const known = each.kinds.filter((entry) => !seen.has(entry));
    for (const entry of known) seen.add(entry);
    return { ...each, kinds: known };
  });
}

function providersOf(store: SchemaStore, kinds: readonly KindEntry[]): string {
  const names = [...new Set(kinds.map(({ provider }) => sentenceStart(store.titleOf(provider))))];
  return names.join(', ');
}
