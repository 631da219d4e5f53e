// Which folder may import what. The build enforces it, so a layer cannot leak even for an afternoon.
import { relative, resolve } from 'node:path';

const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');

/**
 * For each folder: the packages it may import, and the folders. Inside core, imports of types alone go any way: they
 * bind nothing at run time.
 */
export const LAYERS = {
  'server/src/core/text': { packages: [], folders: [] },
  'server/src/core/syntax': { packages: ['yaml'], folders: ['server/src/core/text'] },
  'server/src/core': { packages: [], folders: ['server/src/core'] },
  'server/src/lsp': {
    packages: ['vscode-languageserver', 'vscode-uri'],
    folders: ['server/src/lsp', 'server/src/core/index.ts'],
  },
  'server/src/node': {
    packages: ['node:', 'vscode-uri', 'tinyglobby', 'yaml'],
    folders: ['server/src/node', 'server/src/lsp', 'server/src/core/index.ts'],
  },
  'server/src/cli': {
    packages: ['node:', 'commander', 'picocolors'],
    folders: ['server/src/cli', 'server/src/node', 'server/src/core/index.ts'],
  },
  client: { packages: ['node:', 'vscode', 'vscode-languageclient'], folders: ['client'] },
};

/** What is wrong with `importer` importing `specifier`, in a sentence; undefined where nothing is. */
export function layerFault(importer, specifier) {
  const from = relative(root, importer).replaceAll('\\', '/');
  const layer = layerOf(from);
  if (!layer) return undefined;
  const { packages, folders } = LAYERS[layer];
  if (!specifier.startsWith('.')) {
    const allowed = packages.some(
      (name) => specifier === name || specifier.startsWith(name.endsWith(':') ? name : `${name}/`),
    );
    return allowed ? undefined : `${from} may not import the package ${specifier}: ${layer} imports ${list(packages)}.`;
  }
  const to = relative(root, resolve(importer, '..', specifier)).replaceAll('\\', '/');
  const allowed = [layer, ...folders].some((folder) => to === folder || to.startsWith(`${folder}/`));
  return allowed ? undefined : `${from} may not import ${to}: ${layer} imports ${list(folders)}.`;
}

/** The longest folder in the table that holds the file. */
function layerOf(file) {
  const layers = Object.keys(LAYERS).filter((layer) => file.startsWith(`${layer}/`));
  return layers.sort((a, b) => b.length - a.length)[0];
}

function list(names) {
  return names.length === 0 ? 'nothing' : names.join(', ');
}

/** Stops a build at the first import that crosses a layer. */
export const layersPlugin = {
  name: 'layers',
  setup(build) {
    build.onResolve({ filter: /.*/ }, ({ importer, path, kind }) => {
      const text = kind === 'import-statement' && importer ? layerFault(importer, path) : undefined;
      return text ? { errors: [{ text }] } : undefined;
    });
  },
};
