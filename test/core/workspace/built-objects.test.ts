import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { ObjectIndex } from '../../../server/src/core/index/object-index.ts';
import { manifestFile, resourceOf } from '../../../server/src/core/index.ts';
import { buildObjects } from '../../../server/src/core/kustomize/built/built-objects.ts';
import { planOf } from '../../../server/src/core/kustomize/built/plan.ts';
import { objectsInside } from '../../../server/src/core/objects/inside-kustomization.ts';
import { isKustomization } from '../../../server/src/core/objects/kustomization.ts';
import { plainValue } from '../../../server/src/core/validation/plain-value.ts';
import { REGISTRY } from '../../../server/src/providers/index.ts';

// What kustomize builds from random kustomizations. `kubectl` contains kustomize.

type Files = Readonly<Record<string, string>>;

const isMissing = spawnSync('kubectl', ['kustomize', '--help']).status !== 0;
const RUNS = process.env.DEEP === '1' ? 400 : 60;

const BASE: Files = {
  'base/cluster.yaml': `apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata:
  name: edge
  namespace: metal3
  labels: {site: a}
spec:
  paused: false
  controlPlaneRef: {kind: KamajiControlPlane, name: edge}
  topology:
    variables:
      - name: a
        value: 1
      - name: b
        value: 2
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3Cluster
metadata:
  name: edge
spec:
  controlPlaneEndpoint:
    host: 192.0.2.1
    port: 6443
`,
  'base/pools.yaml': `apiVersion: ipam.metal3.io/v1alpha1
kind: IPPool
metadata:
  name: pool-1
  namespace: metal3
spec:
  namePrefix: edge
  pools: [{start: 192.0.2.10, end: 192.0.2.20}]
  preAllocations: {a: 192.0.2.11}
---
apiVersion: ipam.metal3.io/v1alpha1
kind: IPPool
metadata:
  name: pool-2
  namespace: metal3
spec:
  namePrefix: edge
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  host: 192.0.2.99
  name: pool-1
`,
  'base/kustomization.yaml': 'resources: [cluster.yaml, pools.yaml]\n',
};

const word = (...words: string[]) => fc.constantFrom(...words);

const target = fc
  .record({
    kind: word('', 'Cluster', 'IPPool', 'Metal3.*', 'IP', 'ConfigMap'),
    name: word('', 'edge', 'pool-.*', 'pool-1', 'prod-edge', 'b-pool-1', 'pool'),
    namespace: word('', '', 'metal3', 'other', 'default'),
    group: word('', '', 'ipam.metal3.io', 'ipam'),
  })
  .map((fields) => Object.entries(fields).flatMap(([key, value]) => (value ? [`${key}: ${value}`] : [])))
  .filter((fields) => fields.length > 0)
  .map((fields) => `{ ${fields.join(', ')} }`);

const operations = fc
  .array(
    word(
      'op: add, path: /spec/added, value: {deep: [1, {a: b}]}',
      'op: replace, path: /spec/controlPlaneEndpoint/port, value: 7443',
      'op: remove, path: /spec/namePrefix',
      'op: add, path: /spec/pools/-, value: {start: 192.0.2.30}',
      'op: replace, path: /spec/pools/0/start, value: 192.0.2.12',
      'op: remove, path: /spec/pools/0',
      'op: add, path: /spec/topology/variables/1, value: {name: new}',
      'op: move, from: /spec/namePrefix, path: /spec/moved',
      'op: copy, from: /spec/controlPlaneEndpoint, path: /spec/copied',
      'op: add, path: /metadata/annotations, value: {a: b}',
      'op: add, path: /metadata/labels/team~1name, value: x',
      'op: replace, path: /metadata/name, value: renamed',
      'op: test, path: /spec/namePrefix, value: edge',
    ),
    { minLength: 1, maxLength: 2 },
  )
  .map((lines) => lines.map((line) => `- { ${line} }\n`).join(''));

