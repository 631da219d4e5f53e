import { splitApiVersion } from '../../server/src/core/objects/resource.ts';
import { checkedSchema } from '../../server/src/core/schemas/checked-schema.ts';
import type { SchemaStore } from '../../server/src/core/schemas/schema-store.ts';
import { type NodePath, scalarAt } from '../../server/src/core/syntax/lookup.ts';
import type { MapNode } from '../../server/src/core/syntax/node.ts';
import { parseDocument } from '../../server/src/core/syntax/parse-document.ts';
import type { Expressions } from '../../server/src/core/validation/expressions.ts';
import { validateDocument } from '../../server/src/core/validation/validate-document.ts';
import { Webhooks } from '../../server/src/core/validation/webhooks/table.ts';
import { REGISTRY } from '../../server/src/providers/index.ts';

export interface Refusal {
  readonly code: string;
  readonly path: NodePath;
  readonly detail: string;
}

/**
 * Returns what the API server of each release rejects in one document. Releases with equal validation are checked once.
 */
export function validateText(
  text: string,
  store: SchemaStore,
  expressions: Expressions,
): (release: string) => readonly Refusal[] {
  const { root, problems } = parseDocument(text);
  const [first] = problems;
  if (first) return () => [{ code: 'unreadable', path: [], detail: first.message }];
  if (root?.kind !== 'map') return () => [];
  const known = new Map<object | undefined, Map<object | undefined, readonly Refusal[]>>();
  return (release) => validateRoot(root, store, release, expressions, known);
}

type Known = Map<object | undefined, Map<object | undefined, readonly Refusal[]>>;

/** Returns nothing for an unknown kind. */
function validateRoot(
  root: MapNode,
  store: SchemaStore,
  release: string,
  expressions: Expressions,
  known: Known,
): readonly Refusal[] {
  const apiVersion = scalarAt(root, ['apiVersion'])?.text ?? '';
  const kind = scalarAt(root, ['kind'])?.text ?? '';
  const { group, version } = splitApiVersion(apiVersion);
  const provider = store.providerOf(group, kind);
  if (!provider) return [];
  const own = store.version(group, kind, version, release);
  if (!own?.served) {
    const path = [store.knowsKind(group, kind, release) ? 'apiVersion' : 'kind'];
    return [{ code: 'api-version-not-served', path, detail: 'is not served' }];
  }
  const webhook = webhooks.of({ group, kind }, version, release, provider);
  const ofVersion = known.get(own) ?? new Map<object | undefined, readonly Refusal[]>();
  known.set(own, ofVersion);
  const result =
    ofVersion.get(webhook) ??
    validateDocument(root, { ...own, checked: checkedSchema(own.schema, own.hasStatus), webhook, expressions });
  ofVersion.set(webhook, result);
  return result;
}

const webhooks = new Webhooks(REGISTRY.validation.webhooks);
