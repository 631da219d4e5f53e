import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { type Description, type KindDescriptions, kindPath, type SchemaStore, specFields } from '../core/index.ts';

/** A source text and its location. */
export interface SourceText {
  /** Relative to the folder of descriptions: `cluster.x-k8s.io/Cluster.yaml`. */
  readonly file: string;
  /** The key in that file. */
  readonly key: string;
  readonly text: string;
}

export interface CompiledKind {
  readonly group: string;
  readonly kind: string;
  readonly descriptions: KindDescriptions;
  /** The sources of the texts, by path. */
  readonly sources: ReadonlyMap<string, readonly SourceText[]>;
}

/** The shape that every kind includes: `apiVersion`, `kind`, `metadata`. */
const EVERY_KIND = 'Resource';

/** By path, then by version; `else` applies to all other versions. */
type Texts = Map<string, Map<string, SourceText>>;

/**
 * Returns the descriptions of a folder, with shapes resolved. The format is described in its README. Throws with the
 * file and the key if a file is invalid.
 */
export function compileDescriptions(folder: string): readonly CompiledKind[] {
  const files = new DescriptionFiles(folder);
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'shapes')
    .flatMap(({ name: group }) => readdirSync(join(folder, group)).map((file) => ({ group, file })))
    .map(({ group, file }) => compiledKind(group, file.replace(/\.yaml$/, ''), files.texts(`${group}/${file}`)));
}

/**
 * Writes the descriptions for the extension and the command line: `TO/<group>/<Kind>.json`, without texts of shapes for
 * fields that the kind does not have.
 */
export function writeDescriptions(from: string, to: string, store: SchemaStore): void {
  for (const { group, kind, descriptions } of compileDescriptions(from)) {
    const path = join(to, kindPath({ group, kind }));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify(withExistingFields(descriptions, store, group, kind)));
  }
}

function withExistingFields(descriptions: KindDescriptions, store: SchemaStore, group: string, kind: string) {
  const fields = new Set(specFields(store, group, kind).map(({ path }) => path));
  const exists = (path: string) => !path.startsWith('spec.') || fields.has(path.replace(/\.\*$/, ''));
  return Object.fromEntries(Object.entries(descriptions).filter(([path]) => exists(path)));
}

/** Returns all texts in a folder, used or not. */
export function sourceTexts(folder: string): readonly SourceText[] {
  const files = new DescriptionFiles(folder);
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(join(folder, name)).flatMap((file) => files.own(`${name}/${file}`)));
}

function compiledKind(group: string, kind: string, texts: Texts): CompiledKind {
  const sources = new Map([...texts].map(([path, byVersion]) => [path, [...byVersion.values()]]));
  return { group, kind, descriptions: Object.fromEntries([...texts].map(describe)), sources };
}

function describe([path, byVersion]: [string, Map<string, SourceText>]): [string, Description] {
  const texts = Object.fromEntries([...byVersion].map(([version, { text }]) => [version, text]));
  return [path, byVersion.size === 1 && texts.else !== undefined ? texts.else : texts];
}

/** The key of texts without a version. */
const EVERY_VERSION = '';

interface Entry {
  readonly key: string;
  readonly path: string;
  readonly version: string;
  readonly text?: string;
  readonly shapes: readonly string[];
}

