/**
 * An esbuild plugin that loads a package when one of its classes is first used, instead of when the bundle is loaded.
 * The tables of re2js take about 15 ms to set up, and few workspaces have a pattern that requires them.
 */
export const lazyPackagePlugin = {
  name: 'lazy-package',
  setup(build) {
    build.onResolve({ filter: /^re2js$/ }, ({ path, kind, resolveDir }) =>
      kind === 'import-statement' ? { path, namespace: 'lazy-package', pluginData: { resolveDir } } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'lazy-package' }, ({ path, pluginData }) => ({
      contents: `
        let loaded;
        const lib = () => (loaded ??= require('${path}'));
        export const RE2JS = { compile: (pattern) => lib().RE2JS.compile(pattern) };`,
      resolveDir: pluginData.resolveDir,
    }));
  },
};
