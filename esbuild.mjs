// Bundles the extension, the language server and the command line into dist/, each one file without dependencies.
// --debug writes source maps and does not minify; --watch does the same again after every change.
import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, context } from 'esbuild';
import { asciiPlugin } from './scripts/ascii-plugin.mjs';
import { writeBillOfMaterials } from './scripts/bill-of-materials.mjs';
import { writeCompileCaches } from './scripts/compile-cache.mjs';
import { layersPlugin } from './scripts/layers.mjs';
import { lazyPackagePlugin } from './scripts/lazy-package.mjs';
import { writeNotices } from './scripts/notices.mjs';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

// The schemas are next to the bundles that read them.
rmSync('dist/schemas', { recursive: true, force: true });
cpSync('schemas', 'dist/schemas', {
  recursive: true,
  filter: (path) => !path.endsWith('.md') && path !== join('schemas', 'descriptions'),
});
// The repository has readable JSON; the package has compact JSON.
for (const name of readdirSync('dist/schemas', { recursive: true })) {
  const path = join('dist/schemas', name);
  if (path.endsWith('.json')) writeFileSync(path, JSON.stringify(JSON.parse(readFileSync(path, 'utf8'))));
}
// Writes the newest schemas, which are loaded first, and converts descriptions, snippets and rule pages to JSON.
for (const words of [
  ['newest', 'dist/schemas'],
  ['descriptions', 'dist/schemas'],
  ['snippets', 'dist'],
  ['pages', 'dist'],
])
  execFileSync(process.execPath, ['scripts/run.mjs', 'server/src/node/schemas.ts', ...words], { stdio: 'inherit' });

const watch = process.argv.includes('--watch');
const debug = watch || process.argv.includes('--debug');

/** @type {import('esbuild').BuildOptions} */
const options = {
  entryPoints: {
    extension: 'client/extension.ts',
    server: 'server/src/node/server.ts',
    'server-main': 'server/src/node/server-main.ts',
    cli: 'server/src/cli/cli.ts',
    'cli-main': 'server/src/cli/main.ts',
    core: 'server/src/cli/api.ts',
    'lint-worker': 'server/src/cli/lint-worker.ts',
  },
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  target: 'node20',
  // A script with a code cache (server/src/node/compiled.ts) cannot import; this writes `require` instead.
  supported: { 'dynamic-import': false },
  format: 'cjs',
  // Bundlers cannot follow `require` in UMD builds, so prefer the ES module build of a library.
  mainFields: ['module', 'main'],
  external: ['vscode'],
  plugins: [layersPlugin, lazyPackagePlugin, asciiPlugin],
  minify: !debug,
  sourcemap: debug,
  // The licenses of all packages are in the third-party notices.
  legalComments: 'none',
  metafile: true,
  // Libraries that use `import.meta.url` get the location of the bundle, since CommonJS does not have it.
  banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
  define: { __VERSION__: JSON.stringify(version), 'import.meta.url': 'importMetaUrl' },
  absWorkingDir: fileURLToPath(new URL('.', import.meta.url)),
  logLevel: 'warning',
};

if (watch) await (await context(options)).watch();
else {
  // esbuild has printed the errors. Its exception repeats them with a stack.
  const { metafile } = await build(options).catch(() => process.exit(1));
  writeNotices(metafile, 'dist/ThirdPartyNotices.txt');
  writeBillOfMaterials(metafile, 'dist/kamaji-metal3.cdx.json');
  await writeCompileCaches('dist');
}
