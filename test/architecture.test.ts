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
  return importsIn(readFileSync(file, 'utf8'));
}

/** Returns the specifiers of all imports in a text: of values, of types, for effects and on demand. */
function importsIn(text: string): readonly string[] {
  return [
    ...text.matchAll(/^(?:import|export)\s(?:[^;]*?\bfrom )?['"]([^'"]+)['"]/gm),
    ...text.matchAll(/\b(?:import|require)\(\s*['"`]([^'"`]+)['"`]/g),
  ].flatMap(([, specifier]) => specifier ?? []);
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

/** The only files that name Flux and Argo CD, which deliver what kustomize builds. ARCHITECTURE.md states this exception. */
const DELIVERY_FILES = ['server/src/core/objects/delivery.ts', 'server/src/core/kustomize/built/substitution.ts'];
const DELIVERY_WORDS = /argoproj\.io|fluxcd\.io|['"`](?:Application|ApplicationSet|HelmRelease)['"`]/;

/** Fields of Kubernetes, JSON Schema and kustomize that kinds of providers have too. */
const SHARED_FIELDS = new Set(
  `apiVersion apiGroup resourceVersion generateName ownerReferences fieldPath labelSelector matchLabels matchExpressions
  valueFrom namePrefix nodeAffinity podAffinity podAntiAffinity tolerationSeconds topologyKey maxSkew whenUnsatisfiable
  volumeMounts workingDir mountPath subPath mountPropagation allowPrivilegeEscalation runAsUser fsGroup emptyDir hostPath
  persistentVolumeClaim additionalProperties allOf anyOf oneOf minLength maxLength minItems maxItems uniqueItems
  minProperties maxProperties configMapKeyRef`.split(/\s+/),
);

/** Returns the names of all fields in the schemas of the bundle that have several words, such as `bootMACAddress`. */
function providerFields(): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'properties' && !Array.isArray(inner))
        for (const name of Object.keys(inner)) if (/^[a-z]+\w*[A-Z]/.test(name)) names.add(name);
      visit(inner);
    }
  };
  for (const file of globSync('schemas/*/*.json', { ignore: 'schemas/descriptions/**' }))
    visit(JSON.parse(readFileSync(file, 'utf8')));
  return new Set([...names].filter((name) => !SHARED_FIELDS.has(name)));
}

/** Returns the lines of code that contain a text that is the name of a field of a provider, or a path with one. */
function providerFieldsIn(code: readonly string[], fields: ReadonlySet<string>): readonly string[] {
  return code.filter((line) =>
    [...line.matchAll(/(['"`])((?:\w+\.)*\w+)\1/g)].some(([, , path = '']) =>
      path.split('.').some((name) => fields.has(name)),
    ),
  );
}

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

/** Returns the numbers of the lines with a `try` that has no comment above it or at the start of its other blocks. */
function unexplainedTries(lines: readonly string[]): readonly number[] {
  return lines.flatMap((line, index) => {
    const [start, indent = ''] = /^(\s*)try \{/.exec(line) ?? [];
    if (start === undefined) return [];
    const end = lines.indexOf(`${indent}}`, index);
    const isExplained = lines
      .slice(index, end)
      .some((each, at) => each.startsWith(`${indent}} `) && /^\s*\/\//.test(lines[index + at + 1] ?? ''));
    return isExplained || /^\s*(?:\/\/|\*\/)/.test(lines[index - 1] ?? '') ? [] : [index + 1];
  });
}

/** Returns the lines of code that name a kind, API group or release of a provider. */
function providerWordsIn(file: string): readonly string[] {
  return codeLines(file).flatMap((line, index) =>
    PROVIDER_WORDS.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [],
  );
}

/** The tables of references, and tables about the fields of one API version, such as conversions and Go types. */
const TABLES = /\/(?:references|renamed-fields|migrations|migration-rows|skeletons|go-types)\.ts$/;

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

  const wrong = '../../lsp/serve.ts';
  const forms = [
    `import '${wrong}';`,
    `import { serve } from '${wrong}';\nserve();`,
    `export * from '${wrong}';`,
    `export const load = async () => await import('${wrong}');`,
    `export const load = () => require('${wrong}');`,
  ];
  const formsOfTypes = [
    `import type { Served } from '${wrong}';`,
    `import {\n  a,\n  type B,\n} from '${wrong}';`,
    `export type { Served } from '${wrong}';`,
    `type Served = import('${wrong}').Served;`,
    `function f(a: import("${wrong}").Served) {}`,
  ];
  for (const code of [...forms, ...formsOfTypes])
    it(`are checked for the form ${code.replaceAll(/\s+/g, ' ')}`, () => {
      assert.deepEqual(importsIn(`const a = 1;\n${code}\n`), [wrong]);
    });

  for (const contents of forms)
    it(`fail the build at a wrong import: ${contents.replaceAll(/\s+/g, ' ')}`, async () => {
      const stdin = {
        contents,
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
        platform: 'node',
      });
      await assert.rejects(built, /server\/src\/core\/rules\/a\.ts may not import server\/src\/lsp\/serve\.ts/);
    });
});

describe('the engine', () => {
  for (const folder of ['core', 'providers', 'lsp'])
    it(`is compiled without the globals of any host: ${folder}`, () => {
      const { compilerOptions } = JSON.parse(readFileSync('tsconfig.base.json', 'utf8'));
      const own = JSON.parse(readFileSync(`server/src/${folder}/tsconfig.json`, 'utf8')).compilerOptions;
      assert.deepEqual([own.lib ?? compilerOptions.lib, own.types ?? compilerOptions.types], [['ES2023'], []]);
    });

  it('is compiled by each build, so that a console.log fails it', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
    assert.match(scripts.build, /^tsc -b && /);
  });

  it('has no clock, no randomness and no asynchrony', () => {
    const found = core.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\b(Date\.now|new Date|Math\.random|async |await |Promise<)/g)].map(
        (match) => `${file}: ${match[0]}`,
      ),
    );
    assert.deepEqual(found, []);
  });

  it('explains which exception each try expects', () => {
    const files = sources.filter((file) => /^server\/src\/(?:core|providers)\//.test(file));
    const tries = files.flatMap((file) =>
      unexplainedTries(readFileSync(file, 'utf8').split('\n')).map((line) => `${file}:${line}`),
    );
    assert.deepEqual(tries, []);
    assert.deepEqual(unexplainedTries(['try {', '  a();', '} catch {', '  b();', '}']), [1]);
    assert.deepEqual(unexplainedTries(['try {', '  a();', '} catch {', '  // Why.', '}']), []);
  });

  it('contains no field of a provider', () => {
    const fields = providerFields();
    assert.ok(fields.size > 500, `${fields.size} fields`);
    assert.deepEqual(
      core.flatMap((file) => providerFieldsIn(codeLines(file), fields).map((line) => `${file}: ${line}`)),
      [],
    );
    for (const line of ["['macAddress', 'mac', 'bootMACAddress'],", "scalarAt(root, 'spec.dataStoreName')"])
      assert.deepEqual(providerFieldsIn([line], fields), [line]);
  });

  it('names Flux and Argo CD only in the files that ARCHITECTURE.md lists', () => {
    const naming = core.filter((file) => codeLines(file).some((line) => DELIVERY_WORDS.test(line)));
    assert.deepEqual(naming.sort(), DELIVERY_FILES.toSorted());
    const page = readFileSync('ARCHITECTURE.md', 'utf8');
    for (const file of DELIVERY_FILES) assert.ok(page.includes(`\`${file}\``), file);
  });

  it('contains no kind, API group or release of a provider', () => {
    assert.deepEqual(core.flatMap(providerWordsIn), []);
    for (const line of ["'Metal3Cluster'", "'ipam.metal3.io'", "['Cluster']", "'v1.10'", 'IPPool'])
      assert.match(line, PROVIDER_WORDS);
  });
});

