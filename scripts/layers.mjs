// Which folder may import what. The build enforces it, so a layer cannot leak even for an afternoon.
import { posix, relative } from 'node:path';

/**
 * For each folder: the packages it may import, and the folders. Inside core, imports of types alone go any way: they
 * bind nothing at run time.
 */
export const LAYERS = {
  'server/src/core/text': { packages: [], folders: [] },
  'server/src/core/syntax': { packages: ['yaml'], folders: ['server/src/core/text'] },
  'server/src/core/addresses': { packages: ['ipaddr.js'], folders: [] },
  'server/src/core/validation': { packages: ['@marcbachmann/cel-js'], folders: ['server/src/core'] },
  'server/src/core': { packages: [], folders: ['server/src/core'] },
  'server/src/providers': { packages: [], folders: ['server/src/core', 'server/src/providers'] },
  'server/src/lsp': {
    packages: ['vscode-languageserver', 'vscode-uri'],
    folders: ['server/src/lsp', 'server/src/core/index.ts'],
  },
  'server/src/node': {
    packages: ['node:', 'vscode-uri', 'tinyglobby', 'fdir', 'picomatch', 'yaml', 'ajv'],
    folders: ['server/src/node', 'server/src/lsp', 'server/src/core/index.ts'],
  },
  'server/src/cli': {
    packages: ['node:', 'commander', 'picocolors'],
    folders: ['server/src/cli', 'server/src/node', 'server/src/providers', 'server/src/core/index.ts'],
  },
  'client/picture/layout.ts': { packages: ['@dagrejs/dagre'], folders: ['client/picture'] },
  client: { packages: ['node:', 'vscode', 'vscode-languageclient'], folders: ['client'] },
};

/** What is wrong with `file`, a path from the root, importing `specifier`, in a sentence; undefined where nothing is. */
export function layerFault(file, specifier) {
  const layer = layerOf(file);
  if (!layer) return undefined;
  const { packages, folders } = LAYERS[layer];
  if (!specifier.startsWith('.')) {
    const allowed = packages.some(
      (name) => specifier === name || specifier.startsWith(name.endsWith(':') ? name : `${name}/`),
    );
    return allowed ? undefined : `${file} may not import the package ${specifier}: ${layer} imports ${list(packages)}.`;
  }
  const target = posix.join(file, '..', specifier);
  const allowed = [layer, ...folders].some((folder) => target === folder || target.startsWith(`${folder}/`));
  return allowed ? undefined : `${file} may not import ${target}: ${layer} imports ${list(folders)}.`;
}

/** The longest folder in the table that holds the file. */
function layerOf(file) {
  const layers = Object.keys(LAYERS).filter((layer) => file === layer || file.startsWith(`${layer}/`));
  return layers.sort((a, b) => b.length - a.length)[0];
}

function list(names) {
  return names.length === 0 ? 'nothing' : names.join(', ');
}

/** Stops a build at the first import that crosses a layer. */
export const layersPlugin = {
  name: 'layers',
  setup(build) {
    const root = build.initialOptions.absWorkingDir;
    build.onResolve({ filter: /.*/ }, ({ importer, path, kind }) => {
      if (kind !== 'import-statement' || !importer) return undefined;
      const text = layerFault(relative(root, importer).replaceAll('\\', '/'), path);
      return text ? { errors: [{ text }] } : undefined;
    });
  },
};
