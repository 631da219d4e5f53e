import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { globSync } from 'tinyglobby';
import { layerFault } from '../scripts/layers.mjs';

const sources = globSync(['server/src/**/*.ts', 'client/**/*.ts']).sort();

function importsOf(text: string): readonly string[] {
  return [...text.matchAll(/^(?:import|export)\s[^;]*?from '([^']+)'/gm)].flatMap((match) => match[1] ?? []);
}

describe('the layers', () => {
  it('import only what they may', () => {
    const faults = sources.flatMap((file) =>
      importsOf(readFileSync(file, 'utf8')).flatMap((specifier) => layerFault(file, specifier) ?? []),
    );
    assert.deepEqual(faults, []);
  });

  const crossings: readonly (readonly [file: string, specifier: string])[] = [
    ['server/src/core/rules/a.ts', 'vscode-languageserver'],
    ['server/src/core/rules/a.ts', 'node:fs'],
    ['server/src/core/rules/a.ts', 'yaml'],
    ['server/src/core/syntax/a.ts', '../resources/resource.ts'],
    ['server/src/core/rules/a.ts', '../../lsp/serve.ts'],
    ['server/src/lsp/a.ts', '../core/rules/index.ts'],
    ['server/src/cli/a.ts', 'vscode-languageserver/node'],
    ['server/src/node/a.ts', 'vscode-languageserver/node'],
    ['client/a.ts', '../server/src/core/index.ts'],
  ];
  for (const [file, specifier] of crossings)
    it(`refuse ${specifier} in ${file}`, () => {
      assert.match(layerFault(file, specifier) ?? '', /may not import/);
    });
});

describe('the core', () => {
  const core = sources.filter((file) => file.startsWith('server/src/core/'));

  it('is compiled without the globals of any host', () => {
    const { compilerOptions } = JSON.parse(readFileSync('tsconfig.base.json', 'utf8'));
    const own = JSON.parse(readFileSync('server/src/core/tsconfig.json', 'utf8')).compilerOptions;
    assert.deepEqual([own.lib ?? compilerOptions.lib, own.types ?? compilerOptions.types], [['ES2023'], []]);
  });

  it('has no clock, no chance and no asynchrony', () => {
    const found = core.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\b(Date\.now|new Date|Math\.random|async |await |Promise<)/g)].map(
        (match) => `${file}: ${match[0]}`,
      ),
    );
    assert.deepEqual(found, []);
  });

  it('names the fields that refer to others in one table', () => {
    const found = core.filter(
      (file) =>
        !file.endsWith('reference-fields.ts') &&
        /'spec', '\w+Ref'|spec\.template\.spec\.\w+Ref/.test(readFileSync(file, 'utf8')),
    );
    assert.deepEqual(found, []);
  });
});

describe('every file', () => {
  it('is short enough to be read at a sitting', () => {
    const long = sources.filter((file) => readFileSync(file, 'utf8').split('\n').length > 300);
    assert.deepEqual(long, []);
  });
});

describe('the pages', () => {
  for (const page of ['ARCHITECTURE.md', 'CONTRIBUTING.md', 'README.md'])
    it(`${page} names only paths that exist`, () => {
      const text = readFileSync(page, 'utf8');
      const named = [...text.matchAll(/`((?:[\w.-]+\/)+[\w.-]*)`|\]\((?!https?:|#)([^)#]+)\)/g)].flatMap(
        (match) => match[1] ?? match[2] ?? [],
      );
      const missing = named.filter(
        (path) =>
          /^(client|server|schemas|snippets|test|scripts|docs|examples|\.ci|\.vscode)\b/.test(path) &&
          !existsSync(path),
      );
      assert.deepEqual(missing, []);
    });
});
