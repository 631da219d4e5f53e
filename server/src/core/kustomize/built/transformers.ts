import { indexKey, type ObjectIndex } from '../../index/object-index.ts';
import { fileAt, KUSTOMIZATION } from '../../objects/kustomization.ts';
import { type Resource, splitApiVersion } from '../../objects/resource.ts';
import { withChanges } from '../../objects/resource-of.ts';
import { inlineYaml } from '../../syntax/inline-yaml.ts';
import { childOf, nodeAt, scalarAt } from '../../syntax/lookup.ts';
import type { Node, SequenceNode } from '../../syntax/node.ts';
import { matches, pathPattern } from '../../syntax/path-pattern.ts';
import { folderOf } from '../../text/containers.ts';
import { memoize } from '../../text/memoize.ts';

/** A built-in transformer. */
export interface Transformer {
  /** A kustomization that changes objects in the same way. */
  readonly changes: Resource;
  /** The object in whose document the configuration is written. */
  readonly holder: Resource;
  /** The `fieldSpecs` whose effect is not computed. */
  readonly uncertain: readonly Node[];
}

/** Returns the URIs of the files in `transformers` of a kustomization. */
export function transformerFilesOf({ root, uri }: Resource): readonly string[] {
  return matches(root, ENTRIES).flatMap(({ node }) => (isPath(node) ? [fileAt(uri, node.text)] : []));
}

/**
 * Returns the transformers of a kustomization in order; undefined if one of them is a program, or its configuration is not
 * known.
 *
 * Source: kustomize, api/internal/target/kusttarget.go: they run after the changes of the kustomization.
 */
export function transformersOf(kustomization: Resource, index: ObjectIndex): readonly Transformer[] | undefined {
  const { uri, root } = kustomization;
  if (!childOf(root, 'transformers')) return [];
  const found: Transformer[] = [];
  for (const { node } of matches(root, ENTRIES)) {
    if (!isPath(node)) {
      const inline = inlineTransformers(kustomization).get(node);
      if (!inline) return undefined;
      found.push(...inline);
      continue;
    }
    const file = fileAt(uri, node.text);
    const configurations = [...index.inFile(file)];
    if (configurations.length === 0 || index.hasOpaque(indexKey.opaqueIn(file))) return undefined;
    for (const configuration of configurations) {
      const transformer = configuration.broken ? undefined : transformerIn(configuration);
      if (!transformer) return undefined;
      // Paths in it are relative to the kustomization.
      const hasPaths = ['path', 'paths'].some((key) => childOf(configuration.root, key));
      if (hasPaths && folderOf(file) !== folderOf(uri)) return undefined;
      found.push(transformer);
    }
  }
  return found;
}

const ENTRIES = pathPattern('transformers[]');

function isPath(node: Node): node is Node & { readonly kind: 'scalar' } {
  return node.kind === 'scalar' && !node.text.includes('\n');
}

const transformerIn = memoize((configuration: Resource) => transformerOf(configuration.root, configuration));

const inlineTransformers = memoize((kustomization: Resource): ReadonlyMap<Node, readonly Transformer[] | undefined> => {
  const entries = matches(kustomization.root, ENTRIES).flatMap(({ node }) => (node.kind === 'scalar' ? [node] : []));
  return new Map(
    entries.map((node) => {
      const roots = inlineYaml(kustomization.document.text, node) ?? [];
      const found = roots.flatMap((root) => transformerOf(root, kustomization) ?? []);
      return [node, roots.length > 0 && found.length === roots.length ? found : undefined];
    }),
  );
});

/** Returns undefined for a program, and for a built-in transformer whose effect is not computed. */
function transformerOf(root: Node, holder: Resource): Transformer | undefined {
  if (scalarAt(root, ['apiVersion'])?.text !== 'builtin') return undefined;
  const kind = scalarAt(root, ['kind'])?.text ?? '';
  const form = Object.hasOwn(FORMS, kind) ? FORMS[kind] : undefined;
  const fields = form?.fields(root);
  if (!form || !fields) return undefined;
  const specs = matches(root, FIELD_SPECS).map(({ node }) => node);
  const isPlain = (spec: Node) => scalarAt(spec, ['path'])?.text === form.path && isForAll(spec);
  // Without `fieldSpecs`, only the namespace and patches change anything.
  const applies = form.path === undefined || form.needsNoSpec === true || specs.some(isPlain);
  const changes = withChanges(holder, {
    group: KUSTOMIZATION.group,
    kind: KUSTOMIZATION.kind,
    apiVersion: `${KUSTOMIZATION.group}/v1beta1`,
    version: 'v1beta1',
    root: mapOf(applies ? fields : {}, root),
  });
  const isForNamespaces = (spec: Node) => form.path === NAMESPACE && scalarAt(spec, ['kind'])?.text === 'Namespace';
  const uncertain = specs.filter((spec) => !isPlain(spec) && !isForNamespaces(spec));
  const isConditional = scalarAt(root, ['unsetOnly']) !== undefined;
  return { changes, holder, uncertain: isConditional ? [...uncertain, root] : uncertain };
}

