import { indexKey, type ObjectIndex } from '../../index/object-index.ts';
import type { Delivery } from '../../objects/delivery.ts';
import { fileAt, GENERATOR_FIELDS, isKustomizationFile, isRemote } from '../../objects/kustomization.ts';
import type { Resource } from '../../objects/resource.ts';
import { childOf } from '../../syntax/lookup.ts';
import { matches, pathPattern } from '../../syntax/path-pattern.ts';
import { generatingLevelsOf, type Level, type LevelPatch, levelOf, levelsOf } from './level.ts';
import { transformerFilesOf } from './transformers.ts';
import { type Variables, variablesOf } from './variables.ts';

/** How kustomize builds a kustomization: the files with objects, and what changes the objects of each. */
export interface BuildPlan {
  /** The outermost kustomization. */
  readonly root: Resource;
  /** What Flux or Argo CD changes in the result. */
  readonly delivery?: Delivery;
  /** What Flux or Argo CD writes in place of variables; absent if nothing is replaced. */
  readonly variables?: Variables;
  readonly leaves: readonly Leaf[];
  /** There are more objects than the plan has: they are remote, generated, or not read. */
  readonly isOpen: boolean;
  /** The URIs of the files and folders on which the plan and its objects depend, without trailing slashes. */
  readonly inputs: ReadonlySet<string>;
  /** Everything that determines the plan: the kustomizations, the documents of patches, and the files. */
  readonly parts: readonly (object | string)[];
}

/** One inclusion of a file. */
export interface Leaf {
  readonly uri: string;
  /** The kustomizations that change the objects of the file, in order. */
  readonly levels: readonly Level[];
}

/**
 * Returns the plan of a kustomization; without leaves if it changes nothing, or if what it changes cannot be computed.
 *
 * Source: kustomize, api/internal/target/kusttarget.go: resources, then generators, then components, then
 * the changes of the kustomization.
 */
export function planOf(root: Resource, index: ObjectIndex, delivery?: Delivery): BuildPlan {
  const planner = new Planner(index);
  const delivered = delivery?.changes;
  const leaves = planner.leavesOf(root, delivered ? [levelOf(delivered, index)] : []);
  const { isOpen, inputs, kustomizations } = planner;
  if (delivered) inputs.add(delivered.uri);
  const hasVariables = delivery?.substitutions !== undefined || (delivery?.variableSources.length ?? 0) > 0;
  const variables = delivery && hasVariables ? variablesOf(delivery, index) : undefined;
  for (const { uri } of variables?.holders ?? []) inputs.add(uri);
  const parts = [
    ...(delivery ? [delivery] : []),
    ...(variables?.holders ?? []),
    ...kustomizations,
    ...leaves.flatMap(({ uri, levels }) => [
      uri,
      ...levels.flatMap(({ kustomization, patches, replacements }) => [
        kustomization,
        ...patches.flatMap(({ documents }) => partsOf(documents)),
        ...replacements.flatMap(({ items }) => partsOf(items)),
      ]),
    ]),
  ];
  const isComputable =
    !planner.isSpent &&
    !planner.hasUnknownTransformer &&
    kustomizations.every(isComputed) &&
    !hasOwnFields(kustomizations) &&
    (!delivery || isDeliveryComputed(delivery));
  // Without changes by a delivery, the result is the build of the kustomization.
  const changing = delivery ? [delivered] : kustomizations;
  const isChanging =
    variables !== undefined || changing.some((each) => CHANGES.some((key) => childOf(each?.root, key)));
  const all = isComputable && isChanging ? leaves : [];
  return {
    root,
    isOpen,
    inputs,
    parts,
    leaves: all,
    ...(delivery ? { delivery } : {}),
    ...(variables ? { variables } : {}),
  };
}

function partsOf(roots: LevelPatch['documents']): readonly (object | string)[] {
  return roots?.map(({ root }) => root) ?? ['unknown'];
}

class Planner {
  readonly inputs = new Set<string>();
  readonly kustomizations: Resource[] = [];
  isOpen = false;
  isSpent = false;
  hasUnknownTransformer = false;
  readonly #index: ObjectIndex;
  readonly #levels = new Map<Resource, readonly Level[]>();
  /** The kustomizations around the current one, to find cycles. */
  readonly #path = new Set<Resource>();
  #count = 0;

  constructor(index: ObjectIndex) {
    this.#index = index;
  }