const merge = fc
  .record({
    head: word(
      'cluster.x-k8s.io/v1beta1\nkind: Cluster\nmetadata:\n  name: edge\n  namespace: metal3',
      'cluster.x-k8s.io/v1beta1\nkind: Cluster\nmetadata:\n  name: edge',
      'infrastructure.cluster.x-k8s.io/v1beta1\nkind: Metal3Cluster\nmetadata:\n  name: edge',
      'infrastructure.cluster.x-k8s.io/v1beta2\nkind: Metal3Cluster\nmetadata:\n  name: edge',
      'ipam.metal3.io/v1alpha1\nkind: IPPool\nmetadata:\n  name: pool-1\n  namespace: metal3',
      'ipam.metal3.io/v1alpha1\nkind: IPPool\nmetadata:\n  name: b-pool-1\n  namespace: other',
      'v1\nkind: ConfigMap\nmetadata:\n  name: settings',
    ),
    content: word(
      'spec:\n  controlPlaneEndpoint:\n    port: 7443',
      'spec:\n  controlPlaneEndpoint: null\n  other: {a: {b: c}}',
      'spec:\n  pools:\n    - start: 192.0.2.50\n      end: null',
      'spec:\n  preAllocations:\n    a: null\n    b: 192.0.2.13',
      'spec: {}',
      'spec:',
      'spec:\n  topology: {variables: []}\n  paused: ~',
      'data: {host: 192.0.2.7}',
      'spec:\n  namePrefix: {a: b}',
      '$patch: delete',
      'spec:\n  $patch: replace\n  a: b',
    ),
  })
  .map(({ head, content }) => `apiVersion: ${head}\n${content}\n`);

interface Patch {
  readonly text: string;
  readonly target?: string | undefined;
  readonly form: Form;
}

/** How a patch is written. */
type Form = 'file' | 'block' | 'quotes' | 'folded';
const form = word('file', 'block', 'quotes', 'folded') as fc.Arbitrary<Form>;

const patch: fc.Arbitrary<Patch> = fc.oneof(
  fc.record({ text: operations, target, form }),
  fc.record({ text: merge, target: fc.option(target, { nil: undefined }), form }),
);

const source = word(
  '{kind: ConfigMap, name: settings, fieldPath: data.host}',
  '{kind: ConfigMap, name: settings, fieldPath: data.host, options: {delimiter: ., index: 3}}',
  '{kind: ConfigMap, name: settings, fieldPath: data.host, options: {delimiter: ., index: 7}}',
  '{kind: ConfigMap, name: settings, fieldPath: data.host, options: {delimiter: .}}',
  '{kind: ConfigMap, name: more, fieldPath: data.host}',
  '{kind: ConfigMap, name: more, fieldPath: data.name}',
  '{kind: IPPool, name: pool-1}',
  '{kind: IPPool, name: pool-1, fieldPath: spec.pools.0.start}',
  '{kind: Metal3Cluster, fieldPath: spec.controlPlaneEndpoint.port}',
  '{kind: Cluster, fieldPath: spec.paused}',
  '{kind: Cluster, fieldPath: spec.controlPlaneRef}',
);

const replaced = word(
  'select: {kind: Metal3Cluster}\n        fieldPaths: [spec.controlPlaneEndpoint.host]',
  'select: {kind: Metal3Cluster}\n        fieldPaths: [spec.controlPlaneEndpoint.host]\n        options: {delimiter: ., index: 2}',
  'select: {kind: Metal3Cluster}\n        fieldPaths: [spec.controlPlaneEndpoint.host]\n        options: {delimiter: ., index: -1}',
  'select: {kind: Metal3Cluster}\n        fieldPaths: [spec.controlPlaneEndpoint.host]\n        options: {delimiter: ., index: 9}',
  'select: {kind: Metal3Cluster}\n        fieldPaths: [spec.controlPlaneEndpoint.port]',
  'select: {kind: Cluster}\n        fieldPaths: [spec.pool, spec.controlPlaneRef.name]\n        options: {create: true}',
  'select: {kind: Cluster}\n        fieldPaths: ["spec.topology.variables.[name=a].value"]',
  'select: {kind: Cluster}\n        fieldPaths: ["spec.topology.variables.*.value"]',
  'select: {kind: Cluster}\n        fieldPaths: [spec.topology.variables.1.name]',
  'select: {kind: IPPool}\n        fieldPaths: [spec.pools.0.end]\n        reject: [{name: pool-2}]',
  'select: {kind: IPPool}\n        fieldPaths: [metadata.labels.host]\n        options: {create: true}',
  'select: {name: edge}\n        fieldPaths: [metadata.annotations.host]\n        options: {create: true}',
  'select: {kind: IPPool, name: pool-1}',
);

