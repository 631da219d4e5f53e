// Writes dist/README.md, the page of the extension in the Marketplace: docs/extension-page.md with absolute links, because
// neither pictures nor pages are part of the package.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The source of the page. */
export const PAGE = 'docs/extension-page.md';

/** Returns a page in a folder of the repository with absolute links. Links within the page stay as they are. */
export function withAbsoluteLinks(markdown, repository, inFolder = '.') {
  const absolute = (folder, path) => `${repository}/${folder}/HEAD/${posix.join(inFolder, path)}`;
  return markdown
    .replace(/(!?)\[((?:[^\]\\]|\\.)*)\]\((?!https?:|#)([^)\s]+)\)/g, (_, image, text, path) => {
      const folder = image === '!' ? 'raw' : 'blob';
      return `${image}[${text}](${absolute(folder, path)})`;
    })
    .replace(/ (src|srcset)="(?!https?:)([^"]+)"/g, (_, name, path) => ` ${name}="${absolute('raw', path)}"`);
}

/** Returns the address of the repository in package.json, as a browser opens it. */
export function repositoryUrl({ repository }) {
  return repository.url.replace(/^git\+/, '').replace(/\.git$/, '');
}

if (resolve(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) {
  const repository = repositoryUrl(JSON.parse(readFileSync('package.json', 'utf8')));
  mkdirSync('dist', { recursive: true });
  writeFileSync('dist/README.md', withAbsoluteLinks(readFileSync(PAGE, 'utf8'), repository, posix.dirname(PAGE)));
}
