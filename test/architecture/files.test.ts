import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { globSync } from 'tinyglobby';
import { codeLines, sources } from '../support/sources.ts';

/**
 * Module state: a variable, or a collection that is created empty. A collection whose type is readonly is a constant.
 * Caches of `memoize` are not listed, because they cannot change a result.
 */
const STATE = /^(?:export )?(?:let (\w+)|const (\w+) = new (?:Map|Set|WeakMap|WeakSet)(?:<.*>)?\(\))/;

describe('module state', () => {
  it('is only caches with a bounded number of keys, and the client of the extension', () => {
    const files = sources.filter((file) => !/^server\/src\/node\/|page-script\.ts$/.test(file));
    const found = files.flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .flatMap((line) => {
          const [, variable, constant] = STATE.exec(line) ?? [];
          return variable || constant ? [`${file} ${variable ?? constant}`] : [];
        }),
    );
    assert.deepEqual(found, [
      // VS Code calls `activate` and `deactivate`, which share it.
      'client/extension.ts client',
      // The fields of rows.
      'server/src/core/facts/field-values.ts PATHS',
      // The releases of the bundle and of rows.
      'server/src/core/schemas/releases.ts RANKS',
      // At most MAX_KEYS.
      'server/src/core/syntax/intern-key.ts KEYS',
    ]);
    assert.match('const seen = new Map<string, Map<string, number>>();', STATE);
  });
});

describe('every exported function, class and constant', () => {
  it('is used by the product, except for two functions of tests', () => {
    const readers = [...sources, ...globSync('scripts/*.mjs')];
    const importers = new Map<string, Set<string>>();
    for (const file of readers)
      for (const [, names = ''] of readFileSync(file, 'utf8').matchAll(/\{([^{}]*)\}\s*(?:from\b|= await import)/g))
        for (const [name] of names.matchAll(/\w+/g)) importers.set(name, (importers.get(name) ?? new Set()).add(file));
    // VS Code calls the two functions. The lists of kinds are complete.
    const isExempt = (file: string, name: string) => /^(?:de)?activate$/.test(name) || file.endsWith('/kinds.ts');
    const isUsedIn = (text: string, name: string) => (text.match(new RegExp(`\\b${name}\\b`, 'g'))?.length ?? 0) > 1;
    const unused = sources.flatMap((file) => {
      const text = codeLines(file).join('\n');
      return [...text.matchAll(/^export (?:async )?(?:function|const|class) (\w+)/gm)].flatMap(([, name = '']) => {
        const isImported = [...(importers.get(name) ?? [])].some((other) => other !== file);
        return isImported || isUsedIn(text, name) || isExempt(file, name) ? [] : [`${file} ${name}`];
      });
    });
    assert.deepEqual(unused, [
      'server/src/core/syntax/go-yaml/find-fault.ts findFault',
      'server/src/node/compile-descriptions.ts sourceTexts',
    ]);
  });
});

describe('every file', () => {
  it('has one block of imports', () => {
    const split = /^(import|export)\b[^;]* from '[^']+';\n\n+\1\b[^;]* from '/m;
    assert.deepEqual(
      sources.filter((file) => split.test(readFileSync(file, 'utf8'))),
      [],
    );
    assert.match("import { a } from './a.ts';\n\nimport { b } from './b.ts';", split);
  });

  it('that starts a program has at most 40 lines', () => {
    const entries = [
      'client/extension.ts',
      'server/src/cli/main.ts',
      'server/src/cli/cli.ts',
      'server/src/node/main.ts',
    ];
    for (const file of entries) assert.ok(readFileSync(file, 'utf8').split('\n').length <= 40, file);
  });

  it('that defines a rule has at most 120 lines, so that it can be read at once', () => {
    const rules = sources.filter((file) => /\/rules\//.test(file) && existsSync(file.replace(/\.ts$/, '.md')));
    assert.ok(rules.length > 100, `${rules.length} rules`);
    assert.deepEqual(
      rules.filter((file) => readFileSync(file, 'utf8').split('\n').length > 121),
      [],
    );
  });

  it('has at most 300 lines', () => {
    const long = sources.filter((file) => readFileSync(file, 'utf8').split('\n').length > 300);
    assert.deepEqual(long, []);
  });
});

describe('the tests', () => {
  // Tests of complete commands, and of properties that hold for any text. Other tests have inline fixtures, so that they are
  // readable without another file, and an edit of an example does not affect them.
  const MAY_READ_EXAMPLES = [
    /^test\/(?:cli|package|hostile|editor|docs)\//,
    /^test\/protocol\/same-findings\.test\.ts$/,
    /^test\/core\/(?:founding-manifest|structure)\.test\.ts$/,
    /^test\/core\/syntax\/(?:read-simple|read-tolerant|diagnose-syntax)\.test\.ts$/,
    /^test\/core\/navigation\/(?:round-trips|any-text)\.test\.ts$/,
    /^test\/core\/completion\/(?:positions|typing|documents)\.test\.ts$/,
    /^test\/core\/workspace\/(?:any-text|roots|lists|incremental|overlays|environments)\.test\.ts$/,
    /^test\/support\/shared\.ts$/,
  ];

  it('have inline fixtures instead of reading examples/', () => {
    const readers = globSync('test/**/*.ts').filter((file) =>
      /['"`]examples\//.test(readFileSync(file, 'utf8').replace(/^.*MAY_READ_EXAMPLES[\s\S]*?\];/m, '')),
    );
    assert.deepEqual(
      readers.filter((file) => !MAY_READ_EXAMPLES.some((pattern) => pattern.test(file))),
      [],
    );
    for (const pattern of MAY_READ_EXAMPLES)
      assert.ok(
        readers.some((file) => pattern.test(file)),
        String(pattern),
      );
  });
});
