import { DiagnosticCache } from './diagnostic-cache.ts';
import type { DocumentCache } from './document-cache.ts';
import { DocumentIndexes } from './document-indexes.ts';
import { type Folding, foldingCache } from './folding-cache.ts';
import type { KeepJson } from './json-cache.ts';
import { lensCache, type ObjectLens } from './lens-cache.ts';
import type { ResourcesIn } from './resources-in.ts';
import { SymbolCache } from './symbol-cache.ts';

/** The caches of a session for its responses. */
export interface ResponseCaches {
  readonly documentIndexes: DocumentIndexes;
  readonly diagnostics: DiagnosticCache;
  readonly symbols: SymbolCache;
  readonly foldings: DocumentCache<Folding>;
  readonly lenses: DocumentCache<ObjectLens>;
}

export function createResponseCaches(options: {
  readonly resourcesIn: ResourcesIn;
  readonly clientUri: (uri: string) => string;
  readonly rulePage: (rule: string) => string | undefined;
  readonly keepJson: KeepJson;
}): ResponseCaches {
  const { resourcesIn, clientUri, rulePage, keepJson } = options;
  return {
    documentIndexes: new DocumentIndexes(),
    diagnostics: new DiagnosticCache(keepJson, rulePage),
    symbols: new SymbolCache(resourcesIn, keepJson),
    foldings: foldingCache(keepJson),
    lenses: lensCache(resourcesIn, clientUri, keepJson),
  };
}
