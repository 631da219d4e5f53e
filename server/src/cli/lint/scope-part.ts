import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  DependencyIndex,
  type Finding,
  type IndexKey,
  type Resource,
  TreeCache,
  type Workspace,
} from '../../core/index.ts';
import { kustomizationsAround } from '../input/kustomizations-around.ts';
import type { Manifest } from '../input/read-manifests.ts';
import type { ReportedFinding } from '../report/report.ts';
import { addFiles, findingsOf, updateWorkspace, workspaceFor } from './lint.ts';
import { isOfPage, type LintRun } from './lint-run.ts';
import type { Connections, LintTask } from './task.ts';
import { ChangedKeys, pairsOf, type RecordedTies, type Ties } from './ties.ts';

/** Returns all files that the findings of a task can depend on, in the order in which they are read. */
export function filesOfScope({ files, neighbors }: LintTask): readonly string[] {
  return [...new Set([...files, ...neighbors, ...kustomizationsAround(files)])];
}

/** A part of the files of a scope. Some of them are checked; the others are read because the checked files need them. */
export class ScopePart {
  readonly #run: LintRun;
  /** The place of each file in the order of the complete scope. Rules prefer the first of equal objects. */
  readonly #rank: ReadonlyMap<string, number>;
  #records: boolean;
  #dependencies = new DependencyIndex();
  #workspace: Workspace;
  /** By absolute path. A page has none here, because each of its code blocks is a scope of its own. */
  readonly #manifests = new Map<string, readonly Manifest[]>();
  readonly #pages: Manifest[] = [];
  readonly #asked = new Map<Resource, Int32Array>();
  /** By file, the other files in which its objects have or had findings. Extra entries cost only time. */
  readonly #placed = new Map<string, Set<string>>();
  readonly #due = new Set<string>();
  /** For all workspaces, because they exchange files. */
  readonly #trees = new TreeCache();

  /** `order` contains all files of the scope. `records` is needed for `recordedTiesOf`. */
  constructor(run: LintRun, order: Iterable<string>, { records = false } = {}) {
    this.#run = run;
    this.#records = records;
    this.#rank = new Map(Array.from(order, (file, index) => [file, index]));
    this.#workspace = this.#newWorkspace();
  }

