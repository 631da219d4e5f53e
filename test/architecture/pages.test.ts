import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, it } from 'node:test';
import { globSync } from 'tinyglobby';
import { CORE_LAYERS } from '../../scripts/layers.mjs';
import { codeLines, core, importsOf, sources, targetOf } from '../support/sources.ts';

describe('ARCHITECTURE.md', () => {
  it('describes the folders of the engine in the order of their layers', () => {
    const [, section = ''] = /^## Engine$([\s\S]*?)^## /m.exec(readFileSync('ARCHITECTURE.md', 'utf8')) ?? [];
    assert.deepEqual(
      [...section.matchAll(/^\| `([\w.-]+)` \|/gm)].map(([, name]) => name),
      CORE_LAYERS,
    );
  });
});

describe('the last column of the engine in ARCHITECTURE.md', () => {
  const [, engine = ''] = /^## Engine$([\s\S]*?)^## /m.exec(readFileSync('ARCHITECTURE.md', 'utf8')) ?? [];
  const rows = [...engine.matchAll(/^\| `([\w.-]+)` \| [^|]+ \| ([^|]+) \|$/gm)].flatMap(
    ([, folder = '', absent = '']) => (CORE_LAYERS.includes(folder) ? [{ folder, absent }] : []),
  );

  it('names something for each folder', () => {
    assert.deepEqual(
      rows.map(({ folder }) => folder),
      CORE_LAYERS,
    );
  });

  for (const { folder, absent } of rows)
    it(`is true for imports: ${folder} has no ${absent}`, () => {
      const excluded = [...absent.matchAll(/`([\w-]+)`/g)].map(([, name]) => `server/src/core/${name}/`);
      const imports = core
        .filter((file) => file.startsWith(`server/src/core/${folder}/`))
        .flatMap((file) => importsOf(file).flatMap((specifier) => targetOf(file, specifier)));
      assert.deepEqual(
        imports.filter((target) => excluded.some((each) => target.startsWith(each))),
        [],
      );
      if (absent === 'Functions and classes')
        for (const file of core.filter((each) => each.startsWith(`server/src/core/${folder}`)))
          assert.doesNotMatch(codeLines(file).join('\n'), /^(?:export )?(?:function|class|const) /m);
    });
});

describe('the last column of the providers in ARCHITECTURE.md', () => {
  const [, section = ''] = /^## Providers$([\s\S]*?)^## /m.exec(readFileSync('ARCHITECTURE.md', 'utf8')) ?? [];
  const rows = [...section.matchAll(/^\| (`[^|]+) \| [^|]+ \| ([^|]+) \|$/gm)].map(([, parts = '', absent = '']) => ({
    parts: [...parts.matchAll(/`([\w./-]+)`/g)].map(([, part = '']) => part.replace(/TOPIC\/$/, '')),
    absent,
  }));
  /** What a file that imports a target contains. */
  const CONTENT: Readonly<Record<string, RegExp>> = {
    rules: /\/core\/rules\/rule\.ts$|\/providers\/[\w-]+\/rules\/(?!index\.ts$)/,
    findings: /\/core\/findings\//,
    'lookups in the workspace': /\/core\/(?:index|resolution|dependencies|workspace)\//,
  };

  it('names something for each part', () => {
    assert.ok(rows.length > 8, JSON.stringify(rows));
    for (const { absent } of rows) assert.ok(absent.trim().length > 0);
  });

  for (const { parts, absent } of rows)
    for (const [content, pattern] of Object.entries(CONTENT))
      if (absent.toLowerCase().includes(content))
        it(`is true for imports: ${parts.join()} has no ${content}`, () => {
          const files = sources.filter((file) =>
            parts.some((part) => new RegExp(`^server/src/providers/[^/]+/${part.replaceAll('.', '\\.')}`).test(file)),
          );
          assert.ok(files.length > 0);
          const imports = files.flatMap((file) => importsOf(file).flatMap((specifier) => targetOf(file, specifier)));
          assert.deepEqual(
            imports.filter((target) => pattern.test(target)),
            [],
          );
        });
});

describe('CONTRIBUTING.md', () => {
  const text = readFileSync('CONTRIBUTING.md', 'utf8');

  it('names the rule of each check', () => {
    const functions = readFileSync('server/src/core/facts/checks.ts', 'utf8')
      .split(/^export function /m)
      .slice(1);
    const checks = functions.flatMap((code) => {
      const rule = /\): Check \{[\s\S]*?\bcheck\([^']*'([\w-]+)'/.exec(code)?.[1];
      return rule ? [`${/\w+/.exec(code)?.[0]} ${rule}`] : [];
    });
    assert.ok(checks.length > 8, checks.join());
    const rows = [...text.matchAll(/^\| `(\w+)` \| `([\w-]+)` \|$/gm)].map(([, name, rule]) => `${name} ${rule}`);
    assert.deepEqual(rows.sort(), checks.sort());
  });

  it('names helpers that exist', () => {
    const rows = [...text.matchAll(/^\| (`\w+`(?:, `\w+`)*) \| `([\w/-]+\.ts)` \|/gm)];
    assert.ok(rows.length > 8, `${rows.length} rows`);
    for (const [, names = '', file = ''] of rows)
      for (const [, name = ''] of names.matchAll(/`(\w+)`/g))
        assert.match(
          readFileSync(`server/src/core/${file}`, 'utf8'),
          new RegExp(`^export (?:function|const) ${name}\\b`, 'm'),
        );
  });
});

describe('the pages', () => {
  const code = [
    ...sources,
    ...globSync(['scripts/*.mjs', 'test/**/*.{ts,mjs}']),
    'package.json',
    'biome.json',
    'tsconfig.base.json',
  ]
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  const internals = globSync('docs/internals/**/*.md').sort();
  for (const page of ['ARCHITECTURE.md', 'CONTRIBUTING.md', 'docs/internals/mutating-webhooks.md'])
    it(`${page} names only functions, classes and other identifiers of the code`, () => {
      const prose = readFileSync(page, 'utf8').replace(/```[\s\S]*?```/g, '');
      const named = [...prose.matchAll(/`([a-z]+[A-Z][a-z]\w*|[A-Z]+[a-z]\w*(?:\.[a-z]\w*)?)(?:\([^`]*\))?`/g)].flatMap(
        ([, name = '']) => name.split('.'),
      );
      assert.ok(named.length > 4, named.join());
      assert.deepEqual(
        named.filter((name) => !new RegExp(`\\b${name}\\b`).test(code)),
        [],
      );
    });

  for (const page of ['ARCHITECTURE.md', 'CONTRIBUTING.md', 'README.md', ...internals])
    it(`${page} names only paths that exist`, () => {
      const text = readFileSync(page, 'utf8');
      const named = [...text.matchAll(/`((?:[\w.*{},-]+\/)+[\w.*{},-]*)`|\]\((?!https?:|#)([^)#]+)\)/g)].flatMap(
        ([, path, link]) => path ?? (link === undefined ? [] : posix.join(page, '..', link)),
      );
      const missing = named.filter(
        (path) =>
          /^(client|server|schemas|snippets|test|scripts|docs|examples|\.ci|\.vscode)\b/.test(path) &&
          !existsSync(path) &&
          globSync(path, { onlyFiles: false, dot: true }).length === 0,
      );
      assert.deepEqual(missing, []);
    });
});
