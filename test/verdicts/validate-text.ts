import { splitApiVersion } from '../../server/src/core/resources/resource.ts';
import { checkedSchema } from '../../server/src/core/schemas/checked-schema.ts';
import type { SchemaStore } from '../../server/src/core/schemas/schema-store.ts';
import { type NodePath, scalarAt } from '../../server/src/core/syntax/lookup.ts';
import { parseDocument } from '../../server/src/core/syntax/parse-document.ts';
import type { Expressions } from '../../server/src/core/validation/expressions.ts';
import { webhookOf } from '../../server/src/core/validation/mutating-webhooks.ts';
import { validateDocument } from '../../server/src/core/validation/validate-document.ts';

export interface Refusal {
  readonly code: string;
  readonly path: NodePath;
  readonly detail: string;
}

/** What a release's API server refuses in the text of one document; nothing where it is no object we know. */
export function validateText(
  text: string,
  store: SchemaStore,
  release: string,
  expressions: Expressions,
): readonly Refusal[] {
  const { root, problems } = parseDocument(text);
  const [first] = problems;
  if (first) return [{ code: 'unreadable', path: [], detail: first.message }];
  if (root?.kind !== 'map') return [];
  const apiVersion = scalarAt(root, ['apiVersion'])?.text ?? '';
  const kind = scalarAt(root, ['kind'])?.text ?? '';
  const { group, version } = splitApiVersion(apiVersion);
  const provider = store.providerOf(group, kind);
  if (!provider) return [];
  const own = store.version(group, kind, version, release);
  if (!own?.served) {
    const path = [store.knowsKind(group, kind, release) ? 'apiVersion' : 'kind'];
    return [{ code: 'not-served', path, detail: 'is not served' }];
  }
  return validateDocument(root, {
    ...own,
    checked: checkedSchema(own.schema, own.hasStatus),
    webhook: webhookOf(kind, version, release, provider),
    expressions,
  });
}
