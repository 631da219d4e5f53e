import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, it } from 'node:test';
import { build } from 'esbuild';
import { globSync } from 'tinyglobby';
import { CORE_LAYERS, layerFault, layersPlugin } from '../scripts/layers.mjs';
import type { BundleIndex } from '../server/src/core/index.ts';
import { PROVIDERS } from '../server/src/providers/index.ts';

const sources = globSync(['server/src/**/*.ts', 'client/**/*.ts', 'protocol/**/*.ts']).sort();
const core = sources.filter((file) => file.startsWith('server/src/core/'));

function importsOf(file: string): readonly string[] {
  return [...readFileSync(file, 'utf8').matchAll(/^(?:import|export)\s[^;]*?from '([^']+)'/gm)].flatMap(
    ([, specifier]) => specifier ?? [],
  );
}

function targetOf(file: string, specifier: string): readonly string[] {
  return specifier.startsWith('.') ? [posix.join(file, '..', specifier)] : [];
}

/** Returns each cycle of a graph as its nodes, sorted (Tarjan's strongly connected components). */
function cyclesIn(graph: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const [order, low, stack, cycles] = [
    new Map<string, number>(),
    new Map<string, number>(),
    [] as string[],
    [] as string[],
  ];
  const visit = (node: string): number => {
    const own = order.size;
    order.set(node, own);
    stack.push(node);
    let least = own;
    for (const next of graph.get(node) ?? []) {
      if (!order.has(next)) least = Math.min(least, visit(next));
      else if (stack.includes(next)) least = Math.min(least, order.get(next) ?? 0);
    }
    low.set(node, least);
    if (least === own) {
      const component = stack.splice(stack.indexOf(node));
      if (component.length > 1) cycles.push(component.sort().join(' → '));
    }
    return least;
  };
  for (const node of graph.keys()) if (!order.has(node)) visit(node);
  return cycles;
}

/** Returns the lines of a file without its comments. */
function codeLines(file: string): readonly string[] {
  const text = readFileSync(file, 'utf8');
  return text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, (comment) => comment.replace(/[^\n]/g, '')).split('\n');
}

/** Kinds of Kubernetes and kustomize, which the engine supports. */
const SHARED_KINDS = new Set(['ConfigMap', 'CustomResourceDefinition', 'Kustomization', 'Namespace', 'Secret']);

const PROVIDER_WORDS = providerWords();

/** Matches kinds, API groups and releases of providers in code: short kinds such as Cluster only as a literal. */
function providerWords(): RegExp {
  const { kinds } = JSON.parse(readFileSync('schemas/index.json', 'utf8')) as BundleIndex;
  const names = [...new Set(kinds.map(({ kind }) => kind))].filter((kind) => !SHARED_KINDS.has(kind));
  const isDistinct = (kind: string) => /[a-z\d][A-Z]|^[A-Z]{2}/.test(kind);
  const groups = [...new Set(kinds.map(({ group }) => group.replaceAll('.', '\\.')))];
  return new RegExp(
    `\\b(?:${names.filter(isDistinct).join('|')})\\b|['"\`](?:${names.join('|')})['"\`]|${groups.join('|')}|['"\`]v\\d+\\.\\d+(?:\\.\\d+)?['"\`]`,
  );
}

/** Tables that list fields of kinds, one row for each fact. */
const TABLES =
  /\/(?:references|renamed-fields|migrations|migration-rows|skeletons|upgrades|object-facts)\.ts$|\/(?:facts|webhooks)\//;

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

