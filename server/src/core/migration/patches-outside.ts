import { KUSTOMIZATION_FILES } from '../objects/kustomization.ts';
import { childOf } from '../syntax/lookup.ts';
import type { ManifestFile } from '../syntax/manifest-file.ts';
import type { MigratedFile } from './migrate-files.ts';
import type { MigrationContext } from './migration.ts';
import { isKustomizationRoot, itemsOf, patchPathsIn, resolved, Surroundings } from './surroundings.ts';

/** A kustomization that is not migrated, although it changes objects that are. */
export interface PatchesOutside {
  readonly uri: string;
  readonly kinds: readonly string[];
}

/** Returns the kustomizations that build migrated files and change their kinds, but are not migrated with them. */
export function patchesOutside(
  results: readonly MigratedFile[],
  others: readonly ManifestFile[],
  migrated: readonly ManifestFile[],
  context: MigrationContext,
): readonly PatchesOutside[] {
  const kinds = new Map(
    results.flatMap(({ uri, objects }) =>
      objects.length > 0 ? [[uri, new Set(objects.map(({ kind }) => kind))] as const] : [],
    ),
  );
  if (kinds.size === 0) return [];
  const kustomizations = new Map(
    [...migrated, ...others].filter(isKustomizationFile).map((file) => [file.uri, file] as const),
  );
  const builds = new Map<string, ReadonlySet<string>>();
  return others.filter(isKustomizationFile).flatMap((file) => {
    const built = builtFiles(file.uri, kustomizations, builds);
    const changed = new Surroundings([file, ...patchFilesOf(file, others)], context);
    const found = new Set(
      [...built].flatMap((uri) => [...(kinds.get(uri) ?? [])].filter((kind) => changed.isChanged(kind))),
    );
    return found.size > 0 ? [{ uri: file.uri, kinds: [...found].sort() }] : [];
  });
}

function isKustomizationFile({ uri, documents }: ManifestFile): boolean {
  return documents.some(({ parsed }) => isKustomizationRoot(uri, parsed.root));
}

function patchFilesOf({ uri, documents }: ManifestFile, files: readonly ManifestFile[]): readonly ManifestFile[] {
  const paths = documents.flatMap(({ parsed }) => patchPathsIn(parsed.root).map(({ path }) => resolved(uri, path)));
  return files.filter((file) => paths.includes(file.uri));
}

/** Returns the files that a kustomization builds, directly or through other kustomizations. */
function builtFiles(
  uri: string,
  kustomizations: ReadonlyMap<string, ManifestFile>,
  known: Map<string, ReadonlySet<string>>,
): ReadonlySet<string> {
  const before = known.get(uri);
  if (before) return before;
  const built = new Set<string>();
  // Also ends cycles.
  known.set(uri, built);
  for (const { parsed } of kustomizations.get(uri)?.documents ?? [])
    for (const key of ['resources', 'bases', 'components'])
      for (const item of itemsOf(childOf(parsed.root, key))) {
        if (item.kind !== 'scalar') continue;
        const path = resolved(uri, item.text);
        built.add(path);
        const inner = KUSTOMIZATION_FILES.map((name) => `${path}/${name}`).find((each) => kustomizations.has(each));
        if (inner !== undefined) for (const each of builtFiles(inner, kustomizations, known)) built.add(each);
      }
  return built;
}
