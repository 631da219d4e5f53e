import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nameOfUri, relativeName } from '../../node/relative-name.ts';
import { VERSION } from '../../node/version.ts';
import { kustomizationsAround } from '../input/kustomizations-around.ts';
import { statesNamedIn } from '../input/path-states.ts';
import { createFolder } from '../output/write-text.ts';
import type { ReportedFinding } from '../report/report.ts';
import type { RecordedScope } from './known-scope.ts';
import type { LintJob } from './lint-job.ts';
import { type StoredScope, scopeFrom, storedScope } from './stored-scope.ts';

/**
 * Findings of earlier runs in a folder. An isolated file has an entry for everything that its findings depend on: the
 * product, the configuration, and the contents. A scope has one entry for each configuration, with the hashes of its files.
 * An entry that is damaged or of another version is ignored.
 */
export class FindingsCache {
  readonly #folder: string;
  readonly #configuration: string;
  readonly #hashes = new Map<string, string>();

  constructor(folder: string, job: LintJob) {
    this.#folder = folder;
    this.#configuration = configurationKey(job, (file) => this.#hashOf(file));
  }

  /** Returns the key of an isolated file; changes with its content and with the kustomizations around it. */
  keyOf(file: string): string {
    const hashed = [file, ...kustomizationsAround([file])].map((each) => [relativeName(each), this.hashOf(each)]);
    return hash(JSON.stringify([this.#configuration, 'isolated', hashed]));
  }

  /** Returns the key of a scope, which stays the same if its files change. */
  keyOfScope(files: readonly string[]): string {
    return hash(JSON.stringify([this.#configuration, 'scope', relativeName(commonFolder(files))]));
  }

  /** Returns a hash of a file and of what is on the disk at the paths that it names. */
  hashOf(file: string): string {
    const states = statesNamedIn(file);
    return states.length === 0 ? this.#hashOf(file) : hash(JSON.stringify([this.#hashOf(file), states]));
  }

  read(key: string): readonly ReportedFinding[] | undefined {
    return this.#read(key) as readonly ReportedFinding[] | undefined;
  }

  write(key: string, findings: readonly ReportedFinding[]): void {
    this.#write(key, findings);
  }

  readScope(key: string): RecordedScope {
    return scopeFrom(this.#read(key) as StoredScope | undefined);
  }

  writeScope(key: string, scope: RecordedScope): void {
    this.#write(key, storedScope(scope));
  }

  #read(key: string): unknown {
    try {
      const text = readFileSync(this.#pathOf(key), 'utf8');
      const end = text.indexOf('\n');
      const content = text.slice(end + 1);
      return text.slice(0, end) === headOf(key, content) ? JSON.parse(content) : undefined;
    } catch {
      return undefined;
    }
  }

  /** A cache that cannot be written makes later runs slower, not wrong. */
  #write(key: string, value: unknown): void {
    const path = this.#pathOf(key);
    const content = JSON.stringify(value);
    try {
      createFolder(dirname(path));
      // Written to a temporary file and renamed, because several runs can share the folder.
      const temporary = `${path}.${process.pid}`;
      writeFileSync(temporary, `${headOf(key, content)}\n${content}`);
      renameSync(temporary, path);
    } catch (error) {
      process.stderr.write(`Cannot write the cache ${this.#folder}: ${String(error)}\n`);
    }
  }

  /** Not `.json`, because the folder can be among the checked ones. */
  #pathOf(key: string): string {
    return join(this.#folder, key.slice(0, 2), `${key.slice(2)}.findings`);
  }

  #hashOf(file: string): string {
    const known = this.#hashes.get(file) ?? contentHash(file);
    this.#hashes.set(file, known);
    return known;
  }
}

/** Returns the innermost folder around all files. */
function commonFolder(files: readonly string[]): string {
  const [first = '', ...others] = files.map(dirname);
  let folder = first;
  while (others.some((other) => other !== folder && !other.startsWith(`${folder}${sep}`)) && folder !== dirname(folder))
    folder = dirname(folder);
  return folder;
}

/** Protects against truncated and foreign files. */
function headOf(key: string, content: string): string {
  return `kamaji-metal3 ${VERSION} ${hash(`${key}\n${content}`)}`;
}

/** Uses relative names, so that a cache can be restored in another folder. */
function configurationKey(job: LintJob, hashOf: (file: string) => string): string {
  const { configuration, environment = {}, includesSuppressed = false } = job;
  const { files, targets, definitions } = configuration;
  const named = files.map(([uri, content]) => [nameOfUri(uri), content]);
  const facts = [VERSION, bundleHash(), named, targets, definitions.map(hashOf), environment, includesSuppressed];
  return hash(JSON.stringify(facts));
}

/** Two builds of one version can differ in rules and schemas. */
function bundleHash(): string {
  const index = fileURLToPath(new URL('schemas/index.json', import.meta.url));
  return hash(contentHash(fileURLToPath(new URL('cli-main.cjs', import.meta.url))) + contentHash(index));
}

function contentHash(file: string): string {
  try {
    return hash(readFileSync(file));
  } catch {
    return 'unreadable';
  }
}

function hash(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
