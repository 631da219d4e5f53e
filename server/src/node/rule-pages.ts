import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What each rule's page says before its examples, by the rule's id; its first paragraph is the rule's summary. */
export type RulePages = Readonly<Record<string, string>>;

export function compilePages(folder: string): RulePages {
  const files = readdirSync(folder).filter((file) => file.endsWith('.md'));
  return Object.fromEntries(files.sort().map((file) => [file.slice(0, -'.md'.length), wordsOf(join(folder, file))]));
}

function wordsOf(path: string): string {
  const [words = ''] = readFileSync(path, 'utf8').split(/^(?:## |```)/m, 1);
  // Other pages are not at hand where this is read.
  return words
    .replace(/^# .*\n+/, '')
    .replace(/\[([^\]]*)\]\((?!https:)[^)]*\)/g, '$1')
    .trimEnd();
}

/** The ids of rules whose pages have an example of a fix. */
export function compileFixable(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.md') && /^```yaml fixed\b/m.test(readFileSync(join(folder, file), 'utf8')))
    .map((file) => file.slice(0, -'.md'.length))
    .sort();
}

export function writePages(from: string, to: string): void {
  writeFileSync(join(to, 'pages.json'), JSON.stringify(compilePages(from)));
  writeFileSync(join(to, 'fixable-rules.json'), JSON.stringify(compileFixable(from)));
}

/** The pages that the build lays beside the bundle. */
export function bundledPages(path = fileURLToPath(new URL('pages.json', import.meta.url))): RulePages {
  return JSON.parse(readFileSync(path, 'utf8')) as RulePages;
}

/** The rules with fixes, from the file that the build writes next to the bundle. */
export function bundledFixable(
  path = fileURLToPath(new URL('fixable-rules.json', import.meta.url)),
): ReadonlySet<string> {
  return new Set(JSON.parse(readFileSync(path, 'utf8')) as readonly string[]);
}
