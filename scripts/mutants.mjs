// Mutation tests: bundles the tests with one deliberate fault in the sources, in memory, and expects them to fail.
// `node scripts/mutants.mjs [PART]` runs the mutants of test/mutants.mjs whose name contains PART.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { globSync } from 'tinyglobby';
import { MUTANTS } from '../test/mutants.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const [part = ''] = process.argv.slice(2);
const sources = globSync('server/src/**/*.ts', { cwd: root }).map((path) => {
  const absolute = join(root, path);
  return { path: absolute, text: readFileSync(absolute, 'utf8') };
});
const passes = new Map();
let [killed, others] = [0, 0];

for (const mutant of MUTANTS.filter(({ name }) => name.includes(part))) {
  const verdict = await verdictOn(mutant);
  if (verdict === 'killed') killed++;
  else others++;
  console.log(`${verdict.padEnd(8)} ${mutant.name}`);
}
console.log(`${killed} killed, ${others} not`);
process.exitCode = others === 0 ? 0 : 1;

/** Returns `killed` if the tests detect the fault; any other result is a failure of this check. */
async function verdictOn({ from, to, tests }) {
  const holders = sources.filter(({ text }) => text.includes(from));
  const [source] = holders;
  if (!source || holders.length > 1 || source.text.split(from).length > 2) return 'not found once';
  const key = tests.join();
  if (!passes.has(key)) passes.set(key, await run(tests));
  if (!passes.get(key)) return 'tests fail without it';
  const mutated = source.text.replace(from, () => to);
  return (await run(tests, { path: source.path, text: mutated })) ? 'SURVIVED' : 'killed';
}

/** Returns true if the tests pass with another text for one source file. */
async function run(parts, mutated) {
  const tests = globSync('test/**/*.test.ts', { cwd: root, ignore: ['test/editor/**'] });
  const wanted = tests.filter((path) => parts.some((each) => path.includes(each)));
  if (wanted.length === 0) return false;
  const exchange = {
    name: 'exchange',
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, ({ path }) =>
        path === mutated?.path ? { contents: mutated.text, loader: 'ts' } : undefined,
      );
    },
  };
  await build({
    absWorkingDir: root,
    entryPoints: wanted,
    outdir: 'build/mutants',
    outbase: 'test',
    bundle: true,
    splitting: true,
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    platform: 'node',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
    define: { __VERSION__: '"0.0.0-test"' },
    plugins: [exchange],
  });
  const files = wanted.map((path) => path.replace(/^test/, 'build/mutants').replace(/\.ts$/, '.mjs'));
  return spawnSync(process.execPath, ['--import', './test/seed.mjs', '--test', ...files], { cwd: root, stdio: 'ignore' }).status === 0;
}