const FIELD_SPECS = pathPattern('fieldSpecs[]');
const NAMESPACE = 'metadata/namespace';

/** Returns true if a field is set in the objects of all kinds, even if it is missing. */
function isForAll(spec: Node): boolean {
  const isSelective = ['group', 'version', 'kind'].some((key) => childOf(spec, key));
  return !isSelective && (scalarAt(spec, ['path'])?.text === 'metadata/name' || isCreated(spec));
}

function isCreated(spec: Node): boolean {
  return scalarAt(spec, ['create'])?.text === 'true';
}

interface Form {
  /** Returns the fields of a kustomization with the same effect; undefined if there are none. */
  readonly fields: (root: Node) => Readonly<Record<string, Node | undefined>> | undefined;
  /** The path in `fieldSpecs` of which the effect is that of the kustomization. */
  readonly path?: string;
  readonly needsNoSpec?: boolean;
}

const names = (...keys: readonly (readonly [string, string])[]): Form => ({
  fields: (root) => Object.fromEntries(keys.map(([from, to]) => [to, childOf(root, from)])),
  path: 'metadata/name',
});

/** Source: kustomize, api/internal/builtins. */
const FORMS: Readonly<Record<string, Form>> = {
  AnnotationsTransformer: {
    fields: (root) => ({ commonAnnotations: childOf(root, 'annotations') }),
    path: 'metadata/annotations',
  },
  // The changes to images and replicas are not computed.
  ImageTagTransformer: { fields: (root) => ({ images: listOf(root) }) },
  LabelTransformer: {
    fields: (root) => ({ labels: listOf(mapOf({ pairs: childOf(root, 'labels') }, root)) }),
    path: 'metadata/labels',
  },
  NamespaceTransformer: {
    fields: (root) => ({ namespace: nodeAt(root, ['metadata', 'namespace']) }),
    path: NAMESPACE,
    needsNoSpec: true,
  },
  PatchJson6902Transformer: {
    fields: (root) => {
      const [target, path, patch] = ['target', 'path', 'jsonOp'].map((key) => childOf(root, key));
      return { patchesJson6902: listOf(mapOf({ target, path, patch }, root)) };
    },
  },
  PatchStrategicMergeTransformer: {
    fields: (root) => {
      const listed = childOf(root, 'paths');
      const paths = listed?.kind === 'sequence' ? listed.items : [];
      const patches = childOf(root, 'patches');
      return { patchesStrategicMerge: listOf(...paths, patches) };
    },
  },
  PatchTransformer: { fields: (root) => ({ patches: listOf(root) }) },
  PrefixSuffixTransformer: names(['prefix', 'namePrefix'], ['suffix', 'nameSuffix']),
  PrefixTransformer: names(['prefix', 'namePrefix']),
  ReplacementTransformer: { fields: (root) => ({ replacements: childOf(root, 'replacements') }) },
  ReplicaCountTransformer: { fields: (root) => ({ replicas: listOf(childOf(root, 'replica')) }) },
  SuffixTransformer: names(['suffix', 'nameSuffix']),
};

function listOf(...nodes: readonly (Node | undefined)[]): SequenceNode | undefined {
  const items = nodes.flatMap((node) => node ?? []);
  const [first] = items;
  return first && { kind: 'sequence', flow: false, span: first.span, items };
}

/** Returns a map without the absent values, at the place of a node. */
function mapOf(fields: Readonly<Record<string, Node | undefined>>, { span }: Node): Node {
  const entries = Object.entries(fields).flatMap(([text, value]) =>
    value ? [{ key: { kind: 'scalar' as const, text, style: 'plain' as const, span }, value }] : [],
  );
  return { kind: 'map', flow: false, span, entries };
}

/** Returns true if a `fieldSpec`, or a complete transformer, may be for an object. */
export function maySpecConcern(
  spec: Node,
  { apiVersion, kind }: { readonly apiVersion: string; readonly kind: string },
) {
  const { group, version } = splitApiVersion(apiVersion);
  if (scalarAt(spec, ['apiVersion'])) return true;
  const own = { group, version, kind };
  return (['group', 'version', 'kind'] as const).every((key) => {
    const text = scalarAt(spec, [key])?.text;
    return text === undefined || text === '' || text === own[key];
  });
}
