import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { EMPTY_MODEL, isKustomizationFile, manifestFile, type Resource, resourceOf } from '../../core/index.ts';

/** Returns true if kustomize reads a file as a kustomization, by its name. */
export function isKustomizationPath(path: string): boolean {
  return isKustomizationFile(basename(path));
}

/** Returns the kustomizations in the text of a file. */
export function kustomizationsIn(path: string, text: string): readonly Resource[] {
  const { href: uri } = pathToFileURL(path);
  return manifestFile(uri, text).documents.flatMap((document) => resourceOf(uri, document, EMPTY_MODEL) ?? []);
}
