import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Snippet, snippetTemplate, snippetText } from '../core/index.ts';

/** A snippet with its file, below the folder. */
export interface SourceSnippet extends Snippet {
  readonly file: string;
}

/**
 * Returns the snippets of a folder, ordered by file. A file consists of a map with the snippet's properties, `---`, and
 * the snippet. Throws with the file name if a property is missing.
 */
export function compileSnippets(folder: string): readonly SourceSnippet[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));
  return files.sort().map((file) => readSnippet(file.replaceAll('\\', '/'), readFileSync(join(folder, file), 'utf8')));
}

function readSnippet(file: string, source: string): SourceSnippet {
  const end = source.indexOf('\n---\n');
  const head = (end < 0 ? {} : parse(source.slice(0, end + 1))) as Partial<Snippet>;
  const { title, prefix, summary, kind, in: place, releases } = head;
  if (!title || !prefix || !summary) throw new Error(`${file} lacks a title, a prefix or a summary.`);
  const text = source.slice(end + '\n---\n'.length);
  return {
    file,
    title,
    prefix,
    summary,
    ...(kind ? { kind } : {}),
    ...(place ? { in: place } : {}),
    ...(releases ? { releases } : {}),
    text,
  };
}

/**
 * Writes the snippets for the server and for VS Code. The latter have no prefixes, because with a prefix VS Code offers
 * every snippet at every position of every YAML file. "Insert Snippet" lists them anyway.
 */
export function writeSnippets(from: string, to: string): void {
  const snippets = compileSnippets(from);
  const own = snippets.map(({ file: _, ...snippet }) => snippet);
  writeFileSync(join(to, 'snippets.json'), JSON.stringify(own));
  const forEditor = Object.fromEntries(
    snippets.map(({ title, summary, text, in: place }) => [
      title,
      {
        description: summary,
        body: snippetText(snippetTemplate(text.trimEnd())).split('\n'),
        ...(place === undefined ? { isFileTemplate: true } : {}),
      },
    ]),
  );
  writeFileSync(join(to, 'snippets.code-snippets'), JSON.stringify(forEditor));
}
