import { fileAt, isKustomization, isRemote, KUSTOMIZATION_FILES } from '../objects/kustomization.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { ManifestFile } from '../syntax/manifest-file.ts';
import type { Node } from '../syntax/node.ts';
import { matches, pathPattern } from '../syntax/path-pattern.ts';
import type { Span } from '../text/span.ts';
import { type Manifests, nameSpan } from './symbol.ts';

/** A path in a document to a file of the workspace. */
export interface Link {
  readonly index: number;
  /** Relative to the start of the document. */
  readonly span: Span;
  readonly uri: string;
}

const PATHS = [
  '{resources,bases,components,configurations,crds,generators,transformers,patchesStrategicMerge}[]',
  '{patches,patchesJson6902,replacements}[].path',
  '{configMapGenerator,secretGenerator}[].envs[]',
  '{configMapGenerator,secretGenerator}[].env',
].map(pathPattern);

/** `KEY=PATH`, or a path whose last segment is the key. */
const KEYED = pathPattern('{configMapGenerator,secretGenerator}[].files[]');

/** Returns links for the paths in the kustomizations of a file. A path to a folder links to the kustomization in it. */
export function linksIn(file: ManifestFile, manifests: Manifests): readonly Link[] {
  return file.documents.flatMap((document, index) => {
    const root = kustomizationIn(document, manifests);
    if (!root) return [];
    return [...PATHS, KEYED]
      .flatMap((pattern) => matches(root, pattern).map(({ node }) => ({ node, pattern })))
      .flatMap(({ node, pattern }) => {
        if (node.kind !== 'scalar' || node.alias || isRemote(node.text)) return [];
        const uri = fileAt(file.uri, pattern === KEYED ? node.text.replace(/^[^=]*=/, '') : node.text);
        const found = [uri, ...KUSTOMIZATION_FILES.map((name) => `${uri}/${name}`)].find((each) =>
          manifests.files.has(each),
        );
        return found === undefined ? [] : [{ index, span: nameSpan(document, node), uri: found }];
      });
  });
}

function kustomizationIn(document: ManifestDocument, manifests: Manifests): Node | undefined {
  const resource = manifests.resourceIn(document);
  return resource && isKustomization(resource) ? resource.root : undefined;
}