/** Returns the reference paths that a text spells, as `'spec.a.b'` or as `['spec', 'a', 'b']`, also within longer ones. */
function pathsIn(code: string): readonly string[] {
  const written = [
    ...[...code.matchAll(/['"`](spec(?:\.\w+(?:\[\])?)+)/g)].map(([, path]) => path?.replaceAll('[]', '') ?? ''),
    ...[...code.matchAll(/'spec'(?:,\s*(?:'\w+'|\d+))+/g)].map(([list]) =>
      list.replace(/[\s']|,\s*\d+/g, '').replaceAll(',', '.'),
    ),
  ];
  return written.flatMap((path) => {
    const keys = path.split('.');
    return keys.map((_, index) => keys.slice(0, index + 1).join('.')).filter((each) => REFERENCE_PATHS.has(each));
  });
}

describe('the layers', () => {
  it('import only what they may', () => {
    const faults = sources.flatMap((file) => importsOf(file).flatMap((specifier) => layerFault(file, specifier) ?? []));
    assert.deepEqual(faults, []);
  });

  it('have no import cycles, types included', () => {
    const cycles = cyclesIn(
      new Map(sources.map((file) => [file, importsOf(file).flatMap((each) => targetOf(file, each))])),
    );
    assert.deepEqual(cycles, []);
    assert.deepEqual(
      cyclesIn(
        new Map([
          ['a', ['b']],
          ['b', ['c']],
          ['c', ['b']],
        ]),
      ),
      ['b → c'],
    );
  });

  it('contain every folder of the engine', () => {
    const folders = new Set(core.map((file) => file.split('/')[3]));
    assert.deepEqual([...folders].sort(), CORE_LAYERS.toSorted());
  });

  const walls: readonly (readonly [file: string, specifier: string])[] = [
    // Each folder of the engine against the next one.
    ...CORE_LAYERS.slice(1).map((next, index) => {
      const file = CORE_LAYERS[index] ?? '';
      return file.endsWith('.ts')
        ? ([`server/src/core/${file}`, `./${next}`] as const)
        : ([`server/src/core/${file}/a.ts`, `../${next}${next.endsWith('.ts') ? '' : '/a.ts'}`] as const);
    }),
    ['server/src/core/rules/a.ts', '../../providers/ipam/kinds.ts'],
    ['server/src/core/rules/a.ts', '../../lsp/serve.ts'],
    ['server/src/core/rules/a.ts', '../../node/version.ts'],
    ['server/src/core/rules/a.ts', '../../../../protocol/index.ts'],
    ['server/src/core/rules/a.ts', 'vscode-languageserver'],
    ['server/src/core/rules/a.ts', 'node:fs'],
    ['server/src/core/rules/a.ts', 'yaml'],
    ['server/src/providers/ipam/kinds.ts', './references.ts'],
    ['server/src/providers/ipam/ip-pool.ts', './rules/pools/a.ts'],
    ['server/src/providers/ipam/ip-pool.ts', '../metal3/rules/images/a.ts'],
    ['server/src/providers/ipam/facts/a.ts', '../provider.ts'],
    ['server/src/providers/ipam/a.ts', '../../lsp/serve.ts'],
    ['server/src/providers/ipam/a.ts', 'node:fs'],
    ['protocol/a.ts', '../server/src/core/index.ts'],
    ['protocol/a.ts', 'vscode-languageserver'],
    ['server/src/lsp/a.ts', '../core/rules/index.ts'],
    ['server/src/lsp/a.ts', '../providers/index.ts'],
    ['server/src/lsp/a.ts', '../node/node-host.ts'],
    ['server/src/lsp/a.ts', 'node:fs'],
    ['server/src/node/a.ts', '../cli/cli.ts'],
    ['server/src/node/a.ts', 'vscode-languageserver/node'],
    ['server/src/cli/a.ts', '../lsp/serve.ts'],
    ['server/src/cli/a.ts', 'vscode-languageserver/node'],
    ['client/a.ts', '../server/src/core/index.ts'],
    ['client/a.ts', 'yaml'],
    ['client/picture/a.ts', '@dagrejs/dagre'],
  ];
  for (const [file, specifier] of walls)
    it(`reject ${specifier} in ${file}`, () => {
      assert.match(layerFault(file, specifier) ?? '', /may not import/);
    });

  it('fail the build at a wrong import', async () => {
    const stdin = {
      contents: "import '../../lsp/serve.ts';",
      resolveDir: 'server/src/core/rules',
      sourcefile: 'a.ts',
      loader: 'ts',
    } as const;
    const built = build({
      stdin: { ...stdin },
      bundle: true,
      write: false,
      logLevel: 'silent',
      plugins: [layersPlugin],
      absWorkingDir: process.cwd(),
    });
    await assert.rejects(built, /server\/src\/core\/rules\/a\.ts may not import server\/src\/lsp\/serve\.ts/);
  });
});

describe('the engine', () => {
  it('is compiled without the globals of any host', () => {
    const { compilerOptions } = JSON.parse(readFileSync('tsconfig.base.json', 'utf8'));
    const own = JSON.parse(readFileSync('server/src/core/tsconfig.json', 'utf8')).compilerOptions;
    assert.deepEqual([own.lib ?? compilerOptions.lib, own.types ?? compilerOptions.types], [['ES2023'], []]);
  });

  it('has no clock, no randomness and no asynchrony', () => {
    const found = core.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\b(Date\.now|new Date|Math\.random|async |await |Promise<)/g)].map(
        (match) => `${file}: ${match[0]}`,
      ),
    );
    assert.deepEqual(found, []);
  });

  it('contains no kind, API group or release of a provider', () => {
    const found = core.flatMap((file) =>
      codeLines(file).flatMap((line, index) =>
        PROVIDER_WORDS.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [],
      ),
    );
    assert.deepEqual(found, []);
    for (const line of ["'Metal3Cluster'", "'ipam.metal3.io'", "['Cluster']", "'v1.10'", 'IPPool'])
      assert.match(line, PROVIDER_WORDS);
  });
});

describe('one fact', () => {
  it('has one place: the path of a reference is only in tables, or in one other file', () => {
    const files = sources.filter((file) => file.startsWith('server/src/') && !TABLES.test(file));
    const places = new Map<string, Set<string>>();
    for (const file of files)
      for (const path of pathsIn(codeLines(file).join('\n')))
        if (REFERENCE_PATHS.has(path)) places.set(path, (places.get(path) ?? new Set()).add(file));
    assert.deepEqual(
      [...places].flatMap(([path, where]) => (where.size > 1 ? [`${path}: ${[...where].join(', ')}`] : [])),
      [],
    );
    assert.ok(REFERENCE_PATHS.has('spec.controlPlaneRef'));
    assert.deepEqual(pathsIn("f(['spec', 'controlPlaneRef', 'name']); g(`spec.controlPlaneRef`)"), [
      'spec.controlPlaneRef',
      'spec.controlPlaneRef',
    ]);
  });
});

describe('every file', () => {
  it('has at most 300 lines', () => {
    const long = sources.filter((file) => readFileSync(file, 'utf8').split('\n').length > 300);
    assert.deepEqual(long, []);
  });
});

describe('ARCHITECTURE.md', () => {
  it('describes the folders of the engine in the order of their layers', () => {
    const [, section = ''] = /^## Engine$([\s\S]*?)^## /m.exec(readFileSync('ARCHITECTURE.md', 'utf8')) ?? [];
    assert.deepEqual(
      [...section.matchAll(/^\| `([\w.-]+)` \|/gm)].map(([, name]) => name),
      CORE_LAYERS,
    );
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
