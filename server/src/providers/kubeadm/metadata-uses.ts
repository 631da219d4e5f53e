import { type GroupKind, type KindMap, kindMap } from '../../core/objects/group-kind.ts';
import type { Resource } from '../../core/objects/resource.ts';
import { type NodePath, nodeAt, scalarAt } from '../../core/syntax/lookup.ts';
import type { ScalarNode } from '../../core/syntax/node.ts';
import { type PlacedScalar, scalarsBelow, writtenText } from '../../core/syntax/scalars.ts';
import { remembered } from '../../core/text/remembered.ts';
import { type Span, span } from '../../core/text/span.ts';
import { type JinjaFault, type JinjaVariable, readJinja, variablesOf } from './jinja.ts';
import { KubeadmConfig, KubeadmConfigTemplate, KubeadmControlPlane, KubeadmControlPlaneTemplate } from './kinds.ts';

/** A place in bootstrap data that reads a key of the machine's metadata. */
export interface MetadataUse {
  /** As written, with what a minus joins to it: `metal3-name` of `ds.meta_data.metal3-name`. */
  readonly key: string;
  /** Of the key alone, in the document. */
  readonly span: Span;
  readonly form: 'attribute' | 'subscript';
  /** A minus follows, which Jinja takes for a subtraction. */
  readonly subtracts: boolean;
  /** The text says itself what happens where the key is missing. */
  readonly guarded: boolean;
  readonly node: ScalarNode;
  readonly path: NodePath;
}

/** A text of bootstrap data with what cloud-init reads in it. Places count from the start of the document. */
export interface RenderedText extends PlacedScalar {
  readonly uses: readonly MetadataUse[];
  readonly faults: readonly JinjaFault[];
  /** Names that begin with `ds` and do not go on with what there is: `ds.metadata`. */
  readonly strays: readonly { readonly text: string; readonly span: Span }[];
}

/** Where the bootstrap data of a kind stands; all of it becomes the cloud-config that cloud-init renders. */
const BOOTSTRAP_DATA: KindMap<NodePath> = kindMap(
  [KubeadmConfig, ['spec']],
  [KubeadmConfigTemplate, ['spec', 'template', 'spec']],
  [KubeadmControlPlane, ['spec', 'kubeadmConfigSpec']],
  [KubeadmControlPlaneTemplate, ['spec', 'template', 'spec', 'kubeadmConfigSpec']],
);

export const BOOTSTRAP_KINDS: readonly GroupKind[] = BOOTSTRAP_DATA.kinds;

/** The path of the bootstrap data in an object of one of `BOOTSTRAP_KINDS`. */
export function bootstrapPathOf(config: Resource): NodePath {
  return BOOTSTRAP_DATA.get(config) ?? [];
}

/** Ignition renders nothing: what stands in double braces stays. */
export function isIgnition(config: Resource): boolean {
  return scalarAt(config.root, [...bootstrapPathOf(config), 'format'])?.text === 'ignition';
}

/** The texts of an object's bootstrap data in which there is something to read, in the order of the document. */
export const renderedTexts = remembered((config: Resource): readonly RenderedText[] => {
  const { text } = config.document;
  if (!/\{[{%#]/.test(text)) return [];
  const base = bootstrapPathOf(config);
  return scalarsBelow(nodeAt(config.root, base), base)
    .filter((placed) => /\{[{%#]/.test(placed.node.text) && !isEncoded(config, placed.path))
    .map((placed) => read(text, placed));
});

/** Content that is packed, or that Cluster API renders by Go's rules first. */
function isEncoded(config: Resource, path: NodePath): boolean {
  if (path.at(-1) !== 'content') return false;
  const file = nodeAt(config.root, path.slice(0, -1));
  return Boolean(scalarAt(file, ['encoding'])?.text) || scalarAt(file, ['contentFormat'])?.text === 'Template';
}

function read(text: string, { node, path }: PlacedScalar): RenderedText {
  const { start: base } = node.span;
  const { expressions, faults } = readJinja(writtenText(text, node));
  const uses: MetadataUse[] = [];
  const strays: { text: string; span: Span }[] = [];
  const moved = ({ start, end }: Span) => span(base + start, base + end);
  for (const expression of expressions) {
    const excused = expression.kind === 'statement' || /\||\b(if|or|and|is|in|not)\b/.test(expression.code);
    for (const { steps } of variablesOf(expression)) {
      if (steps[0]?.text !== 'ds') continue;
      const use = useOf({ steps });
      if (!use) strays.push(...strayOf({ steps }).map((stray) => ({ ...stray, span: moved(stray.span) })));
      else uses.push({ ...use, span: moved(use.span), guarded: excused, node, path });
    }
  }
  const tested = new Set(uses.filter(({ guarded }) => guarded).map(({ key }) => key));
  return {
    node,
    path,
    uses: uses.map((use) => (tested.has(use.key) ? { ...use, guarded: true } : use)),
    faults: faults.map((fault) => ({ ...fault, span: moved(fault.span) })),
    strays,
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

/** What else cloud-init offers below `ds`. */
const ROOTS = new Set(['meta_data', '_doc', 'network_json', 'ec2_metadata', 'vendordata', 'userdata']);

function strayOf({ steps }: JinjaVariable): readonly { readonly text: string; readonly span: Span }[] {
  const [, root, key] = steps;
  if (!root || root.called || ROOTS.has(root.text)) return [];
  // Nothing is read below it, so the result is odd and nothing fails.
  if (!key && !root.minus) return [];
  return [{ text: root.text + root.minus, span: span(root.span.start, root.span.end + root.minus.length) }];
}
