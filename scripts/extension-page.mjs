// Writes dist/README.md, the page of the extension in the Marketplace: README.md with absolute links, because neither
// pictures nor pages are part of the package.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Returns a page of the repository with absolute links. Links within the page stay as they are. */
export function withAbsoluteLinks(markdown, repository) {
  return markdown.replace(/(!?)\[((?:[^\]\\]|\\.)*)\]\((?!https?:|#)([^)\s]+)\)/g, (_, image, text, path) => {
    const folder = image === '!' ? 'raw' : 'blob';
    return `${image}[${text}](${repository}/${folder}/HEAD/${path.replace(/^\.\//, '')})`;
  });
}

/** Returns the address of the repository in package.json, as a browser opens it. */
export function repositoryUrl({ repository }) {
  return repository.url.replace(/^git\+/, '').replace(/\.git$/, '');
}

if (resolve(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) {
  const repository = repositoryUrl(JSON.parse(readFileSync('package.json', 'utf8')));
  mkdirSync('dist', { recursive: true });
  writeFileSync('dist/README.md', withAbsoluteLinks(readFileSync('README.md', 'utf8'), repository));
}
