import { MANY_FINDINGS } from './many-findings.ts';

/**
 * Texts that are expensive to process for their size: small ones, or lists of unusual length. The name describes the
 * technique.
 */
export interface HostileText {
  readonly name: string;
  /** The default is `x.yaml`. */
  readonly file?: string;
  readonly text: () => string;
}

const times = (count: number, write: (index: number) => string) =>
  Array.from({ length: count }, (_, at) => write(at)).join('');

const configMap = (rest: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n${rest}`;
const pool = (rest: string) =>
  `apiVersion: ipam.metal3.io/v1alpha1\nkind: IPPool\nmetadata: {name: p, namespace: d}\nspec:\n  clusterName: c\n  namePrefix: x\n${rest}`;
const bombed = (levels: number, step: (at: number) => string) =>
  times(levels, (at) => `x${at + 1}: &a${at + 1} ${step(at)}\n`);
const tens = (at: number) => `[${Array(10).fill(`*a${at}`).join(',')}]`;
const crd = (schema: object) =>
  JSON.stringify({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'foos.x.example' },
    spec: {
      group: 'x.example',
      names: { kind: 'Foo', plural: 'foos', singular: 'foo', listKind: 'FooList' },
      scope: 'Namespaced',
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: 'object', properties: { spec: schema } } },
        },
      ],
    },
  });
const foo = (spec: object) =>
  `\n---\napiVersion: x.example/v1\nkind: Foo\nmetadata: {name: a, namespace: b}\nspec: ${JSON.stringify(spec)}\n`;
const deepSchema = (depth: number) =>
  `${'{"type":"object","properties":{"a":'.repeat(depth)}{"type":"string"}${'}}'.repeat(depth)}`;
const kustomization = (rest: string) => `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n${rest}`;
const bootstrap = (content: string) =>
  `apiVersion: bootstrap.cluster.x-k8s.io/v1beta1\nkind: KubeadmConfigTemplate\nmetadata: {name: x}\nspec:\n  template:\n    spec:\n      files:\n      - path: /a\n        content: |\n          ## template: jinja\n${content}`;
const list = {
  type: 'object',
  properties: { l: { type: 'array', items: { type: 'integer' } }, s: { type: 'string' } },
};
const rule = (text: string) => ({ ...list, 'x-kubernetes-validations': [{ rule: text, message: 'no' }] });
const integers = Array.from({ length: 120 }, (_, at) => at);

export const HOSTILE_TEXTS: readonly HostileText[] = [
  ...MANY_FINDINGS,
  {
    name: 'aliases of aliases',
    text: () => `x0: &a0 {start: 1.1.1.1, end: 1.1.1.9}\n${bombed(9, tens)}${pool('  pools: *a9\n')}`,
  },
  {
    name: 'aliases in labels',
    text: () =>
      `x0: &a0 {a: b}\n${bombed(25, (at) => `{l: *a${at}, r: *a${at}}`)}apiVersion: cluster.x-k8s.io/v1beta1\nkind: Cluster\nmetadata: {name: p, labels: *a25}\nspec: {topology: {class: x, version: v1, variables: [{name: a, value: *a25}]}}\n`,
  },
  {
    name: 'aliases in a CRD',
    text: () =>
      `x0: &a0 {type: object}\n${bombed(20, (at) => `{type: object, properties: {l: *a${at}, r: *a${at}}}`)}apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: foos.x.example}\nspec: {group: x.example, names: {kind: Foo, plural: foos}, scope: Namespaced, versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: *a20}}]}\n`,
  },
  {
    name: 'merge keys of merge keys',
    text: () => `x0: &a0 {a: 1}\n${bombed(25, (at) => `{<<: [*a${at}, *a${at}]}`)}${pool('  <<: *a25\n')}`,
  },
  {
    name: 'aliases in a configuration',
    file: '.kamaji-metal3.yaml',
    text: () => `x0: &a0 [x]\n${bombed(12, tens)}roots: *a12\n`,
  },
  {
    name: 'a pattern that backtracks',
    text: () =>
      crd({ ...list, properties: { s: { type: 'string', pattern: '^(a+)+$' } } }) + foo({ s: `${'a'.repeat(40)}b` }),
  },
  {
    name: 'a pattern that is large',
    text: () =>
      crd({ ...list, properties: { s: { type: 'string', pattern: 'a{1000}'.repeat(2000) } } }) +
      foo({ s: 'a'.repeat(10_000) }),
  },
  {
    name: 'a pattern on a long text',
    text: () =>
      crd({ ...list, properties: { s: { type: 'string', pattern: '^(a|b)*a(a|b){450}$' } } }) +
      foo({ s: 'ab'.repeat(200_000) }),
  },
  {
    name: 'a pattern in a ClusterClass',
    text: () =>
      `apiVersion: cluster.x-k8s.io/v1beta1\nkind: ClusterClass\nmetadata: {name: c, namespace: d}\nspec:\n  controlPlane: {ref: {apiVersion: a/v1, kind: B, name: c}}\n  infrastructure: {ref: {apiVersion: a/v1, kind: B, name: c}}\n  variables:\n  - name: v\n    required: true\n    schema: {openAPIV3Schema: {type: string, pattern: "^(a+)+$"}}\n---\napiVersion: cluster.x-k8s.io/v1beta1\nkind: Cluster\nmetadata: {name: x, namespace: d}\nspec: {topology: {class: c, version: v1.30.0, variables: [{name: v, value: ${'a'.repeat(40)}b}]}}\n`,
  },
  {
    name: 'nested loops in CEL',
    text: () => crd(rule('self.l.all(a, self.l.all(b, self.l.all(c, self.l.all(d, true))))')) + foo({ l: integers }),
  },
  { name: 'matches in CEL', text: () => crd(rule("self.s.matches('^(a+)+$')")) + foo({ s: `${'a'.repeat(40)}b` }) },
  {
    name: 'parentheses in CEL',
    text: () => crd(rule(`${'('.repeat(200_000)}true${')'.repeat(200_000)}`)) + foo({ l: [] }),
  },
  {
    name: 'texts that double in CEL',
    text: () =>
      crd(
        rule(
          `${times(40, (at) => `cel.bind(v${at + 1}, v${at} + v${at}, `)}true${')'.repeat(40)}`.replace(
            'v0 + v0',
            'self.s + self.s',
          ),
        ),
      ) + foo({ s: 'a' }),
  },
  {
    name: 'a deep schema',
    text: () => crd({}).replace('"spec":{}', `"spec":${deepSchema(3000)}`) + foo({ a: { a: {} } }),
  },
  {
    name: 'a CRD of wrong shapes',
    text: () =>
      `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: 1}\nspec: {group: [x], names: null, versions: {a: b}}\n---\napiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec: {group: x, names: {kind: Foo}, versions: [null, 1, {name: v1, schema: {openAPIV3Schema: {type: 7, properties: [1], enum: 3, required: x, items: [], additionalProperties: 5, pattern: 4, "x-kubernetes-validations": {a: b}}}}]}\n---\napiVersion: x/v1\nkind: Foo\nmetadata: {name: a}\n`,
  },
  { name: 'brackets that open', text: () => pool(`  pools: ${'['.repeat(100_000)}\n`) },
  { name: 'brackets that open and close', text: () => pool(`  pools: ${'['.repeat(50_000)}${']'.repeat(50_000)}\n`) },
  { name: 'brackets on many lines', text: () => pool('  pools: [\n'.repeat(20_000)) },
  { name: 'dashes on a line', text: () => pool(`  pools:\n  ${'- '.repeat(50_000)}x\n`) },
  { name: 'a staircase', text: () => pool(times(1200, (at) => `${' '.repeat(at + 2)}a:\n`)) },
  { name: 'question marks', text: () => `${'? '.repeat(50_000)}\n` },
  { name: 'quotes that open', text: () => pool(times(20_000, () => '  a: "x\n')) },
  { name: 'a variable that never closes', text: () => pool(`  x: \${${'a'.repeat(100_000)}\n`) },
  { name: 'variables that never close', text: () => pool(`  x: |\n${'    ${a b\n'.repeat(20_000)}`) },
  {
    name: 'variables with trailing spaces',
    text: () => pool(`  x: |\n${`    \${A}${' '.repeat(50)}x\n`.repeat(20_000)}`),
  },
  { name: 'defaults that never close', text: () => configMap(`data:\n  a: |\n${'    ${A:=x\n'.repeat(20_000)}`) },
  {
    name: 'defaults in defaults',
    text: () => configMap(`data:\n  a: ${'${A:='.repeat(20_000)}x${'}'.repeat(20_000)}\n`),
  },
  {
    name: 'one variable often',
    file: 'cluster-template.yaml',
    text: () => configMap(`data:\n  a: |\n${'    ${A}\n'.repeat(50_000)}`),
  },
  {
    name: 'many variables',
    file: 'cluster-template.yaml',
    text: () => configMap(`data:\n  a: |\n${times(50_000, (at) => `    \${A${at}:=x}\n`)}`),
  },
  { name: 'jinja that never closes', text: () => bootstrap('          {{ " \' { \n'.repeat(20_000)) },
  {
    name: 'jinja that closes at the end',
    text: () => bootstrap(`${'          {{ { \n'.repeat(20_000)}          }}\n`),
  },
  { name: 'jinja comments that never close', text: () => bootstrap('          {# \n'.repeat(20_000)) },
  { name: 'jinja with many keys', text: () => bootstrap(`          {{ ds.meta_data${'["a"]'.repeat(20_000)} }}\n`) },
  { name: 'conditions of Helm', text: () => pool('{{ if x }}\n'.repeat(20_000)) },
  { name: 'conditions of Helm on one line', text: () => pool(`  a: ${'{{ if x }}'.repeat(20_000)}\n`) },
  {
    name: 'comments that ignore',
    text: () => pool(times(20_000, (at) => `  f${at}: 1 # kamaji-metal3: ignore unknown-field\n`)),
  },
  {
    name: 'comments that ignore nothing',
    text: () => configMap(`data:\n${'  # kamaji-metal3: ignore unknown-field\n'.repeat(20_000)}  a: b\n`),
  },
  {
    name: 'comments that ignore the document',
    text: () => pool(times(5_000, (at) => `  f${at}: 1\n  # kamaji-metal3: ignore-document unknown-field\n`)),
  },
  {
    name: 'a comment with many names',
    text: () => configMap(`data: {} # kamaji-metal3: ignore ${'unknown-field, '.repeat(50_000)}\n`),
  },
  {
    name: 'spaces in a comment',
    text: () => configMap(`${'#'.repeat(50_000)} kamaji-metal3:${' '.repeat(50_000)}ignore${' ,'.repeat(50_000)}\n`),
  },
  { name: 'many documents', text: () => pool('').replace(/\n$/, '\n---\n').repeat(1_000) },
  { name: 'many unknown fields', text: () => pool(times(5_000, (at) => `  prefi${'x'.repeat(at % 50)}${at}: 1\n`)) },
  { name: 'long unknown fields', text: () => pool(`  ${'p'.repeat(50_000)}: 1\n  ${'q'.repeat(50_000)}: 2\n`) },
  {
    name: 'the same name often',
    text: () =>
      times(
        1_500,
        (at) =>
          `apiVersion: infrastructure.cluster.x-k8s.io/v1beta1\nkind: Metal3MachineTemplate\nmetadata: {name: same, namespace: n${at}}\nspec: {template: {spec: {image: {url: http://x/y, checksum: http://x/z}}}}\n---\n`,
      ),
  },
  {
    name: 'addresses and MACs of great length',
    text: () =>
      times(
        50,
        (at) =>
          `apiVersion: metal3.io/v1alpha1\nkind: BareMetalHost\nmetadata: {name: h${at}}\nspec: {bmc: {address: "redfish://${'1.'.repeat(3000)}:${'1'.repeat(3000)}", credentialsName: s}, bootMACAddress: "${'aa:'.repeat(3000)}"}\n---\n`,
      ),
  },
  {
    name: 'pools of many ranges',
    text: () =>
      pool(
        `  pools:\n${times(20_000, (at) => `  - {start: 10.${at >> 8}.${at & 255}.1, end: 10.${at >> 8}.${at & 255}.9}\n`)}`,
      ),
  },
  {
    name: 'a kustomization with deep patches',
    file: 'kustomization.yaml',
    text: () =>
      kustomization(
        `patches:\n- target: {kind: Cluster}\n  patch: |-\n    apiVersion: cluster.x-k8s.io/v1beta1\n    kind: Cluster\n    metadata: {name: x}\n    spec: ${'{a: '.repeat(30_000)}x${'}'.repeat(30_000)}\n`,
      ),
  },
  {
    name: 'a kustomization with many patches',
    file: 'kustomization.yaml',
    text: () =>
      kustomization(
        `resources: [neighbor.yaml]\npatches:\n${times(3_000, (at) => `- target: {kind: IPPool, name: "p${at}"}\n  patch: |-\n    - {op: add, path: /spec/prefix, value: 24}\n`)}`,
      ),
  },
  {
    name: 'a kustomization with a target that backtracks',
    file: 'kustomization.yaml',
    text: () =>
      kustomization(
        'resources: [neighbor.yaml, long.yaml]\npatches:\n- target: {kind: IPPool, name: "(n+)+$"}\n  patch: |-\n    - {op: replace, path: /spec/prefix, value: 24}\n',
      ),
  },
  {
    name: 'a kustomization with half a letter',
    file: 'kustomization.yaml',
    // Literal, because kubectl rejects the escape. An unreadable kustomization may change anything.
    text: () => kustomization('resources:\n- "\ud800.yaml"\n- neighbor.yaml\n'),
  },
  { name: 'half a letter, as it is', text: () => pool('  \ud800: "\udc00"\n  pools: [{start: \ud83d}]\n') },
  {
    name: 'half a letter in names',
    text: () =>
      'apiVersion: "\\ud800/v1"\nkind: "\\udc00"\nmetadata: {name: "\\ud800", namespace: "\\ud83d", labels: {"\\ud800": "\\udfff"}}\n',
  },
  {
    name: 'half a letter in a configuration',
    file: '.kamaji-metal3.yaml',
    text: () =>
      'roots: ["\\ud800", "a\\udc00*"]\nfiles: {exclude: ["\\ud800"], include: ["\\ud800"]}\nrules: {"\\ud800": off}\ncrds: ["\\ud800/*.yaml"]\n',
  },
  {
    name: 'roots with many stars',
    file: '.kamaji-metal3.yaml',
    text: () => `roots: ["${'*a'.repeat(25)}x", "${'*'.repeat(5000)}", "${'a*'.repeat(3000)}b"]\n`,
  },
  {
    name: 'a configuration with many rules',
    file: '.kamaji-metal3.yaml',
    text: () => `rules:\n${times(20_000, (at) => `  r${at}: off\n`)}`,
  },
];

/** A manifest next to each text, which must keep its findings. */
export const NEIGHBOR = `${pool('  nope: 1\n  pools: []\n')}`;
/** A folder and file name that patterns with many stars nearly match. */
export const LONG_NEIGHBOR = `${'a'.repeat(200)}/long.yaml`;
