import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What each rule's page says before its examples, by the rule's id; its first paragraph is the rule's summary. */
export type RulePages = Readonly<Record<string, string>>;

export function compilePages(folder: string): RulePages {
  const files = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((file) => /\brules\b.*\.md$/.test(file));
  const pages = files.map((file) => [basename(file, '.md'), wordsOf(join(folder, file))] as const);
  return Object.fromEntries(pages.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function wordsOf(path: string): string {
  const [words = ''] = readFileSync(path, 'utf8').split(/^(?:## |```)/m, 1);
  // Other pages are not at hand where this is read.
  return words
    .replace(/^# .*\n+/, '')
    .replace(/\[([^\]]*)\]\((?!https:)[^)]*\)/g, '$1')
    .trimEnd();
}

export function writePages(from: string, to: string): void {
  writeFileSync(join(to, 'pages.json'), JSON.stringify(compilePages(from)));
}

/** The pages that the build lays beside the bundle. */
export function bundledPages(path = fileURLToPath(new URL('pages.json', import.meta.url))): RulePages {
  return JSON.parse(readFileSync(path, 'utf8')) as RulePages;
}
