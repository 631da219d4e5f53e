// Runs a program of this repository that is or imports TypeScript: `node scripts/run.mjs FILE ARGUMENTS…`. Node 20 does
// not support TypeScript, so the program is bundled first.
import { spawnSync } from 'node:child_process';
import { parse } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const [entry, ...words] = process.argv.slice(2);
const outfile = `build/programs/${parse(entry).name}.mjs`;

await build({
  absWorkingDir: root,
  entryPoints: [entry],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
});
const { status } = spawnSync(process.execPath, ['--enable-source-maps', outfile, ...words], {
  cwd: root,
  stdio: 'inherit',
});
process.exit(status ?? 1);
