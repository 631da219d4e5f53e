import type { HostileText } from './texts.ts';

const times = (count: number, write: (index: number) => string) =>
  Array.from({ length: count }, (_, at) => write(at)).join('');

/** A word of four letters, different for each index below 456,976 and similar for all. */
const word = (index: number) =>
  [17_576, 676, 26, 1].map((unit) => String.fromCharCode(97 + (Math.floor((index * 7_919) / unit) % 26))).join('');

const object = (apiVersion: string, kind: string, name: string, spec: string, namespace = 'd') =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${name}, namespace: ${namespace}}\nspec:\n${spec}---\n`;
const pool = (name: string, spec = '', namespace = 'd') =>
  object('ipam.metal3.io/v1alpha1', 'IPPool', name, `  namePrefix: ${name}\n${spec}`, namespace);
const claim = (name: string, of: string, namespace = 'd') =>
  object('ipam.metal3.io/v1alpha1', 'IPClaim', name, `  pool: {name: ${of}}\n`, namespace);
const onePool = (spec: string) => pool('p', spec).slice(0, -'---\n'.length);
const cluster = (name: string, of: string) =>
  object(
    'cluster.x-k8s.io/v1beta1',
    'Cluster',
    name,
    `  controlPlaneRef: {apiVersion: controlplane.cluster.x-k8s.io/v1alpha1, kind: KamajiControlPlane, name: ${of}}\n  infrastructureRef: {apiVersion: infrastructure.cluster.x-k8s.io/v1beta1, kind: Metal3Cluster, name: ${of}}\n`,
  );
const controlPlane = (name: string) =>
  object(
    'controlplane.cluster.x-k8s.io/v1alpha1',
    'KamajiControlPlane',
    name,
    '  version: v1.30.0\n  dataStoreName: x\n  dataStoreSchema: a\n  network: {serviceType: LoadBalancer, serviceAddress: 10.0.0.2}\n',
  );
const host = (name: string, spec: string) => object('metal3.io/v1alpha1', 'BareMetalHost', name, spec);

const numbered = (count: number) => Array.from({ length: count }, (_, at) => `e${at}`);
const crd = (properties: object, more: object = {}) =>
  JSON.stringify({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'foos.x.example' },
    spec: {
      group: 'x.example',
      names: { kind: 'Foo', plural: 'foos' },
      scope: 'Namespaced',
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: {
            openAPIV3Schema: { type: 'object', properties: { spec: { type: 'object', properties, ...more } } },
          },
        },
      ],
    },
  });
const foo = (index: number, spec: string) =>
  `apiVersion: x.example/v1\nkind: Foo\nmetadata: {name: f${index}, namespace: d}\nspec: ${spec}\n---\n`;

/** A line, or lines, of each kind of syntax error. */
const SYNTAX_ERRORS: Readonly<Record<string, string>> = {
  'a missing colon': '  a b\n  c: d\n',
  'a tab': '\ta: b\n',
  'an unclosed quote': '  a: "b\n',
  'text after a quote': '  a: "b" c\n',
  'wrong indentation': '    a: b\n   c: d\n',
  'an unexpected dash': '  a: b\n  - c\n',
  'an unclosed bracket': '  a: [b\n',
  'an unexpected bracket': '  a: b]\n',
  'an invalid escape': '  a: "\\q"\n',
  'a reserved character': '  a: @b\n',
  'an unknown anchor': '  a: *b\n',
  'a control character': '  a: \u0001b\n',
  'a second colon': '  a: b: c\n',
};

/** Texts with thousands of findings, or of objects that each rule could compare with all others. */
export const MANY_FINDINGS: readonly HostileText[] = [
  {
    name: 'missing references with similar names',
    text: () =>
      times(1_500, (at) => pool(`pool-aaaaaaaaaaaaaaaaaaaa-${word(at)}`)) +
      times(1_500, (at) => claim(`c${at}`, `pool-aaaaaaaaaaaaaaaaaaaa-${word(at + 1_500)}`)),
  },
  {
    name: 'missing references with numbers',
    text: () => times(1_500, (at) => pool(`p-${at}`)) + times(1_500, (at) => claim(`c${at}`, `p-${at + 1_500}`)),
  },
  {
    name: 'missing references with long names',
    text: () =>
      times(200, (at) => pool(`${word(at)}${'x'.repeat(500)}${word(at)}`)) +
      times(300, (at) => claim(`c${at}`, `${word(at + 200)}${'x'.repeat(500)}${word(at + 200)}`)),
  },
  {
    name: 'missing references to other namespaces',
    text: () => times(1_500, (at) => pool('p', '', `n${at}`)) + times(1_500, (at) => claim(`c${at}`, 'p', `m${at}`)),
  },
  {
    name: 'missing references in one object',
    text: () =>
      times(1_500, (at) => pool(`p${word(at)}`)) +
      object(
        'infrastructure.cluster.x-k8s.io/v1beta1',
        'Metal3DataTemplate',
        'x',
        `  clusterName: c\n  metaData:\n    ipAddressesFromIPPool:\n${times(4_000, (at) => `    - {key: k${at}, apiGroup: ipam.metal3.io, kind: IPPool, name: p${word(at + 1_500)}}\n`)}`,
      ),
  },
  {
    name: 'missing references in a List',
    text: () =>
      `apiVersion: v1\nkind: List\nitems:\n${times(1_000, (at) => `- {apiVersion: ipam.metal3.io/v1alpha1, kind: IPPool, metadata: {name: p${word(at)}, namespace: d}, spec: {namePrefix: a}}\n- {apiVersion: ipam.metal3.io/v1alpha1, kind: IPClaim, metadata: {name: c${at}, namespace: d}, spec: {pool: {name: p${word(at + 1_000)}}}}\n`)}`,
  },
  {
    name: 'Clusters without their parts',
    text: () => times(600, (at) => cluster(word(at), word(at + 600)) + controlPlane(word(at + 1_200))),
  },
  { name: 'control planes with the same address', text: () => times(1_200, (at) => controlPlane(`k${at}`)) },
  {
    name: 'Clusters that share their parts',
    text: () => times(1_000, (at) => cluster(`c${at}`, 'k')) + controlPlane('k'),
  },
  {
    name: 'pools with the same prefix and addresses',
    text: () =>
      times(1_500, () => pool('same', '  clusterName: c\n  pools: [{start: 10.0.0.1, end: 10.0.0.200}]\n')) +
      times(1_500, (at) =>
        pool('x', '  clusterName: c\n  pools: [{start: 10.0.0.1, end: 10.0.0.200}]\n').replace('x', `x${at}`),
      ),
  },
  {
    name: 'hosts with the same addresses and images',
    text: () =>
      times(800, (at) =>
        host(
          `h${at}`,
          '  bootMACAddress: "00:00:00:00:00:01"\n  bmc: {address: "redfish://10.0.0.1/redfish/v1/Systems/1", credentialsName: s}\n  image: {url: http://x/y, checksum: http://x/z}\n',
        ),
      ) +
      times(800, (at) =>
        object(
          'infrastructure.cluster.x-k8s.io/v1beta1',
          'Metal3MachineTemplate',
          `t${at}`,
          '  template: {spec: {image: {url: http://x/y, checksum: http://x/z}}}\n',
        ),
      ),
  },
  { name: 'one key often', text: () => onePool('  prefix: 24\n'.repeat(20_000)) },
  { name: 'many keys twice', text: () => onePool(times(20_000, (at) => `  a${at >> 1}: 1\n`)) },
  {
    name: 'duplicate keys in many maps',
    text: () => times(3_000, (at) => pool(`p${at}`, '  prefix: 1\n  prefix: 2\n')),
  },
  {
    name: 'unknown fields and wrong types in many objects',
    text: () => times(2_500, (at) => pool(`p${at}`, '  prefx: 24\n  prefix: x\n  pools: {}\n')),
  },
  {
    name: 'objects without required fields',
    text: () => times(2_000, (at) => object('cluster.x-k8s.io/v1beta1', 'MachineDeployment', `m${at}`, '')),
  },
  {
    name: 'merge patches with mistakes',
    file: 'kustomization.yaml',
    text: () =>
      `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [neighbor.yaml]\npatches:\n${times(1_000, (at) => `- patch: |-\n    apiVersion: ipam.metal3.io/v1alpha1\n    kind: IPPool\n    metadata: {name: q${at}}\n    spec: {nope: 1, prefix: x}\n`)}`,
  },
  { name: 'objects without fields', text: () => object('ipam.metal3.io/v1alpha1', 'IPPool', 'p', '').repeat(2_900) },
  { name: 'too many documents', text: () => times(12_000, (at) => `kind: IPPool\nmetadata: {name: p${at}}\n---\n`) },
  {
    name: 'a List of too many items in JSON',
    file: 'x.json',
    text: () =>
      `{"apiVersion":"v1","kind":"List","items":[${Array(9_000).fill('{"apiVersion":"cluster.x-k8s.io/v1beta1","kind":"Cluster"}').join()}]}`,
  },
  {
    name: 'JSON with many findings on one line',
    text: () =>
      `{"apiVersion":"v1","kind":"List","items":[${Array(900).fill('{"apiVersion":"ipam.metal3.io/v1alpha1","kind":"IPPool","metadata":{"name":"p"},"spec":{"prefx":1}}').join()}]}`,
  },
  {
    name: 'a long enumeration',
    text: () =>
      `${crd({ a: { type: 'array', items: { type: 'string', enum: numbered(20_000) } } })}\n---\n${times(1_000, (at) => foo(at, '{a: [x, y, z, w]}'))}`,
  },
  {
    name: 'objects without thousands of required fields',
    text: () => `${crd({}, { required: numbered(20_000) })}\n---\n${times(2_000, (at) => foo(at, '{}'))}`,
  },
  {
    name: 'objects with an expensive CEL rule',
    text: () =>
      `${crd(
        { l: { type: 'array', items: { type: 'integer' } } },
        {
          'x-kubernetes-validations': [
            { rule: 'self.l.all(a, self.l.all(b, self.l.all(c, a + b + c > 0)))', message: 'no' },
          ],
        },
      )}\n---\n${times(800, (at) => foo(at, `{l: [${'1, '.repeat(60)}1]}`))}`,
  },
  {
    name: 'a ClusterClass with many variables, and many Clusters',
    text: () =>
      object(
        'cluster.x-k8s.io/v1beta1',
        'ClusterClass',
        'c',
        `  variables:\n${times(3_000, (at) => `  - {name: v${at}, required: true, schema: {openAPIV3Schema: {type: string}}}\n`)}`,
      ) +
      times(500, (at) =>
        object('cluster.x-k8s.io/v1beta1', 'Cluster', `x${at}`, '  topology: {class: c, version: v1.30.0}\n'),
      ),
  },
  {
    name: 'a kustomization with many labels',
    file: 'kustomization.yaml',
    text: () => `resources: [neighbor.yaml]\ncommonLabels:\n${times(30_000, (at) => `  a${at}: b\n`)}`,
  },
  {
    name: 'a patch with many operations',
    file: 'kustomization.yaml',
    text: () =>
      `patches:\n- target: {kind: IPPool, name: p}\n  patch: |-\n${'    - {op: add, path: /spec/prefix, value: x}\n'.repeat(15_000)}`,
  },
  { name: 'empty documents', text: () => '---\n'.repeat(50_000) },
  ...Object.entries(SYNTAX_ERRORS).flatMap(([name, lines]): readonly HostileText[] => [
    { name: `${name} in many documents`, text: () => times(1_000, (at) => pool(`p${at}`, lines)) },
    { name: `${name} on many lines`, text: () => onePool(lines.repeat(8_000)) },
  ]),
];
