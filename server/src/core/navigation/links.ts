import { fileAt, isKustomization } from '../resources/kustomization.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { ManifestFile } from '../syntax/manifest-file.ts';
import type { Node } from '../syntax/node.ts';
import { matches, pathPattern } from '../syntax/path-pattern.ts';
import type { Span } from '../text/span.ts';
import { type Manifests, nameSpan } from './named.ts';

/** A path in a document that leads to a file of the workspace. */
export interface Link {
  readonly index: number;
  /** In the document. */
  readonly span: Span;
  readonly uri: string;
}

const PATHS = [
  '{resources,bases,components,configurations,crds,generators,transformers,patchesStrategicMerge}[]',
  '{patches,patchesJson6902,replacements}[].path',
].map(pathPattern);

const IN_FOLDER = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** The files that the kustomizations of a file name; a folder stands for the kustomization in it. */
export function linksIn(file: ManifestFile, manifests: Manifests): readonly Link[] {
  return file.documents.flatMap((document, index) => {
    const root = kustomizationIn(file, document, manifests);
    if (!root) return [];
    return PATHS.flatMap((pattern) => matches(root, pattern)).flatMap(({ node }) => {
      if (node.kind !== 'scalar' || node.alias || /\n|:\/\//.test(node.text)) return [];
      const uri = fileAt(file.uri, node.text);
      const found = [uri, ...IN_FOLDER.map((name) => `${uri}/${name}`)].find((each) => manifests.files.has(each));
      return found === undefined ? [] : [{ index, span: nameSpan(document, node), uri: found }];
    });
  });
}

/** A kustomization may leave out what it is: then its file says it. */
function kustomizationIn({ uri }: ManifestFile, document: ManifestDocument, manifests: Manifests): Node | undefined {
  const resource = manifests.resourceIn(document);
  if (resource) return isKustomization(resource) ? resource.root : undefined;
  return IN_FOLDER.includes(uri.slice(uri.lastIndexOf('/') + 1)) ? document.parsed.root : undefined;
}
