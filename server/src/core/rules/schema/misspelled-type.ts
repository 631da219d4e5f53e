import { childOf, scalarAt } from '../../syntax/lookup.ts';
import type { ManifestDocument } from '../../syntax/manifest-document.ts';
import type { MapNode, ScalarNode } from '../../syntax/node.ts';
import { hasPlaceholder } from '../../templates/placeholder.ts';
import { nearestTo } from '../../text/similar-names.ts';
import type { TextReport } from '../rule.ts';

/**
 * Returns the report about a misspelled `apiVersion` or `kind`, without which the document is not an object. Everything else in
 * it must be that of an object.
 */
export function* misspelledType(document: ManifestDocument, uri: string): Iterable<TextReport> {
  const { root, problems } = document.parsed;
  if (root?.kind !== 'map' || problems.length > 0) return;
  const missing = TYPE_FIELDS.filter((field) => !childOf(root, field));
  const [field] = missing;
  if (!field || missing.length > 1 || !scalarAt(root, ['metadata', 'name'])) return;
  const other = TYPE_FIELDS.find((each) => each !== field);
  if (other && !isTypeValue(other, scalarAt(root, [other]))) return;
  const key = misspelledKey(root, field);
  if (!key) return;
  yield {
    span: key.span,
    message: `Unknown field ${key.text}. kubectl rejects the document, because it has no ${field}. Did you mean "${field}"?`,
    fixes: [
      {
        title: `Rename to ${field}`,
        edits: [{ uri, document, change: { span: key.span, newText: key.style === 'plain' ? field : `"${field}"` } }],
        certain: true,
      },
    ],
  };
}

const TYPE_FIELDS = ['apiVersion', 'kind'] as const;

type TypeField = (typeof TYPE_FIELDS)[number];

function misspelledKey({ entries }: MapNode, field: TypeField): ScalarNode | undefined {
  const keys = entries.flatMap(({ key, value }) =>
    key.kind === 'scalar' &&
    !key.alias &&
    value.kind === 'scalar' &&
    isTypeValue(field, value) &&
    nearestTo(key.text, [field]).length > 0
      ? [key]
      : [],
  );
  return keys.length === 1 ? keys[0] : undefined;
}

function isTypeValue(field: TypeField, node: ScalarNode | undefined): boolean {
  if (!node || hasPlaceholder(node.text)) return false;
  return field === 'kind'
    ? /^[A-Z][A-Za-z0-9]+$/.test(node.text)
    : /^([a-z0-9.-]+\/)?v\d+((alpha|beta)\d+)?$/.test(node.text);
}
