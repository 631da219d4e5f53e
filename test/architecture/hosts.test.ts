import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { providerWordsIn, sources } from '../support/sources.ts';

describe('the hosts', () => {
  const hosts = /^(?:server\/src\/(?:lsp|node|cli)|client|protocol)\//;
  const files = sources.filter((file) => hosts.test(file));

  it('contain no kind, API group or release of a provider', () => {
    assert.ok(files.length > 50, `${files.length} files`);
    const isExample = (line: string) => /\bsuch as |\baddExamples\(/.test(line);
    assert.deepEqual(
      files.flatMap(providerWordsIn).filter((line) => !isExample(line)),
      [],
    );
  });

  it('contain no checks of manifests: they neither read fields nor define rules', () => {
    const namesIn = (file: string) =>
      [...readFileSync(file, 'utf8').matchAll(/^export function (\w+)/gm)].map(([, name]) => name ?? '');
    const forbidden = new Set(['syntax/lookup', 'rules/rule'].flatMap((file) => namesIn(`server/src/core/${file}.ts`)));
    // The text of a path, for reports.
    forbidden.delete('pathText');
    assert.ok(forbidden.has('scalarAt') && forbidden.has('defineRule'), [...forbidden].join());
    const found = files.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/^import \{([^}]*)\} from '[./]+\/core\//gm)].flatMap(([, names = '']) =>
        [...names.matchAll(/\w+/g)].flatMap(([name]) => (forbidden.has(name) ? [`${file} ${name}`] : [])),
      ),
    );
    assert.deepEqual(found, []);
  });
});

describe('the server', () => {
  it('starts no program, as docs/security.md promises', () => {
    const starting = sources.filter((file) => readFileSync(file, 'utf8').includes("'node:child_process'"));
    assert.ok(starting.length > 0);
    assert.deepEqual(
      starting.filter((file) => !file.startsWith('server/src/cli/')),
      [],
    );
  });
});
