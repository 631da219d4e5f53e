import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

const FOLDER = 'docs/walkthrough';

/** Colors that every theme of VS Code has. High contrast themes have no colors for selected items and buttons. */
const IN_EVERY_THEME = [
  'descriptionForeground',
  'editor-background',
  'editorError-foreground',
  'editorWarning-foreground',
  'editorWidget-background',
  'foreground',
  'textLink-foreground',
];

describe('the pictures of the walkthrough', () => {
  for (const file of readdirSync(FOLDER).filter((each) => each.endsWith('.svg')))
    it(`${file} is visible in every theme`, () => {
      const picture = readFileSync(`${FOLDER}/${file}`, 'utf8');
      const withoutFallback = [...picture.matchAll(/var\(--vscode-([\w-]+)\)/g)].map(([, name]) => name ?? '');
      assert.deepEqual(
        [...new Set(withoutFallback)].filter((name) => !IN_EVERY_THEME.includes(name)),
        [],
      );
    });
});
