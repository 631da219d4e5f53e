import { readFileSync, writeFileSync } from 'node:fs';

/**
 * An esbuild plugin that escapes the characters that esbuild itself leaves in regular expressions. V8 stores a bundle with
 * other characters than Latin-1 in twice the memory, and reading ASCII is faster (server/src/node/compiled.ts).
 */
export const asciiPlugin = {
  name: 'ascii',
  setup(build) {
    build.onEnd(({ metafile }) => {
      for (const path of Object.keys(metafile?.outputs ?? {})) if (path.endsWith('.cjs')) rewrite(path);
    });
  },
};

function rewrite(path) {
  const text = readFileSync(path, 'utf8');
  // A character outside of the basic plane is escaped as two, which no regular expression needs so far.
  if (/[\u{10000}-\u{10FFFF}]/u.test(text)) throw new Error(`${path} contains a character that cannot be escaped.`);
  const escaped = text.replace(
    /[\u0080-\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  if (escaped !== text) writeFileSync(path, escaped);
}
