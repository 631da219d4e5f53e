// Defines which folder may import what. The build enforces it, and test/architecture/layers.test.ts checks every import,
// including types.
import { posix, relative } from 'node:path';

const CORE = 'server/src/core';
const PROVIDERS = 'server/src/providers';

/**
 * The folders of the engine, lowest first. A folder may import itself and the folders before it in this list, for types
 * and for values. ARCHITECTURE.md describes them in this order.
 */
export const CORE_LAYERS = [
  'text',
  'addresses',
  'syntax',
  'templates',
  'objects',
  'schemas',
  'findings',
  'validation',
  'fixes',
  'facts',
  'configuration',
  'query',
  'index',
  'dependencies',
  'kustomize',
  'resolution',
  'cursor',
  'migration',
  'upgrade',
  'rules',
  'snippets',
  'explain',
  'completion',
  'hover',
  'navigation',
  'outline',
  'tree',
  'structure',
  'provider.ts',
  'workspace',
  'index.ts',
];

/** The packages that a folder or file may import. Nothing else in the engine and the providers imports packages. */
const CORE_PACKAGES = {
  [`${CORE}/text`]: ['re2js'],
  [`${CORE}/syntax`]: ['yaml'],
  [`${CORE}/addresses`]: ['ipaddr.js'],
  [`${CORE}/validation`]: ['@marcbachmann/cel-js'],
};

/**
 * The parts of a provider's folder, the lowest first. A part imports those above it, of every provider, and the engine.
 * `kinds.ts` comes first, so that every provider can name the kinds of the others.
 */
export const PROVIDER_LAYERS = [
  /^[^/]+\/kinds\.ts$/,
  /^[^/]+\/[^/]+\.ts$/,
  /^[^/]+\/(?!rules\/)[^/]+\//,
  /^[^/]+\/rules\//,
];

const PROVIDER_FILES = /^([^/]+\/provider\.ts|index\.ts)$/;

/** For each folder outside of the engine: the packages it may import, and the folders. */
export const LAYERS = {
  protocol: { packages: [], folders: [] },
  'server/src/lsp': {
    packages: ['vscode-languageserver', 'vscode-uri'],
    folders: ['server/src/lsp', `${CORE}/index.ts`, 'protocol/index.ts'],
  },
  'server/src/node': {
    packages: ['node:', 'vscode-uri', 'fdir', 'yaml', 'ajv', 'ignore'],
    folders: ['server/src/node', 'server/src/lsp', `${CORE}/index.ts`, `${PROVIDERS}/index.ts`],
  },
  'server/src/cli': {
    packages: ['node:', 'commander', 'picocolors'],
    folders: ['server/src/cli', 'server/src/node', `${CORE}/index.ts`, `${PROVIDERS}/index.ts`],
  },
  'client/picture/layout.ts': { packages: ['@dagrejs/dagre'], folders: ['client/picture', 'protocol/index.ts'] },
  client: { packages: ['node:', 'vscode', 'vscode-languageclient'], folders: ['client', 'protocol/index.ts'] },
};

/** Returns why `file`, a path from the root, may not import `specifier`, as a sentence; undefined if it may. */
export function layerFault(file, specifier) {
  if (!specifier.startsWith('.')) return packageFault(file, specifier);
  const target = posix.join(file, '..', specifier);
  const [core, coreTarget] = [below(CORE, file), below(CORE, target)];
  const [provider, providerTarget] = [below(PROVIDERS, file), below(PROVIDERS, target)];
  if (core !== undefined) {
    const isAllowed = coreTarget !== undefined && rankIn(CORE_LAYERS, coreTarget) <= rankIn(CORE_LAYERS, core);
    return isAllowed
      ? undefined
      : `${file} may not import ${target}: it is not below ${core.split('/')[0]} in the engine.`;
  }
  if (provider !== undefined) {
    if (coreTarget !== undefined) return undefined;
    const isAllowed = providerTarget !== undefined && providerRank(providerTarget) <= providerRank(provider);
    return isAllowed ? undefined : `${file} may not import ${target}: it is not below it in a provider's folder.`;
  }
  const layer = layerOf(file);
  if (!layer) return undefined;
  const { folders } = LAYERS[layer];
  const isAllowed = [layer, ...folders].some((folder) => target === folder || target.startsWith(`${folder}/`));
  return isAllowed ? undefined : `${file} may not import ${target}: ${layer} imports ${list(folders)}.`;
}

function packageFault(file, specifier) {
  const isInside = below(CORE, file) ?? below(PROVIDERS, file);
  const layer = isInside === undefined ? layerOf(file) : undefined;
  const owner = Object.keys(CORE_PACKAGES).find((folder) => below(folder, file) !== undefined);
  const packages = isInside === undefined ? layer && LAYERS[layer].packages : owner ? CORE_PACKAGES[owner] : [];
  const isAllowed =
    !packages ||
    packages.some((name) => specifier === name || specifier.startsWith(name.endsWith(':') ? name : `${name}/`));
  return isAllowed ? undefined : `${file} may not import the package ${specifier}: it imports ${list(packages)}.`;
}

/** Returns the rest of a path below a folder; undefined if it is not below the folder. */
function below(folder, path) {
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined;
}

function rankIn(layers, path) {
  const rank = layers.findIndex((layer) => path === layer || path.startsWith(`${layer}/`));
  return rank < 0 ? Number.NaN : rank;
}

function providerRank(path) {
  if (PROVIDER_FILES.test(path)) return PROVIDER_LAYERS.length;
  return PROVIDER_LAYERS.findIndex((pattern) => pattern.test(path));
}

/** Returns the longest folder in the table that contains the file. */
function layerOf(file) {
  const layers = Object.keys(LAYERS).filter((layer) => file === layer || file.startsWith(`${layer}/`));
  return layers.sort((a, b) => b.length - a.length)[0];
}

function list(names) {
  return names.length === 0 ? 'nothing' : names.join(', ');
}

/** Stops the build at an import that violates the layers, also at one on demand. */
export const layersPlugin = {
  name: 'layers',
  setup(build) {
    const root = build.initialOptions.absWorkingDir;
    build.onResolve({ filter: /.*/ }, ({ importer, path, kind }) => {
      if (kind === 'entry-point' || !importer) return undefined;
      const text = layerFault(relative(root, importer).replaceAll('\\', '/'), path);
      return text ? { errors: [{ text }] } : undefined;
    });
  },
};