describe('the providers', () => {
  /**
   * Compares a kind without its group: with a literal, or with the kind of a constant. A kind of the same name in another
   * group would match.
   */
  const WITHOUT_GROUP =
    /\bkind\b['\])?]*(?:\[0\]\?)?(?:\.(?:node\.)?text)? [=!]== (?:'[A-Z][A-Za-z\d]*[a-z][A-Za-z\d]*'|[A-Z]\w*\.kind\b|\w+\.kind\b)/;
  /** The line also compares the group, or the field that it reads has no group. */
  const isCompared = (line: string) => /\b(?:group|apiVersion|isKind)\b/.test(line);

  it('compare kinds with their group', () => {
    const files = sources.filter((file) => file.startsWith('server/src/providers/'));
    const found = files.flatMap((file) =>
      codeLines(file).flatMap((line) =>
        WITHOUT_GROUP.test(line) && !isCompared(line) ? [`${file}: ${line.trim()}`] : [],
      ),
    );
    assert.deepEqual(found, [
      // Any group counts: another rule reports a wrong one.
      "server/src/providers/metal3/rules/machines/missing-metal3-cluster.ts: if (target.kind === Metal3ClusterTemplate.kind || !target.kind.endsWith('ClusterTemplate') || isTemplate(target.kind))",
    ]);
    for (const line of [
      "if (reference.kind === 'Metal3Cluster') return;",
      "if (scalarAt(node, ['ref', 'kind'])?.text !== 'KubeadmConfigTemplate') return;",
      "textsAt(found, 'bootstrap.configRef.kind')[0]?.node.text === 'MachinePool'",
      'kind === Cluster.kind',
      'other.kind === controlPlane.kind',
    ])
      assert.match(line, WITHOUT_GROUP);
  });
});

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
    for (const code of [
      "f(['spec', 'controlPlaneRef', 'name'])",
      'g(`spec.controlPlaneRef`)',
      "placesIn([Cluster], 'spec.{controlPlaneRef,other}')",
      "['other', 'controlPlaneRef']",
    ])
      assert.deepEqual(pathsIn(code), ['spec.controlPlaneRef'], code);
  });
});

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
      'server/src/core/facts/checks.ts PATHS',
      // The releases of the bundle and of rows.
      'server/src/core/schemas/releases.ts RANKS',
      // At most MAX_KEYS.
      'server/src/core/syntax/intern-key.ts KEYS',
      // The codes of tables.
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

  it('has at most 300 lines', () => {
    const long = sources.filter((file) => readFileSync(file, 'utf8').split('\n').length > 300);
    assert.deepEqual(long, []);
  });
});

describe('the tests', () => {
  // Tests of complete commands, and of properties that hold for any text. Other tests have inline fixtures, so that they are
  // readable without another file, and an edit of an example changes no test.
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
    parts: [...parts.matchAll(/`([\w./]+)`/g)].map(([, part = '']) => part.replace(/TOPIC\/$/, '')),
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
