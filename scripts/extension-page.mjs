// Writes dist/README.md, the extension's page: README.md for readers who have no repository before them. Pictures and pages
// lie there, and an address to find them at is known only where package.json names the repository; then vsce puts it in.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const { repository } = JSON.parse(readFileSync('package.json', 'utf8'));
const text = readFileSync('README.md', 'utf8');
mkdirSync('dist', { recursive: true });
writeFileSync('dist/README.md', repository ? text : withoutRelativeLinks(text));

function withoutRelativeLinks(markdown) {
  return markdown
    .replace(/^!\[[^\]]*\]\((?!https:)[^)]*\)\n\n?/gm, '')
    .replace(/(?<!!)\[([^\]]*)\]\((?!https:|#)[^)]*\)/g, '$1');
}
