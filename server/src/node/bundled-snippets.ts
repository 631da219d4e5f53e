import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Snippet } from '../core/index.ts';

/** Returns the snippets that the build writes next to the bundle. */
export function bundledSnippets(path = fileURLToPath(new URL('snippets.json', import.meta.url))): readonly Snippet[] {
  return JSON.parse(readFileSync(path, 'utf8')) as readonly Snippet[];
}
