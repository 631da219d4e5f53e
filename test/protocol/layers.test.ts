import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { globSync } from 'tinyglobby';
import { layerFault } from '../../scripts/layers.mjs';

const SOURCES = globSync(['client/**/*.ts', 'protocol/**/*.ts', 'server/src/lsp/**/*.ts']).sort();

/** The kinds and API groups of the bundled schemas. */
const { kinds } = JSON.parse(readFileSync('schemas/index.json', 'utf8')) as {
  readonly kinds: readonly { readonly group: string; readonly kind: string }[];
};

function matchesIn(files: readonly string[], pattern: RegExp): readonly string[] {
  return files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(pattern)].map((match) => `${file}: ${match[0].trim()}`),
  );
}

describe('the client, the protocol and the language server', () => {
  it('contain no kind and no API group', () => {
    const names = new Set(kinds.map(({ kind }) => kind));
    const groups = new Set(kinds.map(({ group }) => group));
    assert.ok(names.has('IPPool') && groups.has('ipam.metal3.io'));
    assert.deepEqual(matchesIn(SOURCES, new RegExp(`(['"\`])(?:${[...names].join('|')})\\1`, 'g')), []);
    assert.deepEqual(matchesIn(SOURCES, new RegExp([...groups].join('|').replaceAll('.', '\\.'), 'g')), []);
  });
});

describe('the language server', () => {
  it('has no module state', () => {
    const files = SOURCES.filter((file) => file.startsWith('server/src/lsp/'));
    assert.deepEqual(matchesIn(files, /^(?:export )?(?:let|var) .*|^(?:export )?const \w+(?:: [^=]*)? = new .*/gm), []);
  });
});

describe('the request handlers', () => {
  it('have no access to the connection, the host or the session', () => {
    const handlers = SOURCES.filter((file) => file.startsWith('server/src/lsp/handlers/'));
    const forbidden = /^import .*\bConnection\b.*|.*from '\.\.\/(?:host|server|serve|session\/session)\.ts'/gm;
    // Notifications change the session.
    const faults = matchesIn(
      handlers.filter((file) => !file.endsWith('/synchronization.ts')),
      forbidden,
    );
    assert.ok(handlers.length > 10);
    assert.deepEqual(faults, []);
    assert.notDeepEqual(matchesIn(handlers, forbidden), []);
  });
});

describe('the protocol', () => {
  it('imports nothing', () => {
    for (const specifier of ['vscode-languageserver', '../server/src/core/index.ts', '../client/requests.ts'])
      assert.match(layerFault('protocol/tree.ts', specifier) ?? '', /may not import/);
    assert.equal(layerFault('protocol/tree.ts', './locations.ts'), undefined);
  });

  it('is imported through its index', () => {
    for (const file of ['client/targets.ts', 'server/src/lsp/serve.ts']) {
      const root = file.startsWith('client') ? '..' : '../../..';
      assert.equal(layerFault(file, `${root}/protocol/index.ts`), undefined);
      assert.match(layerFault(file, `${root}/protocol/tree.ts`) ?? '', /may not import/);
    }
  });
});
