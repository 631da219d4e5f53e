import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { build } from 'esbuild';
import { CORE_LAYERS, layerFault, layersPlugin } from '../../scripts/layers.mjs';
import { core, importsIn, importsOf, sources, targetOf } from '../support/sources.ts';

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
