import { LAYOUTS, type LayoutsResult } from '../../../../protocol/index.ts';
import { type Snippet, snippetTemplate, snippetText, typesIn } from '../../core/index.ts';
import { ownRoute, type Route } from '../dispatcher.ts';
import type { Snapshot } from '../session/snapshot.ts';

export const LAYOUT_ROUTES: readonly Route[] = [ownRoute(LAYOUTS, 'documents', layouts)];

/** Snippets with fewer documents are parts of a cluster. */
const MIN_DOCUMENTS = 4;

/** Returns the snippets of complete manifests. Snippets with a root such as a Cluster come first. */
function layouts({ content, workspace }: Snapshot): LayoutsResult {
  const roots = new Set(workspace.model.roots.map(({ kind }) => kind));
  const hasRoot = (snippet: Snippet) => typesIn(snippet).some(({ kind }) => roots.has(kind));
  return (content?.snippets ?? [])
    .filter((snippet) => snippet.in === undefined && typesIn(snippet).length >= MIN_DOCUMENTS)
    .toSorted((one, other) => Number(hasRoot(other)) - Number(hasRoot(one)) || (one.title < other.title ? -1 : 1))
    .map((snippet) => ({
      title: snippet.title,
      summary: snippet.summary,
      version: typesIn(snippet)[0]?.apiVersion.replace(/^.*\//, '') ?? '',
      kinds: typesIn(snippet).map(({ kind }) => kind),
      snippet: snippetText(snippetTemplate(snippet.text)),
    }));
}