  /** Returns the inclusions of files by a kustomization; `above` are the levels after its own. */
  leavesOf(kustomization: Resource, above: readonly Level[]): readonly Leaf[] {
    if (this.#path.has(kustomization) || this.#path.size >= DEEPEST || ++this.#count > MAX_KUSTOMIZATIONS) {
      this.isSpent = true;
      return [];
    }
    this.#path.add(kustomization);
    this.#note(kustomization);
    const components = namedIn(kustomization, COMPONENTS).flatMap((uri) => this.#kustomizationAt(uri) ?? []);
    const after = [
      ...generatingLevelsOf(kustomization),
      ...components.flatMap((each) => this.#levelsOf(each)),
      ...this.#ownLevelsOf(kustomization),
      ...above,
    ];
    const leaves = namedIn(kustomization, RESOURCES).flatMap((uri) => this.#leavesAt(uri, after));
    // A component also changes the objects that come before it, and not those of the components after it.
    const ofComponents = components.flatMap((component, index) => {
      const others = components.slice(index + 1).flatMap((each) => this.#levelsOf(each));
      return this.leavesOf(component, [...others, ...this.#ownLevelsOf(kustomization), ...above]);
    });
    this.#path.delete(kustomization);
    return [...leaves, ...ofComponents];
  }

  #note(kustomization: Resource): void {
    this.kustomizations.push(kustomization);
    this.inputs.add(kustomization.uri);
    for (const { patches, replacements } of this.#ownLevelsOf(kustomization))
      for (const { file } of [...patches, ...replacements]) if (file !== undefined) this.inputs.add(file);
    for (const file of transformerFilesOf(kustomization)) this.inputs.add(file);
    const remote = matches(kustomization.root, ALL_NAMED).some(
      ({ node }) => node.kind !== 'scalar' || isRemote(node.text),
    );
    if (remote || GENERATORS.some((key) => childOf(kustomization.root, key))) this.isOpen = true;
  }

  #leavesAt(uri: string, levels: readonly Level[]): readonly Leaf[] {
    this.inputs.add(uri);
    if (this.#index.builds.hasObjects(uri)) {
      if (this.#index.hasOpaque(indexKey.opaqueIn(uri))) this.isOpen = true;
      return [{ uri, levels }];
    }
    const kustomization = this.#kustomizationAt(uri);
    return kustomization ? this.leavesOf(kustomization, levels) : [];
  }

  /** Components can include others. */
  #levelsOf(component: Resource): readonly Level[] {
    if (++this.#count > MAX_KUSTOMIZATIONS) {
      this.isSpent = true;
      return [];
    }
    const nested = namedIn(component, COMPONENTS).flatMap((uri) => this.#kustomizationAt(uri) ?? []);
    return [
      ...generatingLevelsOf(component),
      ...nested.flatMap((each) => this.#levelsOf(each)),
      ...this.#ownLevelsOf(component),
    ];
  }

  /** Returns the level of a kustomization, and those of its transformers. */
  #ownLevelsOf(kustomization: Resource): readonly Level[] {
    const known = this.#levels.get(kustomization);
    if (known) return known;
    const found = levelsOf(kustomization, this.#index);
    if (!found) this.hasUnknownTransformer = true;
    const levels = found ?? [levelOf(kustomization, this.#index)];
    this.#levels.set(kustomization, levels);
    return levels;
  }

  #kustomizationAt(folder: string): Resource | undefined {
    this.inputs.add(folder);
    const found = [...this.#index.builds.kustomizationsIn(folder)].filter(({ uri }) => isKustomizationFile(uri));
    if (found.length !== 1) this.isOpen = true;
    return found.length === 1 ? found[0] : undefined;
  }
}

const RESOURCES = ['resources[]', 'bases[]'].map(pathPattern);
const COMPONENTS = ['components[]'].map(pathPattern);
const ALL_NAMED = pathPattern('{resources,bases,components}[]');

function namedIn({ uri, root }: Resource, patterns: readonly ReturnType<typeof pathPattern>[]): readonly string[] {
  return patterns
    .flatMap((pattern) => matches(root, pattern))
    .flatMap(({ node }) => (node.kind === 'scalar' && !isRemote(node.text) ? [fileAt(uri, node.text)] : []));
}

const GENERATORS = [...Object.keys(GENERATOR_FIELDS), 'generators', 'helmChartInflationGenerator', 'helmCharts'];

const CHANGES = [
  'commonAnnotations',
  'commonLabels',
  'images',
  'labels',
  'namePrefix',
  'nameSuffix',
  'namespace',
  'patches',
  'patchesJson6902',
  'patchesStrategicMerge',
  'replacements',
  'targetNamespace',
  'transformers',
];

function isComputed({ root, broken }: Resource): boolean {
  return !broken && !childOf(root, 'openapi') && !childOf(root, 'vars');
}

/** Components are relative to the path of the delivery, and older fields have patches in another form. */
function isDeliveryComputed({ components, changes }: Delivery): boolean {
  return (
    components.length === 0 && !['patchesJson6902', 'patchesStrategicMerge'].some((key) => childOf(changes?.root, key))
  );
}

/** Returns true if a kustomization defines the fields that names, labels and others are written to. */
function hasOwnFields(kustomizations: readonly Resource[]): boolean {
  return kustomizations.some(({ root }) => ['configurations', 'crds'].some((key) => childOf(root, key)));
}

/** Inclusions in one build. The same base can be included on many paths. */
const MAX_KUSTOMIZATIONS = 300;
const DEEPEST = 20;
