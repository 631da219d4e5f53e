// Runs the hostile suite: `npm run test:hostile`, or `npm run test:hostile -- --minutes N` for a long run of random
// edits. An argument limits it to the files whose names contain it. It is not part of `npm test`.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { globSync } from 'tinyglobby';

const root = fileURLToPath(new URL('../..', import.meta.url));
const words = process.argv.slice(2);
const at = words.indexOf('--minutes');
const [, minutes] = at < 0 ? [] : words.splice(at, 2);
const tests = globSync('test/hostile/*.hostile.ts', { cwd: root })
  .filter((path) => words.length === 0 || words.some((word) => path.includes(word)))
  .sort();

await build({
  absWorkingDir: root,
  entryPoints: tests,
  outdir: 'build/hostile',
  outbase: 'test/hostile',
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
const files = tests.map((path) => path.replace(/^test/, 'build').replace(/\.ts$/, '.mjs'));
const only = process.env.ONLY ? [`--test-name-pattern=${process.env.ONLY}`] : [];
const { status } = spawnSync(process.execPath, ['--enable-source-maps', '--test', ...only, ...files], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, ...(minutes === undefined ? {} : { HOSTILE_MINUTES: minutes }) },
});
process.exit(status ?? 1);
