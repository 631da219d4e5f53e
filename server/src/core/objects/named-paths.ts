import type { NodePath } from '../syntax/lookup.ts';
import type { ScalarNode } from '../syntax/node.ts';
import { matches, pathPattern } from '../syntax/path-pattern.ts';
import { memoize } from '../text/memoize.ts';
import { decodedName } from '../text/uri-text.ts';
import { fileAt, isKustomization, isKustomizationFile, isRemote } from './kustomization.ts';
import type { Resource } from './resource.ts';
import { isTemplate } from './template-text.ts';

/** A path in a kustomization to a file or folder that kustomize reads. */
export interface NamedPath {
  readonly node: ScalarNode;
  readonly path: NodePath;
  /** The part of the text that is the path: all of it, except in `KEY=PATH`. */
  readonly text: string;
  /** Without a trailing slash. */
  readonly uri: string;
  /** What kustomize accepts there. A folder must contain a kustomization. */
  readonly accepts: 'file' | 'folder' | 'both';
}

const PATHS = [
  ['resources[]', 'both'],
  ['{bases,components}[]', 'folder'],
  ['{crds,configurations,patchesStrategicMerge}[]', 'file'],
  ['{patches,patchesJson6902,replacements}[].path', 'file'],
  // The files of a secretGenerator are often not committed.
  ['configMapGenerator[].{files,envs}[]', 'file'],
  ['configMapGenerator[].env', 'file'],
].map(([pattern = '', accepts]) => ({ pattern: pathPattern(pattern), accepts: accepts as NamedPath['accepts'] }));

/**
 * Returns the local paths that a kustomization or component names; none for a document in a file that kustomize does not
 * read as a kustomization. URLs, inline patches, templates and patterns are left out.
 */
export function namedPathsOf(resource: Resource): readonly NamedPath[] {
  return isKustomization(resource) && isKustomizationFile(resource.uri) ? namedIn(resource) : [];
}

const namedIn = memoize(({ uri, root }: Resource): readonly NamedPath[] => {
  return PATHS.flatMap(({ pattern, accepts }) =>
    matches(root, pattern).flatMap(({ node, path }): readonly NamedPath[] => {
      if (node.kind !== 'scalar' || node.alias || node.tag) return [];
      // `KEY=PATH`, or a path whose last segment is the key.
      const text = path.includes('files') ? node.text.replace(/^[^=]*=/, '') : node.text;
      return isLocal(text) ? [{ node, path, text, uri: fileAt(uri, text), accepts }] : [];
    }),
  );
});

function isLocal(text: string): boolean {
  return !isRemote(text) && !isTemplate(text) && !UNUSUAL.test(text) && !isRepository(text);
}

/** Absolute paths, placeholders, patterns and inline YAML. */
const UNUSUAL = /^$|^[/~]|[${}%<>*?[\]\\\n]|@[A-Z]/;

/** Returns true for `git.example.org/group/repository`, which kustomize clones if there is no such folder. */
function isRepository(text: string): boolean {
  return (
    /\.git(\/|$)|_git\//.test(text) || (/^[\w-]+(\.[\w-]+)*\.[a-z]{2,}\//i.test(text) && !/\.(ya?ml|json)$/.test(text))
  );
}

/** Returns the name of a file or folder from its URI. */
export function nameAt(uri: string): string {
  return decodedName(uri.slice(uri.lastIndexOf('/') + 1));
}