const replacement = fc
  .tuple(source, fc.array(replaced, { minLength: 1, maxLength: 2 }))
  .map(
    ([from, targets]) => `  - source: ${from}\n    targets:\n${targets.map((each) => `      - ${each}\n`).join('')}`,
  );

/** Configurations of transformers, without the fields that all of them have. */
const transformer = fc.record({
  text: word(
    'kind: PrefixTransformer\nprefix: t-\nfieldSpecs: [{path: metadata/name}]',
    'kind: SuffixTransformer\nsuffix: -t\nfieldSpecs: [{path: metadata/name, kind: IPPool}]',
    'kind: PrefixSuffixTransformer\nprefix: t-\nsuffix: -u\nfieldSpecs: [{path: metadata/name}]',
    'kind: NamespaceTransformer',
    'kind: NamespaceTransformer\nunsetOnly: true\nfieldSpecs: [{path: metadata/namespace, create: true}]',
    'kind: NamespaceTransformer\nfieldSpecs: [{path: metadata/name, kind: Namespace, create: true}, {path: spec/namePrefix}]',
    'kind: LabelTransformer\nlabels: {tier: t}\nfieldSpecs: [{path: metadata/labels, create: true}]',
    'kind: LabelTransformer\nlabels: {site: t}\nfieldSpecs: [{path: metadata/labels}]',
    'kind: LabelTransformer\nlabels: {site: t}\nfieldSpecs: [{path: metadata/labels, create: true, kind: IPPool}]',
    'kind: LabelTransformer\nlabels: {site: t}',
    'kind: AnnotationsTransformer\nannotations: {site: t}\nfieldSpecs: [{path: metadata/annotations, create: true}]',
    'kind: PatchTransformer\npatch: "[{op: add, path: /spec/t, value: 1}]"\ntarget: {kind: IPPool}',
    'kind: PatchTransformer\npatch: |-\n  - {op: add, path: /spec/t, value: {a: b}}\ntarget: {kind: Cluster}',
    'kind: PatchTransformer\npatch: |-\n  apiVersion: cluster.x-k8s.io/v1beta1\n  kind: Cluster\n  metadata: {name: edge, namespace: metal3}\n  spec: {paused: true}',
    'kind: PatchTransformer\npath: operations.yaml\ntarget: {kind: Metal3Cluster}',
    'kind: PatchStrategicMergeTransformer\npatches: |-\n  apiVersion: ipam.metal3.io/v1alpha1\n  kind: IPPool\n  metadata: {name: pool-2, namespace: metal3}\n  spec: {t: 2}',
    `kind: PatchJson6902Transformer\ntarget: {group: ipam.metal3.io, version: v1alpha1, kind: IPPool, name: pool-1, namespace: metal3}\njsonOp: '[{"op": "add", "path": "/spec/t", "value": 3}]'`,
    'kind: ReplacementTransformer\nreplacements:\n  - source: {kind: ConfigMap, name: settings, fieldPath: data.host}\n    targets:\n      - select: {kind: Metal3Cluster}\n        fieldPaths: [spec.controlPlaneEndpoint.host]',
    'kind: ReplicaCountTransformer\nreplica: {name: edge, count: 5}\nfieldSpecs: [{path: spec/replicas, create: true, kind: Cluster}]',
    'kind: ImageTagTransformer\nimageTag: {name: a, newTag: b}\nfieldSpecs: []',
    'kind: ValueAddTransformer\nvalue: t\ntargets: [{fieldPath: metadata/labels/t}]',
  ),
  isInline: fc.boolean(),
});

