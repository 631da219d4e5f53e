import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { globSync } from 'tinyglobby';
import type { BundleIndex } from '../../server/src/core/index.ts';

/** The paths of all TypeScript sources of the product. */
export const sources = globSync(['server/src/**/*.ts', 'client/**/*.ts', 'protocol/**/*.ts']).sort();

/** The paths of the sources of the engine. */
export const core = sources.filter((file) => file.startsWith('server/src/core/'));

/** Returns the specifiers of all imports of a file. */
export function importsOf(file: string): readonly string[] {
  return importsIn(readFileSync(file, 'utf8'));
}

/** Returns the specifiers of all imports in a text: of values, of types, for effects and on demand. */
export function importsIn(text: string): readonly string[] {
  return [
    ...text.matchAll(/^(?:import|export)\s(?:[^;]*?\bfrom )?['"]([^'"]+)['"]/gm),
    ...text.matchAll(/\b(?:import|require)\(\s*['"`]([^'"`]+)['"`]/g),
  ].flatMap(([, specifier]) => specifier ?? []);
}

/** Returns the file that a specifier means; empty for a package. */
export function targetOf(file: string, specifier: string): readonly string[] {
  return specifier.startsWith('.') ? [posix.join(file, '..', specifier)] : [];
}

/** Returns the lines of a file without its comments. */
export function codeLines(file: string): readonly string[] {
  const text = readFileSync(file, 'utf8');
  return text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, (comment) => comment.replace(/[^\n]/g, '')).split('\n');
}

/** Kinds of Kubernetes and kustomize, which the engine supports. */
const SHARED_KINDS = new Set(['ConfigMap', 'CustomResourceDefinition', 'Kustomization', 'Namespace', 'Secret']);

export const PROVIDER_WORDS = providerWords();

/** Matches kinds, API groups and releases of providers in code: short kinds such as Cluster only as a literal. */
function providerWords(): RegExp {
  const { kinds } = JSON.parse(readFileSync('schemas/index.json', 'utf8')) as BundleIndex;
  const names = [...new Set(kinds.map(({ kind }) => kind))].filter((kind) => !SHARED_KINDS.has(kind));
  const isDistinct = (kind: string) => /[a-z\d][A-Z]|^[A-Z]{2}/.test(kind);
  const groups = [...new Set(kinds.map(({ group }) => group.replaceAll('.', '\\.')))];
  return new RegExp(
    `\\b(?:${names.filter(isDistinct).join('|')})\\b|['"\`](?:${names.join('|')})['"\`]|${groups.join('|')}|['"\`]v\\d+\\.\\d+(?:\\.\\d+)?['"\`]`,
  );
}

/** Returns the lines of code that name a kind, API group or release of a provider. */
export function providerWordsIn(file: string): readonly string[] {
  return codeLines(file).flatMap((line, index) =>
    PROVIDER_WORDS.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [],
  );
}
