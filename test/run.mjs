// Runs the tests that need no editor. They are bundled, because Node 20 does not read TypeScript, and run by Node's own
// test runner.
//
//   node test/run.mjs [PART...]             the tests whose path contains one of the parts, by default the fast ones
//   node test/run.mjs --rule ID             the examples on the page of a rule
//   node test/run.mjs --slow                the others
//   node test/run.mjs --update [PART...]    also updates marks in manifests and generated files
import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { globSync } from 'tinyglobby';
import { SLOW } from './slow.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rule: { type: 'string' }, slow: { type: 'boolean' }, update: { type: 'boolean' } },
});
const parts = values.rule ? ['test/rules.test.ts'] : positionals;
const isChosen = (path) =>
  parts.length > 0 ? parts.some((part) => path.includes(part)) : SLOW.includes(path) === (values.slow ?? false);
const tests = globSync('test/**/*.test.ts', { cwd: root, ignore: ['test/editor/**'] })
  .filter(isChosen)
  .sort();

// Without files, Node's runner would also find tests that need an editor.
if (tests.length === 0) {
  console.error(
    `No test has a path that contains ${parts.join(' or ')}. Use a part of a path in test/, such as core/syntax.`,
  );
  process.exit(1);
}

await build({
  absWorkingDir: root,
  entryPoints: tests,
  outdir: 'build/test',
  outbase: 'test',
  bundle: true,
  splitting: true,
  format: 'esm',
  outExtension: { '.js': '.mjs' },
  platform: 'node',
  target: 'node20',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
  define: { __VERSION__: '"0.0.0-test"' },
});

const files = tests.map((path) => path.replace(/^test/, 'build/test').replace(/\.ts$/, '.mjs'));
const { status } = spawnSync(
  process.execPath,
  [
    '--enable-source-maps',
    '--import',
    './test/seed.mjs',
    '--test',
    `--test-concurrency=${availableParallelism()}`,
    ...files,
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...(values.update ? { UPDATE: '1' } : {}), ...(values.rule ? { RULE: values.rule } : {}) },
  },
);
process.exit(status ?? 1);