interface Layer {
  readonly patches: readonly Patch[];
  readonly transformers: readonly { readonly text: string; readonly isInline: boolean }[];
  readonly others: readonly string[];
  readonly replacements: readonly string[];
}

const layer: fc.Arbitrary<Layer> = fc.record({
  patches: fc.array(patch, { maxLength: 2 }),
  transformers: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, fc.array(transformer, { maxLength: 2 })),
  others: fc
    .subarray(
      [
        'namePrefix: b-',
        'nameSuffix: -s',
        'namespace: other',
        'labels: [{pairs: {team: metal}, includeSelectors: true}]',
        'commonLabels: {site: b}',
        'commonAnnotations: {owner: me}',
        'images: [{name: nginx, newTag: v2}]',
        'labels: [{pairs: {team: metal}, includeTemplates: true}]',
        'labels: [{pairs: {team: metal}, fields: [{path: spec/labels, create: true, kind: IPPool}]}]',
        'commonAnnotations: {count: 1, on: true}',
        'sortOptions: {order: legacy}',
        'generatorOptions: {disableNameSuffixHash: true}',
        'configMapGenerator: [{name: more, literals: ["host=192.0.2.98", "name=\\"pool-2\\""]}]',
        'configMapGenerator: [{name: settings, behavior: merge, literals: [host=192.0.2.97]}]',
        'replicas: [{name: edge, count: 3}]',
        'patchesStrategicMerge:\n  - |-\n    apiVersion: ipam.metal3.io/v1alpha1\n    kind: IPPool\n    metadata: {name: pool-2, namespace: metal3}\n    spec: {pools: [{start: 192.0.2.1}]}',
        'patchesJson6902:\n  - target: {group: ipam.metal3.io, version: v1alpha1, kind: IPPool, name: pool-2}\n    patch: \'[{"op": "add", "path": "/spec/prefix", "value": 24}]\'',
      ],
      { maxLength: 2 },
    )
    .filter((others) => new Set(others.map((each) => each.split(':')[0])).size === others.length),
  replacements: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    fc.array(replacement, { minLength: 1, maxLength: 2 }),
  ),
});

function layerFiles(folder: string, head: string, { patches, others, replacements, transformers }: Layer): Files {
  const files: Record<string, string> = {};
  const entries = patches.map(({ text, target: selected, form: written }, index) => {
    const indented = text.replace(/^(?=.)/gm, '      ');
    if (written === 'file') files[`${folder}/patch-${index}.yaml`] = text;
    const where = {
      file: `path: patch-${index}.yaml\n`,
      block: `patch: |-\n${indented}`,
      quotes: `patch: ${JSON.stringify(text)}\n`,
      folded: `patch: >\n${indented.replaceAll('\n', '\n\n')}`,
    }[written];
    return `  - ${where}${selected ? `    target: ${selected}\n` : ''}`;
  });
  const list = entries.length > 0 ? `patches:\n${entries.join('')}` : '';
  const listed = replacements.length > 0 ? `replacements:\n${replacements.join('')}` : '';
  files[`${folder}/operations.yaml`] = '- {op: add, path: /spec/t, value: {c: d}}\n';
  const configurations = transformers.map(({ text, isInline }, index) => {
    const complete = `apiVersion: builtin\nmetadata: {name: t-${index}, namespace: moved}\n${text}\n`;
    if (!isInline) files[`${folder}/transformer-${index}.yaml`] = complete;
    return isInline ? `  - |-\n${complete.replace(/^(?=.)/gm, '    ')}` : `  - transformer-${index}.yaml\n`;
  });
  const last = configurations.length > 0 ? `transformers:\n${configurations.join('')}` : '';
  files[`${folder}/kustomization.yaml`] =
    `${head}\n${others.map((each) => `${each}\n`).join('')}${list}${listed}${last}`;
  return files;
}

const COMPONENT = 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component';

