import { keyOf } from '../objects/group-kind.ts';
import type { JsonValue } from '../schemas/structural-schema.ts';
import { childOf, type NodePath, nodeAt, scalarAt } from '../syntax/lookup.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { ManifestFile } from '../syntax/manifest-file.ts';
import type { Node } from '../syntax/node.ts';
import { encodedName } from '../text/uri-text.ts';
import type { KeptObject, Migration, MigrationContext, PatchTarget } from './migration.ts';
import { nodeValue } from './node-value.ts';

/** The facts about a document that come from other files: which files are patches, and which objects exist. */
export class Surroundings {
  readonly #context: MigrationContext;
  /** The targets of the files that kustomizations apply as patches, by URI. */
  readonly #patchFiles = new Map<string, PatchTarget[]>();
  /** The files that kustomizations read replacements from. */
  readonly #replacementFiles = new Set<string>();
  /** `group/Kind`, `group/Kind/name` and `group/version:Kind` of the objects in files that are not patches. */
  readonly #objects = new Set<string>();
  /** The documents of the objects, by `group/Kind/name`. */
  readonly #documents = new Map<string, ManifestDocument>();

  /** The kinds that kustomizations patch, or copy values from or to. */
  readonly #changedKinds = new Set<string>();
  /** The kinds that kustomizations select without a complete name. */
  readonly #unnamedKinds = new Set<string>();
  /** `group/Kind` and `group/Kind/name` of the objects that keep their version. */
  readonly #kept = new Set<string>();

  constructor(files: readonly ManifestFile[], context: MigrationContext, kept: readonly KeptObject[] = []) {
    this.#context = context;
    for (const file of files)
      for (const { parsed } of file.documents)
        if (parsed.root && isKustomizationRoot(file.uri, parsed.root)) {
          this.#addPatchFiles(file.uri, parsed.root);
          this.#addReplacementFiles(file.uri, parsed.root);
          this.#addChangedKinds(parsed.root);
        }
    for (const file of files)
      for (const document of file.documents) {
        const { root } = document.parsed;
        if (this.#replacementFiles.has(file.uri)) this.#addKindsOfReplacements(replacementsIn(root));
        else if (!this.#patchFiles.has(file.uri)) this.#addObjects(root, document);
        else this.#addChangedKind(scalarAt(root, ['kind'])?.text);
      }
    // A patch of several objects can only move with all of them.
    for (const { group, kind, name } of kept)
      this.#kept.add(
        !isName(name) || this.#unnamedKinds.has(kind) ? keyOf({ group, kind }) : `${keyOf({ group, kind })}/${name}`,
      );
  }

  /** Returns true if an object, or without a name all objects of a kind, keep their version because of a patch. */
  isKept({ group, kind, name }: KeptObject): boolean {
    if (this.#kept.has(keyOf({ group, kind }))) return true;
    return name !== undefined && this.#kept.has(`${keyOf({ group, kind })}/${name}`);
  }

  targetsOfPatchFile(uri: string): readonly PatchTarget[] {
    return this.#patchFiles.get(uri) ?? [];
  }

  isPatchFile(uri: string): boolean {
    return this.#patchFiles.has(uri);
  }

  isReplacementFile(uri: string): boolean {
    return this.#replacementFiles.has(uri);
  }

  /** Returns the migration of the objects that a patch file is applied to; undefined if there are several. */
  migrationOfPatchFile(uri: string): Migration | undefined {
    const found = (this.#patchFiles.get(uri) ?? []).map((target) => this.migrationOfTarget(target));
    return found.every((each) => each === found[0]) ? found[0] : undefined;
  }

  /** Returns the migration of the objects that a patch applies to, if the files contain such objects. */
  migrationOfTarget({ group, version, kind, name }: PatchTarget): Migration | undefined {
    const { migrations, target } = this.#context;
    const found = migrations.filter(
      (each) =>
        each.kind === kind &&
        (group === undefined || each.group === group) &&
        (version === undefined || each.from === version) &&
        target(each.group, each.kind) === each.to &&
        !this.isKept({ group: each.group, kind: each.kind, ...(name === undefined ? {} : { name }) }) &&
        this.#objects.has(`${each.group}/${each.from}:${each.kind}`),
    );
    const groups = new Set(found.map((each) => each.group));
    return groups.size === 1 ? found[0] : undefined;
  }

  hasObject(group: string, kind: string, name: string | undefined): boolean {
    return this.#objects.has(name === undefined ? keyOf({ group, kind }) : `${keyOf({ group, kind })}/${name}`);
  }

  /** Returns a value of an object that is not a patch, before the migration. */
  valueOf({ group, kind, name }: KeptObject, path: NodePath): JsonValue | undefined {
    const root = this.#documents.get(`${keyOf({ group, kind })}/${name}`)?.parsed.root;
    const object = [root, ...itemsOf(childOf(root, 'items'))].find(
      (each) => scalarAt(each, ['kind'])?.text === kind && scalarAt(each, ['metadata', 'name'])?.text === name,
    );
    const node = nodeAt(object, path);
    return node && nodeValue(node);
  }

  /** Returns true if a kustomization changes objects of a kind. */
  isChanged(kind: string): boolean {
    return this.#changedKinds.has(kind);
  }

  #addChangedKinds(root: Node): void {
    for (const item of ['patches', 'patchesJson6902'].flatMap((key) => itemsOf(childOf(root, key)))) {
      this.#addSelected(patchTargetOf(childOf(item, 'target')));
      this.#addKindsIn(scalarAt(item, ['patch'])?.text);
    }
    for (const item of itemsOf(childOf(root, 'patchesStrategicMerge')))
      if (item.kind === 'scalar') this.#addKindsIn(item.text);
    this.#addKindsOfReplacements(itemsOf(childOf(root, 'replacements')));
  }

  #addKindsOfReplacements(replacements: readonly Node[]): void {
    for (const item of replacements) {
      this.#addSelected(patchTargetOf(childOf(item, 'source')));
      for (const target of itemsOf(childOf(item, 'targets')))
        this.#addSelected(patchTargetOf(childOf(target, 'select')));
    }
  }

  #addSelected({ kind, name }: PatchTarget): void {
    this.#addChangedKind(kind);
    if (kind !== undefined && !isName(name)) this.#unnamedKinds.add(kind);
  }

