import { readTextSync } from '../../node/read-text.ts';
import { UsageError } from '../usage-error.ts';
import { isKustomizationPath } from './kustomization-files.ts';
import { type ListedPath, type ListOptions, listByPath, STANDARD_INPUT } from './read-manifests.ts';

/** Lists files as `listManifests` does. Throws a UsageError if a path contains no manifests, as a mistyped path. */
export async function listRequiredManifests(
  paths: readonly string[],
  options: ListOptions,
): Promise<readonly string[]> {
  const listed = await listByPath(paths, options);
  requireManifests(listed);
  return [...new Set(listed.flatMap(({ files }) => files))];
}

/** Throws a UsageError if a path contains no manifests. `advice` is a sentence about what to do if that is expected. */
export function requireManifests(listed: readonly ListedPath[], advice = ''): void {
  for (const { path, files } of listed)
    if (!files.some(containsManifests)) throw new UsageError(`No manifests found in ${path}.${advice}`);
}

function containsManifests(file: string): boolean {
  if (file === STANDARD_INPUT || isKustomizationPath(file)) return true;
  const { text } = readTextSync(file);
  // What cannot be read is reported when it is checked, and a pipe can be read only once.
  return text === undefined || isManifestText(text);
}

/** Whether a text can contain objects; also true for templates and for text with syntax errors. */
export function isManifestText(text: string): boolean {
  return /\b(?:apiVersion|kind)\b/.test(text);
}
