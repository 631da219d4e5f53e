import { splitApiVersion } from '../resources/resource.ts';
import type { SchemaStore } from '../schemas/schema-store.ts';
import { scalarAt } from '../syntax/lookup.ts';
import { parseDocument } from '../syntax/parse-document.ts';
import type { Expressions } from './expressions.ts';
import { webhookOf } from './mutating-webhooks.ts';
import type { Problem } from './problem.ts';
import { validateDocument } from './validate-document.ts';

/** What a release's API server refuses in the text of one document; nothing where it is no object we know. */
export function validateText(
  text: string,
  store: SchemaStore,
  release: string,
  expressions: Expressions,
): readonly Problem[] {
  const { root, problems } = parseDocument(text);
  const [first] = problems;
  if (first) return [{ code: 'unreadable', path: [], span: first.span, node: root ?? EMPTY, detail: first.message }];
  if (root?.kind !== 'map') return [];
  const apiVersion = scalarAt(root, ['apiVersion'])?.text ?? '';
  const kind = scalarAt(root, ['kind'])?.text ?? '';
  const { group, version } = splitApiVersion(apiVersion);
  const provider = store.providerOf(group, kind);
  if (!provider) return [];
  const own = store.version(group, kind, version, release);
  if (!own?.served) {
    const path = [store.knowsKind(group, kind, release) ? 'apiVersion' : 'kind'];
    return [{ code: 'not-served', path, span: root.span, node: root, detail: 'is not served' }];
  }
  return validateDocument(root, {
    ...own,
    webhook: webhookOf(kind, version, release, provider),
    expressions,
  });
}

const EMPTY = { kind: 'scalar', span: { start: 0, end: 0 }, text: '', style: 'absent' } as const;
