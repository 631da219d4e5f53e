import { type GroupKind, type KindMap, kindMap } from '../../core/objects/group-kind.ts';
import { memoizeTree } from '../../core/objects/memoize-tree.ts';
import type { Resource } from '../../core/objects/resource.ts';
import { type NodePath, nodeAt, scalarAt } from '../../core/syntax/lookup.ts';
import type { ScalarNode } from '../../core/syntax/node.ts';
import { type PlacedScalar, scalarsBelow, writtenText } from '../../core/syntax/scalars.ts';
import { type Span, span } from '../../core/text/span.ts';
import { type JinjaFault, readJinja } from './jinja.ts';
import { type JinjaVariable, variablesOf } from './jinja-variables.ts';
import { KubeadmConfig, KubeadmConfigTemplate, KubeadmControlPlane, KubeadmControlPlaneTemplate } from './kinds.ts';

/** An expression in bootstrap data that reads a key of the machine's metadata. */
export interface MetadataUse {
  /** The key as written, including hyphens: `metal3-name` of `ds.meta_data.metal3-name`. */
  readonly key: string;
  /** The span of the key in the document. */
  readonly span: Span;
  readonly form: 'attribute' | 'subscript';
  /** True if the key contains a hyphen, which Jinja parses as a subtraction. */
  readonly subtracts: boolean;
  /** True if the text handles a missing key, such as with a default. */
  readonly guarded: boolean;
  readonly node: ScalarNode;
  readonly path: NodePath;
}

/** A text of bootstrap data with the expressions that cloud-init renders. Offsets are relative to the document. */
export interface RenderedText extends PlacedScalar {
  readonly uses: readonly MetadataUse[];
  readonly faults: readonly JinjaFault[];
  /** Names below `ds` that cloud-init does not define, such as `ds.metadata`. */
  readonly unknownNames: readonly { readonly text: string; readonly span: Span }[];
}

/** The path of the bootstrap data in each kind. All of it becomes the cloud-config that cloud-init renders. */
const BOOTSTRAP_DATA: KindMap<NodePath> = kindMap(
  [KubeadmConfig, ['spec']],
  [KubeadmConfigTemplate, ['spec', 'template', 'spec']],
  [KubeadmControlPlane, ['spec', 'kubeadmConfigSpec']],
  [KubeadmControlPlaneTemplate, ['spec', 'template', 'spec', 'kubeadmConfigSpec']],
);

export const BOOTSTRAP_KINDS: readonly GroupKind[] = BOOTSTRAP_DATA.kinds;

/** Returns the path of the bootstrap data in an object of one of `BOOTSTRAP_KINDS`. */
export function bootstrapPathOf(config: Resource): NodePath {
  return BOOTSTRAP_DATA.get(config) ?? [];
}

/** Returns true if the bootstrap data is for Ignition, which does not render expressions. */
export function isIgnition(config: Resource): boolean {
  return scalarAt(config.root, [...bootstrapPathOf(config), 'format'])?.text === 'ignition';
}

/** Returns the texts of an object's bootstrap data that contain expressions, in document order. */
export const renderedTexts = memoizeTree((config: Resource): readonly RenderedText[] => {
  const { text } = config.document;
  if (!/\{[{%#]/.test(text)) return [];
  const base = bootstrapPathOf(config);
  return scalarsBelow(nodeAt(config.root, base), base)
    .filter((placed) => /\{[{%#]/.test(placed.node.text) && !isEncoded(config, placed.path))
    .map((placed) => read(text, placed));
});

/** Returns true for encoded content, and for content that Cluster API renders as a Go template first. */
function isEncoded(config: Resource, path: NodePath): boolean {
  if (path.at(-1) !== 'content') return false;
  const file = nodeAt(config.root, path.slice(0, -1));
  return Boolean(scalarAt(file, ['encoding'])?.text) || scalarAt(file, ['contentFormat'])?.text === 'Template';
}

function read(text: string, { node, path }: PlacedScalar): RenderedText {
  const { start: base } = node.span;
  const { expressions, faults } = readJinja(writtenText(text, node));
  const uses: MetadataUse[] = [];
  const unknownNames: { text: string; span: Span }[] = [];
  const moved = ({ start, end }: Span) => span(base + start, base + end);
  for (const expression of expressions) {
    const excused = expression.kind === 'statement' || /\||\b(if|or|and|is|in|not)\b/.test(expression.code);
    for (const { steps } of variablesOf(expression)) {
      if (steps[0]?.text !== 'ds') continue;
      const use = useOf({ steps });
      if (!use)
        unknownNames.push(...unknownNamesOf({ steps }).map((unknown) => ({ ...unknown, span: moved(unknown.span) })));
      else uses.push({ ...use, span: moved(use.span), guarded: excused, node, path });
    }
  }
  const tested = new Set(uses.filter(({ guarded }) => guarded).map(({ key }) => key));
  return {
    node,
    path,
    uses: uses.map((use) => (tested.has(use.key) ? { ...use, guarded: true } : use)),
    faults: faults.map((fault) => ({ ...fault, span: moved(fault.span) })),
    unknownNames,
  };
}

function useOf({ steps }: JinjaVariable): Omit<MetadataUse, 'node' | 'path' | 'guarded'> | undefined {
  const [, root, key] = steps;
  if (root?.text !== 'meta_data' || !key || key.called) return undefined;
  return {
    key: key.text + key.minus,
    span: span(key.span.start, key.span.end + key.minus.length),
    form: key.quoted ? 'subscript' : 'attribute',
    subtracts: key.minus !== '',
  };
}

/** The keys that cloud-init defines below `ds`. */
const ROOTS = new Set(['meta_data', '_doc', 'network_json', 'ec2_metadata', 'vendordata', 'userdata']);

function unknownNamesOf({ steps }: JinjaVariable): readonly { readonly text: string; readonly span: Span }[] {
  const [, root, key] = steps;
  if (!root || root.called || ROOTS.has(root.text)) return [];
  // Rendering does not fail if no attribute of the undefined value is read.
  if (!key && !root.minus) return [];
  return [{ text: root.text + root.minus, span: span(root.span.start, root.span.end + root.minus.length) }];
}