  get files(): ReadonlySet<string> {
    return new Set(this.#manifests.keys());
  }

  /** The files whose objects are checked. */
  get checked(): ReadonlySet<string> {
    return this.#due;
  }

  /** Reads files that are not read yet. */
  async load(files: Iterable<string>): Promise<void> {
    const before = this.#manifests.size;
    for (const file of files) {
      if (this.#manifests.has(file)) continue;
      const read = await this.#run.read([file]);
      this.#pages.push(...read.filter(isOfPage));
      this.#manifests.set(
        file,
        read.filter((manifest) => !isOfPage(manifest)),
      );
    }
    if (this.#manifests.size === before) return;
    // A new workspace, because objects that are added later come after the others.
    const { files: parsed } = this.#workspace;
    this.#workspace = this.#newWorkspace();
    this.#asked.clear();
    this.#placed.clear();
    const ordered = [...this.#manifests].sort(([a], [b]) => this.#rankOf(a) - this.#rankOf(b));
    addFiles(
      this.#workspace,
      ordered.flatMap(([, manifests]) =>
        manifests.map((manifest) => {
          const file = parsed.get(manifest.uri);
          return file ? { uri: manifest.uri, file } : manifest;
        }),
      ),
    );
  }

  /** Checks the objects of files, as far as they are not checked yet or depend on files that were added. */
  check(files: Iterable<string>): void {
    for (const file of files) this.#due.add(file);
    const first = [...this.#due].flatMap((file) => this.#manifests.get(file) ?? []).map(({ uri }) => uri);
    updateWorkspace(this.#workspace, this.#run.options, { max: 0, first });
  }

  /** Returns the ties of files that are read; `placedIn` only of checked files. */
  tiesOf(files: Iterable<string>): ReadonlyMap<string, Ties> {
    return new Map(
      [...files].map((file): [string, Ties] => {
        const { href: uri } = pathToFileURL(file);
        const { keys, reach } = this.#workspace.tiesOf(uri);
        const placedIn = [...(this.#placed.get(uri) ?? [])];
        return [file, { uri, keys: Int32Array.from(keys), placedIn, reach }];
      }),
    );
  }

  /** Returns the ties of checked files, with what their findings depend on. Needs `records`. */
  recordedTiesOf(files: Iterable<string>): ReadonlyMap<string, RecordedTies> {
    const asked = new Map<string, Int32Array[]>();
    for (const [{ uri }, pairs] of this.#asked) {
      const known = asked.get(uri);
      if (known) known.push(pairs);
      else asked.set(uri, [pairs]);
    }
    return new Map(
      [...this.tiesOf(files)].map(([file, ties]) => [file, { ...ties, asked: joined(asked.get(ties.uri) ?? []) }]),
    );
  }

  /** Returns which of the files that are not read the findings of the checked files depend on. */
  connectionsTo(others: Iterable<readonly [file: string, ties: Ties]>): Connections {
    const possible: { readonly file: string; readonly ties: Ties; readonly dependents: ReadonlySet<Resource> }[] = [];
    for (const [file, ties] of others) {
      if (this.#manifests.has(file)) continue;
      const dependents = this.#dependencies.dependentsOnFile(ties.uri, ties.keys);
      if (dependents.size > 0) possible.push({ file, ties, dependents });
    }
    const asked = this.#askedBy(new Set(possible.flatMap(({ dependents }) => [...dependents])));
    const needed: string[] = [];
    const affected = new Set<string>();
    for (const { file, ties, dependents } of possible) {
      const changed = new ChangedKeys();
      changed.add(ties);
      const certain = [...dependents].filter((each) => {
        const pairs = asked?.get(each);
        return !pairs || changed.affect({ asked: pairs });
      });
      if (certain.length > 0) needed.push(file);
      for (const { uri } of certain) affected.add(fileURLToPath(uri));
    }
    return { needed, affected: [...affected] };
  }

  /**
   * Returns what objects depend on, as in `RecordedTies`, by checking them again. In a large scope, most dependencies on
   * files of other parts are equal hashes of different keys. Undefined if these are too many objects.
   */
  #askedBy(objects: ReadonlySet<Resource>): ReadonlyMap<Resource, Int32Array> | undefined {
    if (this.#records) return this.#asked;
    if (objects.size > MAX_CHECKED_AGAIN) return undefined;
    this.#records = true;
    this.#workspace.update({ max: 0, again: objects });
    this.#records = false;
    const asked = new Map(this.#asked);
    this.#asked.clear();
    return asked;
  }

  /** Returns the findings in the files, and in the code blocks of all pages that are read. */
  findingsIn(files: Iterable<string>): readonly ReportedFinding[] {
    const manifests = [...files].flatMap((file) => this.#manifests.get(file) ?? []);
    const findings = findingsOf(this.#workspace, manifests, this.#run.options);
    return [...findings, ...this.#pages.flatMap((page) => this.#run.lintAlone(page))];
  }

  #rankOf(file: string): number {
    return this.#rank.get(file) ?? this.#rank.size;
  }

  #newWorkspace(): Workspace {
    this.#dependencies = new DependencyIndex();
    return workspaceFor(this.#run.options, {
      trees: this.#trees,
      dependencies: this.#dependencies,
      onChecked: (resource, keys, findings) => this.#checked(resource, keys, findings),
    });
  }

  #checked(resource: Resource, keys: ReadonlySet<IndexKey>, findings: readonly Finding[]): void {
    if (this.#records) this.#asked.set(resource, pairsOf(keys));
    const { uri } = resource;
    for (const { place } of findings)
      if (place.uri !== uri) {
        const known = this.#placed.get(uri);
        if (known) known.add(place.uri);
        else this.#placed.set(uri, new Set([place.uri]));
      }
  }
}

/** The check of these objects takes less time than to read and check the files of a part again. */
const MAX_CHECKED_AGAIN = 1_000;

/** Joins lists of pairs, without repetitions. */
function joined(lists: readonly Int32Array[]): Int32Array {
  const pairs = new Map<string, readonly [number, number]>();
  for (const list of lists)
    for (let index = 0; index < list.length; index += 2) {
      const [key = 0, container = 0] = [list[index], list[index + 1]];
      pairs.set(`${key} ${container}`, [key, container]);
    }
  return Int32Array.from([...pairs.values()].flat());
}
