import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Snippet } from '../core/index.ts';

/** The snippets that the build lays beside the bundle. */
export function bundledSnippets(path = fileURLToPath(new URL('snippets.json', import.meta.url))): readonly Snippet[] {
  return JSON.parse(readFileSync(path, 'utf8')) as readonly Snippet[];
}
