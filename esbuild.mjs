// Bundles the extension, the language server and the command line into dist/, each one file without dependencies.
import { readFileSync } from 'node:fs';
import { build } from 'esbuild';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

await build({
  entryPoints: {
    extension: 'client/extension.ts',
    server: 'server/src/node/server.ts',
    cli: 'server/src/cli/main.ts',
  },
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // The ESM builds of these libraries tree-shake; their UMD builds hide their own requires from the bundler.
  mainFields: ['module', 'main'],
  external: ['vscode'],
  minify: true,
  sourcemap: false,
  legalComments: 'external',
  define: { __VERSION__: JSON.stringify(version) },
  absWorkingDir: new URL('.', import.meta.url).pathname,
  logLevel: 'warning',
});
