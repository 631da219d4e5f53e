import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';

const folder = join(process.cwd(), '../shared');

/**
 * Real input, which is next to the project on some machines. Tests that read it are skipped with a message if it is
 * absent.
 */
export const sharedIsMissing = existsSync(folder) ? false : 'there is no ../shared here';

export interface CorpusFile {
  /** Relative to the corpus, as in `mistakes.json`. */
  readonly name: string;
  readonly uri: string;
  readonly text: string;
}

export function corpusFiles(): readonly CorpusFile[] {
  const corpus = join(folder, 'corpus');
  return walk(join(corpus, 'files')).map((path) => ({
    name: relative(corpus, path),
    uri: `file://${path}`,
    text: readFileSync(path, 'utf8'),
  }));
}

/** Returns the corpus by isolated scope: each folder is one, and each file outside of folders. */
export function corpusSets(): readonly (readonly CorpusFile[])[] {
  const sets = new Map<string, CorpusFile[]>();
  for (const file of corpusFiles()) {
    const set = file.name.split('/')[1] ?? file.name;
    sets.set(set, [...(sets.get(set) ?? []), file]);
  }
  return [...sets.values()];
}

/**
 * Returns the sets with kustomizations, in the layout of their repositories. A kustomization is named by its folder
 * below that of the set; one without a folder is next to the file that is named first.
 */
export function corpusTrees(): readonly { readonly name: string; readonly files: readonly CorpusFile[] }[] {
  const corpus = join(folder, 'corpus');
  const index = JSON.parse(readFileSync(join(corpus, 'index.json'), 'utf8')) as {
    readonly file: string;
    readonly path: string;
    readonly set: string | null;
  }[];
  return Object.entries(TREES).map(([name, { root, otherPath }]) => {
    const files = index
      .filter(({ set }) => set === name)
      .map(({ file, path }) => ({
        name: file,
        uri: `file:///${name}/${path}`,
        text: readFileSync(join(corpus, file), 'utf8'),
      }));
    const kustomizations = readdirSync(join(corpus, 'support', name)).map((file) => {
      const [last, ...folders] = file.split('--').reverse();
      const below = folders
        .reverse()
        .join('/')
        .replace(/^(?=bases|components)/, root.below ?? '');
      const path = folders.length > 0 ? `${root.path}/${below}` : otherPath;
      return {
        name: `support/${name}/${file}`,
        uri: `file:///${[name, path, last].join('/').replaceAll('//', '/')}`,
        text: readFileSync(join(corpus, 'support', name, file), 'utf8'),
      };
    });
    return { name, files: [...files, ...kustomizations] };
  });
}

interface TreeRoot {
  readonly path: string;
  /** The folder of its bases and components. */
  readonly below?: string;
}

const METAL3 = 'test/e2e/data/infrastructure-metal3';
const DOCKER = 'test/e2e/data/infrastructure-docker/main';

const TREES: Readonly<Record<string, { readonly root: TreeRoot; readonly otherPath: string }>> = {
  '002-kamaji-metal3-poc': { root: { path: '' }, otherPath: 'PoCs/kamaji/kamaji' },
  '003-kamaji-metal3-poc-mgmt': { root: { path: '' }, otherPath: 'PoCs/kamaji/metal3/cluster' },
  '179-capm3-e2e-main-kustomize': {
    root: { path: METAL3, below: 'main/' },
    otherPath: `${METAL3}/main/bases/centos-kubeadm-config`,
  },
  '180-capm3-examples-kustomize': { root: { path: '' }, otherPath: 'examples/cluster' },
  '624-capi-docker-kustomize': { root: { path: DOCKER }, otherPath: `${DOCKER}/cluster-template-kcp-adoption/step1` },
};

/**
 * Returns whether any release accepts a document, by `file:line` of its first line including its marker. Documents
 * without a verdict are templates or similar. If webhooks ran for some releases, only those releases are used, since
 * schemas accept objects that webhooks reject.
 */
export function corpusVerdicts(): ReadonlyMap<string, boolean> {
  const text = gunzipSync(readFileSync(join(folder, 'corpus/verdicts.jsonl.gz'))).toString('utf8');
  return new Map(
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const { id, results } = JSON.parse(line) as {
          id: string;
          results: { accepted: boolean; webhooks?: boolean }[];
        };
        const ran = results.filter(({ webhooks }) => webhooks);
        return [id.replace(/#\d+@/, ':'), (ran.length > 0 ? ran : results).some(({ accepted }) => accepted)];
      }),
  );
}

export interface Mistake {
  readonly file: string;
  readonly line: number;
  /** The text of that line. */
  readonly text: string;
}

export function corpusMistakes(): readonly Mistake[] {
  return JSON.parse(readFileSync(join(folder, 'corpus/mistakes.json'), 'utf8')) as Mistake[];
}

function walk(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return /\.ya?ml$/.test(path) ? [path] : [];
  return readdirSync(path)
    .sort()
    .flatMap((name) => walk(join(path, name)));
}
