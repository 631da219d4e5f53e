import type { Resource } from '../objects/resource.ts';
import { entryOf } from '../syntax/lookup.ts';
import type { ManifestFile } from '../syntax/manifest-file.ts';
import type { Node, ScalarNode } from '../syntax/node.ts';
import { memoize } from '../text/memoize.ts';
import { type Span, span } from '../text/span.ts';

/** A line of an outline. Spans are relative to the document. `name` is the span that editors select. */
export interface OutlineItem {
  readonly kind: 'resource' | 'map' | 'list' | 'item';
  readonly label: string;
  readonly detail?: string;
  /** The codicon of an object's kind. */
  readonly icon?: string;
  readonly span: Span;
  readonly name: Span;
  readonly children: readonly OutlineItem[];
}

/** Files with more objects than this show only the objects, labeled by what distinguishes them. */
const MAX_WITH_SECTIONS = 300;

/** Returns true if the outline of a file shows the sections of its objects. */
export function showsSections(file: ManifestFile): boolean {
  return file.documents.length <= MAX_WITH_SECTIONS;
}

/**
 * Returns the outline of an object: its sections with content, down to the items of lists in `spec`, or only the
 * object.
 */
export function outlineOf(resource: Resource, withSections: boolean): OutlineItem {
  return withSections ? itemOf(resource) : headOf(resource);
}

/** Returns the title of an object: `Metal3Cluster test1 (metal3)`. */
export function titleOf({ kind, name, namespace }: Resource): string {
  return [kind, ...(name ? [name] : []), ...(namespace ? [`(${namespace})`] : [])].join(' ');
}

const itemOf = memoize((resource: Resource): OutlineItem => {
  const children = sectionsOf(resource.root, resource.document.text, 0);
  return { ...headOf(resource), detail: resource.apiVersion, children };
});

const headOf = memoize((resource: Resource): OutlineItem => {
  const { root, document, model } = resource;
  const objectSpan = written(document.text, root.span.start, root.span.end);
  // Editors pin the line of this span while the user scrolls, and lines with `name` do not show the kind.
  const kind = entryOf(root, 'kind')?.value;
  const named = kind?.kind === 'scalar' && !kind.alias && within(kind.span, objectSpan) ? kind.span : undefined;
  return {
    kind: 'resource',
    label: titleOf(resource),
    icon: model.iconOf(resource),
    span: objectSpan,
    name: named ?? span(objectSpan.start, objectSpan.start),
    children: [],
  };
});

/** The number of levels below an object: its keys, their keys, and the items of lists in those. */
const DEPTH = 3;

function sectionsOf(node: Node, text: string, depth: number): readonly OutlineItem[] {
  if (node.kind === 'scalar' || node.alias || depth >= DEPTH) return [];
  if (node.kind === 'sequence')
    return node.items.flatMap((item) => {
      if (item.kind !== 'map' || item.alias) return [];
      const itemSpan = written(text, item.span.start, item.span.end);
      const title = titleNode(item);
      const name = title && within(title.span, itemSpan) ? title.span : span(itemSpan.start, itemSpan.start);
      return [{ kind: 'item', label: title?.text ?? '-', span: itemSpan, name, children: [] }] as const;
    });
  return node.entries.flatMap(({ key, value }): readonly OutlineItem[] => {
    if (key.kind !== 'scalar' || value.kind === 'scalar' || value.alias || key.text === '<<') return [];
    return [
      {
        kind: value.kind === 'sequence' ? 'list' : 'map',
        label: key.text,
        span: written(text, key.span.start, Math.max(key.span.end, value.span.end)),
        name: key.span,
        children: sectionsOf(value, text, depth + 1),
      },
    ];
  });
}

/** Keys that distinguish the items of a list, in order of preference. */
const TITLES = ['name', 'id', 'key', 'class', 'path', 'start', 'address', 'type'];

function titleNode(item: Node): ScalarNode | undefined {
  if (item.kind !== 'map') return undefined;
  for (const title of TITLES)
    for (const { key, value } of item.entries)
      if (key.kind === 'scalar' && key.text === title && value.kind === 'scalar' && value.text !== '' && !value.alias)
        return value;
  return undefined;
}

/** Returns a span without the trailing whitespace that a block may end with. */
function written(text: string, start: number, end: number): Span {
  let last = end;
  while (last > start && /\s/.test(text[last - 1] ?? '')) last--;
  return span(start, last);
}

function within(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
