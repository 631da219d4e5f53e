/**
 * An esbuild plugin that loads modules when one of their functions is first called, instead of when the bundle is loaded:
 * every run of the command line and every start of the server would wait for them, and few need them.
 */
export const lazyPackagePlugin = {
  name: 'lazy-package',
  setup(build) {
    build.onResolve({ filter: /./ }, ({ path, kind, importer, namespace, resolveDir }) => {
      const isLazy =
        namespace !== 'lazy-package' && kind === 'import-statement'
          ? Object.hasOwn(LAZY, path)
          : path === 'node:child_process' && /[\\/]commander[\\/]/.test(importer);
      return isLazy ? { path, namespace: 'lazy-package', pluginData: { resolveDir } } : undefined;
    });
    build.onLoad({ filter: /.*/, namespace: 'lazy-package' }, ({ path, pluginData }) => ({
      contents: `const lib = () => require('${path}');\n${LAZY[path].join('\n')}`,
      resolveDir: pluginData.resolveDir,
    }));
  },
};

/** The exports that are used of each module; `lib` loads it. A bundled module is initialized once. */
const LAZY = {
  // Its tables take 15 ms to set up, and few workspaces have a pattern that requires them.
  re2js: ['export const RE2JS = { compile: (pattern) => lib().RE2JS.compile(pattern) };'],
  // Registers all functions of CEL, and only some kinds have CEL rules.
  '@marcbachmann/cel-js': [
    'export const Environment = function (options) { return new (lib().Environment)(options); };',
  ],
  // Loads readline.
  'node:fs/promises': functions('open', 'writeFile'),
  'node:crypto': functions('createHash', 'randomBytes'),
  // Commander can run commands that are separate programs.
  'node:child_process': functions('spawn', 'spawnSync'),
};

function functions(...names) {
  return names.map((name) => `export const ${name} = (...args) => lib().${name}(...args);`);
}
