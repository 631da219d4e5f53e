import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The text of each rule's page before its examples, by the rule's id. The first paragraph is the rule's summary. */
export type RulePages = Readonly<Record<string, string>>;

/** Returns the text of each page below a folder of sources. */
export function compilePages(folder: string): RulePages {
  return Object.fromEntries(pagesBelow(folder).map((path) => [basename(path, '.md'), proseOf(path)]));
}

/** Returns the paths of all rules' pages, sorted by the rules' ids. */
function pagesBelow(folder: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true }).map(String);
  return files
    .filter((file) => /\brules\b.*\.md$/.test(file))
    .map((file) => join(folder, file))
    .sort((one, other) => (basename(one) < basename(other) ? -1 : 1));
}

function proseOf(path: string): string {
  const [words = ''] = readFileSync(path, 'utf8').split(/^(?:## |```)/m, 1);
  // Links to other pages do not work in this context.
  return words
    .replace(/^# .*\n+/, '')
    .replace(/\[([^\]]*)\]\((?!https:)[^)]*\)/g, '$1')
    .trimEnd();
}

/** Writes `pages.json` for the server and `pages/ID.md` for readers. */
export function writePages(from: string, to: string): void {
  writeFileSync(join(to, 'pages.json'), JSON.stringify(compilePages(from)));
  const folder = join(to, 'pages');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const path of pagesBelow(from))
    writeFileSync(join(folder, basename(path)), readablePage(withDocsLinks(readFileSync(path, 'utf8'))));
  writeFileSync(join(to, 'fixable-rules.json'), JSON.stringify(compileFixable(from)));
}

/** Returns a page with absolute links to the pages in `docs/`, because they are not part of the package. */
function withDocsLinks(markdown: string): string {
  const { repository } = JSON.parse(readFileSync('package.json', 'utf8')) as { repository: { url: string } };
  const url = repository.url.replace(/^git\+/, '').replace(/\.git$/, '');
  return markdown.replace(/\]\((?:\.\.\/)+(docs\/[^)]*)\)/g, `](${url}/blob/HEAD/$1)`);
}

/** Returns the ids of the rules whose pages have an example of a fix. */
function compileFixable(folder: string): readonly string[] {
  return pagesBelow(folder)
    .filter((path) => /^```yaml fixed\b/m.test(readFileSync(path, 'utf8')))
    .map((path) => basename(path, '.md'));
}

const EXAMPLE_LABELS: Readonly<Record<string, string>> = { bad: 'Reported', good: 'Not reported', fixed: 'Fixed' };

/**
 * Returns a page as readers see it: the role of each example, which is only written in the code fence, becomes a line
 * of text. All pages are in one folder.
 */
export function readablePage(markdown: string): string {
  return markdown
    .replace(/^```yaml (bad|good|fixed)\b *(.*)$/gm, (_, role: string, detail: string) => {
      const label = EXAMPLE_LABELS[role] ?? role;
      return `${detail === '' ? `${label}:` : `${label} (${detail}):`}\n\n\`\`\`yaml`;
    })
    .replace(/\]\((?!https:)[^)]*?([^/)]+\.md)\)/g, ']($1)');
}

/** Returns a function from a rule's id to the URI of its bundled page. */
export function bundledPageUri(
  folder = fileURLToPath(new URL('pages', import.meta.url)),
): (rule: string) => string | undefined {
  let files: ReadonlySet<string> | undefined;
  return (rule) => {
    files ??= new Set(existsSync(folder) ? readdirSync(folder) : []);
    const file = `${rule}.md`;
    return files.has(file) ? pathToFileURL(join(folder, file)).href : undefined;
  };
}

/** Returns the pages that the build writes next to the bundle. */
export function bundledPages(path = fileURLToPath(new URL('pages.json', import.meta.url))): RulePages {
  return JSON.parse(readFileSync(path, 'utf8')) as RulePages;
}

/** Returns the rules with fixes, from the file that the build writes next to the bundle. */
export function bundledFixable(
  path = fileURLToPath(new URL('fixable-rules.json', import.meta.url)),
): ReadonlySet<string> {
  return new Set(JSON.parse(readFileSync(path, 'utf8')) as readonly string[]);
}