class DescriptionFiles {
  readonly #folder: string;
  readonly #entries = new Map<string, readonly Entry[]>();
  readonly #texts = new Map<string, Texts>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Returns the texts of a file, without shapes. */
  own(file: string): readonly SourceText[] {
    const byKey = new Map(this.#read(file).map((entry) => [`${entry.key} ${entry.version}`, entry]));
    return [...byKey.values()].flatMap(({ key, text }) => (text === undefined ? [] : [{ file, key, text }]));
  }

  /** Returns the texts of a file and its shapes. Texts of the file take precedence. */
  texts(file: string): Texts {
    const done = this.#texts.get(file);
    if (done) return done;
    const texts: Texts = new Map();
    this.#texts.set(file, texts);
    const entries = this.#read(file);
    if (!file.startsWith('shapes/') && existsSync(join(this.#folder, `shapes/${EVERY_KIND}.yaml`)))
      this.#include(texts, { key: '.', path: '.', version: EVERY_VERSION, shapes: [EVERY_KIND] });
    for (const entry of entries) this.#include(texts, entry);
    for (const { key, path, version, text } of entries)
      if (text !== undefined) put(texts, fieldOf(path), version, { file, key, text });
    return texts;
  }

  #include(texts: Texts, { path: at, version, shapes }: Entry): void {
    const included = shapes.flatMap((shape) => [...this.texts(`shapes/${shape}.yaml`)]);
    for (const [below, byVersion] of included) {
      const path = below === '.' ? fieldOf(at) : at === '.' ? below : `${at}.${below}`;
      if (version === EVERY_VERSION || version === 'else')
        for (const [inner, text] of byVersion) put(texts, path, inner, text);
      else {
        const text = byVersion.get(version) ?? byVersion.get('else');
        if (text) put(texts, path, version, text);
      }
    }
  }

  #read(file: string): readonly Entry[] {
    const known = this.#entries.get(file);
    if (known) return known;
    const path = join(this.#folder, file);
    if (!existsSync(path)) throw new Error(`Unknown shape file ${file}.`);
    const seen = new Set<string>();
    const entries = Object.entries(readYaml(path)).flatMap(([key, value]) =>
      entriesOf(value, `${file}, ${key}`).flatMap((entry) =>
        pathsOf(key).map((each) => {
          if (seen.has(`${each} ${entry.version}`)) throw new Error(`${file}: ${each} is defined more than once.`);
          seen.add(`${each} ${entry.version}`);
          return { ...entry, key, path: each };
        }),
      ),
    );
    this.#entries.set(file, entries);
    return entries;
  }
}

/** The description of a list's items is shown for the list. */
function fieldOf(path: string): string {
  return path.replace(/(\[\])+$/, '');
}

function put(texts: Texts, path: string, version: string, text: SourceText): void {
  const byVersion = texts.get(path) ?? new Map<string, SourceText>();
  texts.set(path, byVersion);
  // A text for all versions replaces the texts of an included shape for single versions.
  if (version === EVERY_VERSION) byVersion.clear();
  byVersion.set(version === EVERY_VERSION ? 'else' : version, text);
}

function entriesOf(value: unknown, where: string): readonly Omit<Entry, 'key' | 'path'>[] {
  if (typeof value !== 'object' || value === null) return [entryOf(value, EVERY_VERSION, where)];
  const isByVersion = Object.keys(value).every((key) => /^(v\d\w*|else)$/.test(key));
  if (!isByVersion) return [entryOf(value, EVERY_VERSION, where)];
  return Object.entries(value).map(([version, each]) => entryOf(each, version, where));
}

function entryOf(value: unknown, version: string, where: string): Omit<Entry, 'key' | 'path'> {
  if (typeof value === 'string') return { version, text: value.trim(), shapes: [] };
  const { text, shape, ...rest } = (value ?? {}) as { readonly text?: unknown; readonly shape?: unknown };
  const shapes = shape === undefined ? [] : [shape].flat();
  const isEntry =
    Object.keys(rest).length === 0 &&
    (typeof text === 'string' || (text === undefined && shapes.length > 0)) &&
    shapes.every((each) => typeof each === 'string');
  if (!isEntry) throw new Error(`${where}: expected a text, {shape, text}, or a map of these by version.`);
  return { version, ...(typeof text === 'string' ? { text: text.trim() } : {}), shapes };
}

function readYaml(path: string): object {
  try {
    return parse(readFileSync(path, 'utf8')) as object;
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Expands `a.{b,c}.d` to `a.b.d` and `a.c.d`. */
function pathsOf(key: string): readonly string[] {
  const [, before = '', alternatives, after = ''] = /^([^{]*)\{([^}]*)\}(.*)$/.exec(key) ?? [];
  if (alternatives === undefined) return [key];
  return alternatives.split(',').flatMap((each) => pathsOf(before + each.trim() + after));
}
