// Runs the tests that need no editor: bundles them, for they are TypeScript and Node 20 reads none, and hands them to
// Node's own runner. `node test/run.mjs core/syntax` runs those whose path holds the text.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { globSync } from 'tinyglobby';

const root = fileURLToPath(new URL('..', import.meta.url));
const wanted = process.argv.slice(2);
const tests = globSync('test/**/*.test.ts', { cwd: root, ignore: ['test/editor/**'] })
  .filter((path) => wanted.length === 0 || wanted.some((part) => path.includes(part)))
  .sort();

// Without files Node's runner would look for some by itself, and find those that need an editor.
if (tests.length === 0) {
  console.error(
    `No test has a path that holds ${wanted.join(' or ')}. There are those below test/, such as core/syntax.`,
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
const { status } = spawnSync(process.execPath, ['--enable-source-maps', '--test', ...files], {
  cwd: root,
  stdio: 'inherit',
});
process.exit(status ?? 1);
