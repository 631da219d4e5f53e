import type { Completion } from '../../../core/completion/completion.ts';
import type { Context } from '../../../core/completion/context.ts';
import type { ValueSlot } from '../../../core/cursor/cursor.ts';
import { isOneOf } from '../../../core/objects/group-kind.ts';
import { nameOf, type Resource } from '../../../core/objects/resource.ts';
import { isLineEnd } from '../../../core/syntax/whitespace.ts';
import { codeSpan, plainMarkdown } from '../../../core/text/markdown.ts';
import { span } from '../../../core/text/span.ts';
import { BOOTSTRAP_KINDS, bootstrapPathOf, isIgnition } from '../../kubeadm/metadata-uses.ts';
import { bootPathsOf } from '../boot-paths.ts';
import { Metal3DataTemplate } from '../kinds.ts';
import { attributeOf, type MetadataKey, type MetadataSource, metadataKeysOf } from '../metadata-keys.ts';

/** Offers the metadata keys of a machine inside `{{ … }}`. Returns undefined if the cursor is not in an expression. */
export function metadataExpressions(context: Context, slot: ValueSlot): readonly Completion[] | undefined {
  const expression = expressionAt(context);
  const resource = context.input.workspace.resourceIn(context.document);
  if (!expression || !resource || !isOneOf(resource, BOOTSTRAP_KINDS) || isIgnition(resource)) return undefined;
  if (!bootstrapPathOf(resource).every((step, index) => slot.path[index] === step)) return undefined;
  const prefix = expression.form === 'start' ? 'ds.meta_data.' : '';
  return keysFor(context, resource).map(({ key, from, holds, owner }) => {
    const name = expression.form === 'subscript' ? key : attributeOf(key);
    return {
      label: prefix + name,
      kind: 'metadata-key',
      detail: owner ? nameOf(owner) : SOURCES[from],
      documentation: `${codeSpan(key)} holds ${plainMarkdown(holds)}. ${plainMarkdown(origin(from, owner))}`,
      span: expression.span,
      insert: [prefix + name + expression.close],
    };
  });
}

const SOURCES: Readonly<Record<MetadataSource, string>> = {
  template: 'the data template',
  provider: 'CAPM3',
  host: 'the Bare Metal Operator',
  'cloud-init': 'cloud-init',
};

function origin(from: MetadataSource, owner: Resource | undefined): string {
  if (owner) return `It comes from ${nameOf(owner)}.`;
  return from === 'template' ? '' : `${sentence(SOURCES[from])} sets it for every machine.`;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

interface Expression {
  readonly form: 'start' | 'attribute' | 'subscript';
  /** The word at the cursor, in UTF-16 offsets of the document. */
  readonly span: { readonly start: number; readonly end: number };
  /** The text that completes the expression. */
  readonly close: string;
}

/** Returns the expression at the cursor, or undefined if no metadata key can be inserted there. */
function expressionAt({ document: { text }, offset }: Context): Expression | undefined {
  let from = offset;
  while (from > 0 && !isLineEnd(text, from - 1)) from--;
  const before = text.slice(from, offset);
  const open = Math.max(before.lastIndexOf('{{'), before.lastIndexOf('{%'));
  if (open < 0 || open < before.lastIndexOf('}}') || open < before.lastIndexOf('%}')) return undefined;
  const code = before.slice(open + 2);
  const [form, word] = formOf(code) ?? [];
  if (form === undefined || word === undefined) return undefined;
  let end = offset;
  while (/\w/.test(text[end] ?? '')) end++;
  return { form, span: span(offset - word.length, end), close: closeOf(text, end, form, before[open + 1] === '{') };
}

function formOf(code: string): readonly [Expression['form'], string] | undefined {
  const attribute = /(?:^|[^\w.])ds\.meta_data\.(\w*)$/.exec(code);
  if (attribute) return ['attribute', attribute[1] ?? ''];
  const subscript = /(?:^|[^\w.])ds\.meta_data\[['"]([^'"\]]*)$/.exec(code);
  if (subscript) return ['subscript', subscript[1] ?? ''];
  const start = /^-?\s*(d?s?|ds\.\w*)$/.exec(code);
  return start ? ['start', start[1] ?? ''] : undefined;
}

function closeOf(text: string, end: number, form: Expression['form'], isValue: boolean): string {
  let line = end;
  while (!isLineEnd(text, line)) line++;
  const rest = text.slice(end, line);
  if (form === 'subscript') return '';
  const close = rest.indexOf('}}');
  const next = rest.indexOf('{{');
  return !isValue || (close >= 0 && (next < 0 || close < next)) ? '' : ' }}';
}

/** Returns the metadata keys of the machines that use the object. If there are none, those of the nearest data templates. */
function keysFor(context: Context, resource: Resource): readonly (MetadataKey & { readonly owner?: Resource })[] {
  const { workspace } = context.input;
  const boots = bootPathsOf(resource, workspace);
  const templates = boots.map(({ dataTemplate }) => dataTemplate);
  const near =
    boots.length > 0
      ? []
      : workspace
          .objectsNear(context, Metal3DataTemplate)
          .filter(({ broken }) => !broken)
          .slice(0, 3);
  const keys = new Map<string, MetadataKey & { readonly owner?: Resource }>();
  for (const template of new Set([...templates, ...near, ...(boots.length + near.length === 0 ? [undefined] : [])]))
    for (const entry of metadataKeysOf(template) ?? []) {
      const name = attributeOf(entry.key);
      const isOfTemplate = entry.from === 'template' && template !== undefined;
      if (!keys.has(name)) keys.set(name, { ...entry, ...(isOfTemplate ? { owner: template } : {}) });
    }
  return [...keys.values()].sort((a, b) => writtenAt(a) - writtenAt(b));
}

/** Sorts the keys of the data template first, in their order in the manifest. */
function writtenAt({ node }: MetadataKey): number {
  return node?.span.start ?? Number.MAX_SAFE_INTEGER;
}