  #addChangedKind(kind: string | undefined): void {
    if (kind !== undefined) this.#changedKinds.add(kind);
  }

  #addKindsIn(patch = ''): void {
    for (const [, kind] of patch.matchAll(/^["'{ ]*kind["']?: *["']?(\w+)/gm)) this.#addChangedKind(kind);
  }

  #addPatchFiles(uri: string, root: Node | undefined): void {
    for (const { path, target } of patchPathsIn(root)) {
      const file = resolved(uri, path);
      this.#patchFiles.set(file, [...(this.#patchFiles.get(file) ?? []), target]);
    }
  }

  #addReplacementFiles(uri: string, root: Node): void {
    for (const item of itemsOf(childOf(root, 'replacements'))) {
      const path = scalarAt(item, ['path'])?.text;
      if (path !== undefined) this.#replacementFiles.add(resolved(uri, path));
    }
  }

  #addObjects(root: Node | undefined, document: ManifestDocument): void {
    const items = childOf(root, 'items');
    if (items?.kind === 'sequence') for (const item of items.items) this.#addObjects(item, document);
    const [apiVersion, kind] = [scalarAt(root, ['apiVersion'])?.text, scalarAt(root, ['kind'])?.text];
    if (apiVersion === undefined || kind === undefined) return;
    const group = apiVersion.slice(0, Math.max(0, apiVersion.lastIndexOf('/')));
    const name = scalarAt(root, ['metadata', 'name'])?.text;
    this.#objects.add(keyOf({ group, kind }));
    this.#objects.add(`${apiVersion}:${kind}`);
    if (name === undefined) return;
    this.#objects.add(`${keyOf({ group, kind })}/${name}`);
    this.#documents.set(`${keyOf({ group, kind })}/${name}`, document);
  }
}

export function isKustomizationRoot(uri: string, root: Node | undefined): boolean {
  if (root?.kind !== 'map') return false;
  const kind = scalarAt(root, ['kind'])?.text;
  if (kind !== undefined && kind !== 'Kustomization' && kind !== 'Component') return false;
  const group = scalarAt(root, ['apiVersion'])?.text.split('/')[0];
  if (group !== undefined) return group === 'kustomize.config.k8s.io';
  return /\/(kustomization\.ya?ml|Kustomization)$/.test(uri);
}

/** Returns the replacements in a separate file: one, or a list. */
function replacementsIn(root: Node | undefined): readonly Node[] {
  return root?.kind === 'map' ? [root] : itemsOf(root);
}

/** Returns the files that a kustomization applies as patches. */
export function patchPathsIn(
  root: Node | undefined,
): readonly { readonly path: string; readonly target: PatchTarget }[] {
  const listed = ['patches', 'patchesJson6902'].flatMap((key) => itemsOf(childOf(root, key)));
  const merged = itemsOf(childOf(root, 'patchesStrategicMerge'));
  return [
    ...listed.flatMap((item) => {
      const path = scalarAt(item, ['path'])?.text;
      return path === undefined ? [] : [{ path, target: patchTargetOf(childOf(item, 'target')) }];
    }),
    ...merged.flatMap((item) =>
      item.kind === 'scalar' && !item.text.includes('\n') ? [{ path: item.text, target: {} }] : [],
    ),
  ];
}

export function patchTargetOf(node: Node | undefined): PatchTarget {
  const text = (key: string) => scalarAt(node, [key])?.text;
  const [group, version, kind, name] = [text('group'), text('version'), text('kind'), text('name')];
  return {
    ...(group === undefined ? {} : { group }),
    ...(version === undefined ? {} : { version }),
    ...(kind === undefined ? {} : { kind }),
    ...(name === undefined ? {} : { name }),
  };
}

/** Returns true for the name of one object, and false for a pattern. */
function isName(name: string | undefined): boolean {
  return name !== undefined && /^[\w-]+$/.test(name);
}

export function itemsOf(node: Node | undefined): readonly Node[] {
  return node?.kind === 'sequence' ? node.items : [];
}

/** Returns the URI of a path in a file, which is relative to its folder. */
export function resolved(uri: string, path: string): string {
  const folders = uri.split('/').slice(0, -1);
  for (const step of path.split('/'))
    if (step === '..') folders.pop();
    else if (step !== '.' && step !== '') folders.push(encodedName(step));
  return folders.join('/');
}
