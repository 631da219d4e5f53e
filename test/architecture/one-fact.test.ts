import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { BundleIndex } from '../../server/src/core/index.ts';
import { PROVIDERS } from '../../server/src/providers/index.ts';
import { codeLines, sources } from '../support/sources.ts';

/** The tables of references, and tables about the fields of one API version, such as conversions and Go types. */
const TABLES = /\/(?:references|go-types)\.ts$/;

/**
 * The paths of fields that only refer to other objects, without list indexes. A path such as `spec.networkData` also names
 * fields of other kinds with another meaning.
 */
const REFERENCE_PATHS = new Set(
  PROVIDERS.flatMap(({ objects }) => objects?.references ?? [])
    .flatMap(({ pattern }) =>
      pattern.steps.reduce<readonly string[]>(
        (paths, step) =>
          step === 'items' ? paths : paths.flatMap((path) => step.map((key) => (path ? `${path}.${key}` : key))),
        [''],
      ),
    )
    .filter((path) => /(?:Ref|Name|dataStore)$/.test(path)),
);

/** The last keys that only one of these paths has, such as `controlPlaneRef`, with the path. */
const REFERENCE_KEYS = new Map(
  [...REFERENCE_PATHS].flatMap((path) => {
    const key = path.split('.').at(-1) ?? '';
    const isOnly = [...REFERENCE_PATHS].filter((each) => each.endsWith(`.${key}`)).length === 1;
    return isOnly && key !== 'name' ? [[key, path] as const] : [];
  }),
);

/** Returns the paths that a path with names in braces matches. */
function expanded(path: string): readonly string[] {
  const [braces, names = ''] = /\{([^{}]*)\}/.exec(path) ?? [];
  return braces === undefined ? [path] : names.split(',').flatMap((name) => expanded(path.replace(braces, name)));
}

/**
 * Returns the reference paths that a text spells, as `'spec.a.b'` or as `['spec', 'a', 'b']`, also within longer ones, or
 * by a key that only one of them has.
 */
function pathsIn(code: string): readonly string[] {
  const written = [
    ...[...code.matchAll(/['"`](spec(?:\.(?:\w+|\{[\w,]+\})(?:\[\])?)+)/g)].flatMap(([, path]) =>
      expanded(path?.replaceAll('[]', '') ?? ''),
    ),
    ...[...code.matchAll(/'spec'(?:,\s*(?:'\w+'|\d+))+/g)].map(([list]) =>
      list.replace(/[\s']|,\s*\d+/g, '').replaceAll(',', '.'),
    ),
    ...[...code.matchAll(/(?<!'spec'(?:,\s*'\w+')*,\s*)'(\w+)'/g)].flatMap(
      ([, key]) => REFERENCE_KEYS.get(key ?? '') ?? [],
    ),
  ];
  return written.flatMap((path) => {
    const keys = path.split('.');
    return keys.map((_, index) => keys.slice(0, index + 1).join('.')).filter((each) => REFERENCE_PATHS.has(each));
  });
}

describe('one fact', () => {
  it('has one place: the text of a kind with its group is made by keyOf', () => {
    const text = /\$\{(?:\w+\.)?group\}\/\$\{(?:\w+\.)?kind\}/;
    const files = sources.filter((file) => codeLines(file).some((line) => text.test(line)));
    assert.deepEqual(files, ['server/src/core/objects/group-kind.ts']);
  });

  it('has one place: the name of a repository is only in kinds.ts', () => {
    const { providers } = JSON.parse(readFileSync('schemas/index.json', 'utf8')) as BundleIndex;
    // `name` is the folder of a provider; `kamaji` is also a value of an annotation.
    const literal = new RegExp(`(?<!\\b(?:name|suggested): )'(?:${providers.map(({ name }) => name).join('|')})'`);
    const places = sources.filter((file) => file.startsWith('server/src/providers/') && !file.endsWith('/kinds.ts'));
    assert.deepEqual(
      places.flatMap((file) => codeLines(file).flatMap((line) => (literal.test(line) ? [`${file}: ${line}`] : []))),
      [],
    );
    assert.match("  releases: [{ provider: 'cluster-api', from: 'v1.9' }],", literal);
  });

  it('has one place: the path of a reference is only in tables', () => {
    const files = sources.filter((file) => file.startsWith('server/src/') && !TABLES.test(file));
    assert.deepEqual(
      files.flatMap((file) => [...new Set(pathsIn(codeLines(file).join('\n')))].map((path) => `${file}: ${path}`)),
      [],
    );
    assert.ok(REFERENCE_PATHS.has('spec.controlPlaneRef'));
    for (const code of [
      "f(['spec', 'controlPlaneRef', 'name'])",
      'g(`spec.controlPlaneRef`)',
      "placesIn([Cluster], 'spec.{controlPlaneRef,other}')",
      "['other', 'controlPlaneRef']",
    ])
      assert.deepEqual(pathsIn(code), ['spec.controlPlaneRef'], code);
  });
});