const layouts: fc.Arbitrary<Files> = fc
  .record({ first: layer, second: layer, component: layer, hasComponent: fc.boolean() })
  .map(({ first, second, component, hasComponent }) => ({
    ...BASE,
    ...layerFiles('middle', 'resources: [../base]', first),
    ...layerFiles('component', COMPONENT, component),
    ...layerFiles('top', `resources: [../middle]${hasComponent ? '\ncomponents: [../component]' : ''}`, second),
  }));

/** Returns the objects that we build, as JSON, undefined for uncertain objects; and whether the build is rejected. */
function built(files: Files): { readonly own: readonly (string | undefined)[]; readonly isRejected: boolean } {
  const index = new ObjectIndex();
  const resources = Object.entries(files).flatMap(([name, text]) => {
    const uri = `file:///w/${name}`;
    return manifestFile(uri, text).documents.flatMap((document) => resourceOf(uri, document, REGISTRY.model) ?? []);
  });
  for (const resource of resources)
    for (const each of [resource, ...objectsInside(resource)]) index.add(each, () => {});
  const root = resources.find((each) => isKustomization(each) && each.uri === 'file:///w/top/kustomization.yaml');
  assert.ok(root);
  const { objects = [], unmatched = [] } = buildObjects(planOf(root, index), index, [], false) ?? {};
  const own = objects
    .flatMap((each) => [...each.values()])
    .map(({ draft, resource }) => (draft.isUnknown ? undefined : json(plainValue(resource.root))));
  return { own, isRejected: unmatched.length > 0 };
}

function json(value: unknown): string {
  return JSON.stringify(sorted(value));
}

/** With sorted keys, and without nulls, which the API server drops. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== null)
      .map(([key, each]) => [key, sorted(each)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** A placeholder fits every value. */
function fits(own: string): (theirs: string) => boolean {
  if (!own.includes('"${VALUE}"')) return (theirs) => theirs === own;
  const parts = own.split('"${VALUE}"').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  const pattern = new RegExp(`^${parts.join('.*')}$`);
  return (theirs) => pattern.test(theirs);
}

let folder = '';
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'kamaji-metal3-build-'));
});
after(() => rmSync(folder, { recursive: true }));

/** Returns the objects that kustomize builds; undefined if it fails. */
function expected(files: Files): readonly string[] | undefined {
  for (const name of ['top', 'middle', 'component', 'base'])
    rmSync(join(folder, name), { recursive: true, force: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const { status, stdout } = spawnSync('kubectl', ['kustomize', 'top'], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) return undefined;
  const objects = manifestFile('file:///out.yaml', stdout).documents.flatMap(({ parsed }) =>
    parsed.root ? [json(plainValue(parsed.root))] : [],
  );
  // Generated objects are not computed.
  return objects.filter((each) => !/"name":"[\w-]*more/.test(each));
}

describe('what is built', { skip: isMissing && 'kubectl is not installed' }, () => {
  it('is what kustomize builds, or unknown', () => {
    const counts = { known: 0, unknown: 0, failed: 0, knownOfFailed: 0 };
    fc.assert(
      fc.property(layouts, (files) => {
        const { own, isRejected } = built(files);
        const theirs = expected(files);
        assert.ok(!isRejected || !theirs, 'kustomize accepts the build');
        const known = own.flatMap((each) => each ?? []);
        if (!theirs) {
          counts.failed++;
          if (own.length > 0 && own.every((each) => each !== undefined)) counts.knownOfFailed++;
          return;
        }
        counts.known += known.length;
        counts.unknown += own.length - known.length;
        assert.equal(
          own.length === 0 || own.length === theirs.length,
          true,
          `${own.length} of ${theirs.length} objects`,
        );
        for (const each of known) assert.ok(theirs.some(fits(each)), `${each}\n${theirs.join('\n')}`);
      }),
      { numRuns: RUNS, includeErrorInReport: true },
    );
    if (process.env.DEEP === '1') console.log(counts);
    assert.ok(counts.known > 1.5 * counts.unknown, JSON.stringify(counts));
  });
});
