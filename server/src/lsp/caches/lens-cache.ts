import type { CodeLens, Range } from 'vscode-languageserver';
import { canBeReferredTo, type Resource } from '../../core/index.ts';
import { DocumentCache, movedRange, rangeInDocument } from './document-cache.ts';
import type { KeepJson } from './json-cache.ts';
import type { ResourcesIn } from './resources-in.ts';

/** An unresolved code lens and the object that it is for. */
export interface ObjectLens {
  readonly resource: Resource;
  readonly lens: CodeLens;
}

/** The `data` of a code lens, from which it is resolved. */
export interface LensData {
  /** The URI as the client spells it. */
  readonly uri: string;
}

export function lensCache(
  resourcesIn: ResourcesIn,
  clientUri: (uri: string) => string,
  keepJson: KeepJson,
): DocumentCache<ObjectLens> {
  const lensAt = (range: Range, data: LensData): CodeLens => keepJson({ range, data });
  return new DocumentCache(
    (document) =>
      resourcesIn(document).flatMap((resource) => {
        if (!resource.nameNode || !canBeReferredTo(resource)) return [];
        // Above the first line of the object, not between its fields.
        const { start } = resource.root.span;
        const range = rangeInDocument(document, { start, end: start });
        return [{ resource, lens: lensAt(range, { uri: clientUri(resource.uri) }) }];
      }),
    ({ resource, lens }, lines) => ({ resource, lens: lensAt(movedRange(lens.range, lines), lens.data) }),
  );
}
