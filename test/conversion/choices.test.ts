import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readFixture } from '../support/fixture.ts';
import { migratedFiles } from '../support/migration.ts';

const object = (group: string, kind: string, spec: string, version = 'v1beta1') =>
  `apiVersion: ${group}/${version}\nkind: ${kind}\nmetadata: {name: a}\nspec: ${spec}\n`;
const cluster = (spec: string) => object('infrastructure.cluster.x-k8s.io', 'Metal3Cluster', spec);
const machine = (spec: string) =>
  object('cluster.x-k8s.io', 'Machine', `{clusterName: a, bootstrap: {dataSecretName: a}, ${spec}}`);
const remediation = (spec: string) => object('infrastructure.cluster.x-k8s.io', 'Metal3Remediation', spec);
const config = (spec: string) => object('bootstrap.cluster.x-k8s.io', 'KubeadmConfig', spec);
const vlan = (id: number) =>
  object(
    'infrastructure.cluster.x-k8s.io',
    'Metal3DataTemplate',
    `{clusterName: a, networkData: {links: {vlans: [{vlanID: ${id}, vlanLink: b, id: c, macAddress: {string: "00:00:00:00:00:01"}}]}}}`,
  );
const REF = 'infrastructureRef: {apiVersion: infrastructure.cluster.x-k8s.io/v1beta1, kind: Metal3Machine, name: a';
const ENDPOINT = 'controlPlaneEndpoint: {host: 10.0.0.1, port: 6443}';
const PATCHED = (patch: string, base: string) =>
  `#- /kustomization.yaml\nresources: [base.yaml]\npatches: [{target: {kind: ${/kind: (\w+)/.exec(base)?.[1]}}, path: patch.yaml}]\n#- /patch.yaml\n${patch}\n#- /base.yaml\n${base}`;

interface Case {
  readonly text: string;
  /** The ids of the choices, except \`PATH=keep\`, and a text of the result of each. */
  readonly results: Readonly<Record<string, string | RegExp>>;
  /** The path of the choice to keep the version. */
  readonly keep: string;
}

/** One case for each kind of leftover. */
const CASES: Readonly<Record<string, Case>> = {
  'a field that is gone': {
    text: config('{useExperimentalRetryJoin: true, verbosity: 1}'),
    results: { 'spec.useExperimentalRetryJoin=': 'spec: {verbosity: 1}' },
    keep: 'spec.useExperimentalRetryJoin',
  },
  'a flag that is inverted': {
    text: cluster(`{noCloudProvider: false, ${ENDPOINT}}`),
    results: {
      'spec.noCloudProvider=': `spec: {${ENDPOINT}}`,
      'spec.noCloudProvider=cloudProviderEnabled': `spec: {cloudProviderEnabled: true, ${ENDPOINT}}`,
    },
    keep: 'spec.noCloudProvider',
  },
  'a flag that is a variable': {
    text: cluster(`\n  noCloudProvider: \${NO_CLOUD:=true}\n  ${ENDPOINT}`),
    results: {
      'spec.noCloudProvider=': `spec: \n  ${ENDPOINT}`,
      'spec.noCloudProvider=cloudProviderEnabled-false': 'cloudProviderEnabled: false\n',
      'spec.noCloudProvider=cloudProviderEnabled': 'cloudProviderEnabled: true\n',
    },
    keep: 'spec.noCloudProvider',
  },
  'a flag that contradicts its successor': {
    text: cluster(`{noCloudProvider: false, cloudProviderEnabled: false, ${ENDPOINT}}`),
    results: {
      'spec.noCloudProvider=': `spec: {cloudProviderEnabled: false, ${ENDPOINT}}`,
      'spec.noCloudProvider=cloudProviderEnabled': `spec: {cloudProviderEnabled: true, ${ENDPOINT}}`,
    },
    keep: 'spec.noCloudProvider',
  },
  'a field with its old and its new name': {
    text: machine(`nodeDrainTimeout: 1m, deletion: {nodeDrainTimeoutSeconds: 30}, ${REF}}`),
    results: {
      'spec.nodeDrainTimeout=': 'deletion: {nodeDrainTimeoutSeconds: 30}',
      'spec.nodeDrainTimeout=use': /nodeDrainTimeoutSeconds: 60/,
    },
    keep: 'spec.nodeDrainTimeout',
  },
  'a fraction of a second': {
    text: machine(`nodeDrainTimeout: 1500ms, ${REF}}`),
    results: {
      'spec.nodeDrainTimeout=1': 'nodeDrainTimeoutSeconds: 1',
      'spec.nodeDrainTimeout=2': 'nodeDrainTimeoutSeconds: 2',
    },
    keep: 'spec.nodeDrainTimeout',
  },
  'a duration without a unit': {
    text: machine(`nodeDrainTimeout: "60", ${REF}}`),
    results: {
      'spec.nodeDrainTimeout=60': 'nodeDrainTimeoutSeconds: 60',
      'spec.nodeDrainTimeout=': /bootstrap: \S+ a}, inf/,
    },
    keep: 'spec.nodeDrainTimeout',
  },
  'a duration in days': {
    text: machine(`nodeDrainTimeout: 1d, ${REF}}`),
    results: { 'spec.nodeDrainTimeout=86400': 'Seconds: 86400', 'spec.nodeDrainTimeout=': /bootstrap: \S+ a}, inf/ },
    keep: 'spec.nodeDrainTimeout',
  },
  'a negative duration': {
    text: machine(`nodeDrainTimeout: -5s, ${REF}}`),
    results: { 'spec.nodeDrainTimeout=0': 'Seconds: 0', 'spec.nodeDrainTimeout=': /bootstrap: \S+ a}, inf/ },
    keep: 'spec.nodeDrainTimeout',
  },
  'a duration in a variable': {
    text: config(
      '\n  initConfiguration:\n    bootstrapTokens:\n      - token: abcdef.0123456789abcdef\n        ttl: ${TTL:=2m}',
    ),
    results: {
      'spec.initConfiguration.bootstrapTokens[0].ttl=variable': 'ttlSeconds: ${TTL:=120}',
      'spec.initConfiguration.bootstrapTokens[0].ttl=120': 'ttlSeconds: 120\n',
    },
    keep: 'spec.initConfiguration.bootstrapTokens[0].ttl',
  },
  'a duration of zero that would get a default': {
    text: remediation('{strategy: {type: Reboot, timeout: 0s}}'),
    results: {
      'spec.strategy.timeout=': 'spec: {strategy: {type: Reboot}}',
      'spec.strategy.timeout=100': 'timeoutSeconds: 100',
    },
    keep: 'spec.strategy.timeout',
  },
  'a zero that would get a default': {
    text: object(
      'infrastructure.cluster.x-k8s.io',
      'Metal3DataTemplate',
      '{clusterName: a, metaData: {indexes: [{key: a}, {key: b, step: 0}]}}',
    ),
    results: { 'spec.metaData.indexes[1].step=': '{indexes: [{key: a}, {key: b}]}' },
    keep: 'spec.metaData.indexes[1].step',
  },
  'a value that the new version does not accept': {
    text: remediation('{strategy: {type: Reboot, timeout: 30s}}'),
    results: {
      'spec.strategy.timeoutSeconds=100': 'timeoutSeconds: 100',
      'spec.strategy.timeoutSeconds=anyway': 'timeoutSeconds: 30',
    },
    keep: 'spec.strategy.timeoutSeconds',
  },
  'a VLAN ID that is too large': {
    text: vlan(5000),
    results: {
      'spec.networkData.links.vlans[0].vlanID=4094': 'vlanID: 4094',
      'spec.networkData.links.vlans[0].vlanID=anyway': 'vlanID: 5000',
    },
    keep: 'spec.networkData.links.vlans[0].vlanID',
  },
  'a VLAN ID that is too small': {
    text: vlan(-1),
    results: {
      'spec.networkData.links.vlans[0].vlanID=1': 'vlanID: 1',
      'spec.networkData.links.vlans[0].vlanID=anyway': 'vlanID: -1',
    },
    keep: 'spec.networkData.links.vlans[0].vlanID',
  },
  'a reference to a namespace': {
    text: machine(`${REF}, namespace: b}`),
    results: {
      'spec.infrastructureRef.namespace=': /name: a}}\n$/,
      'metadata.namespace=b': 'metadata: {name: a, namespace: b}',
    },
    keep: 'spec.infrastructureRef.namespace',
  },
  'bonds, which the new version cannot express': {
    text: object(
      'infrastructure.cluster.x-k8s.io',
      'Metal3DataTemplate',
      '{clusterName: a, networkData: {links: {bonds: [{bondMode: 802.3ad, id: a, macAddress: {string: "00:00:00:00:00:01"}}]}}}',
    ),
    results: {},
    keep: 'spec.networkData.links.bonds',
  },
  'a version that is too old': {
    text: object('infrastructure.cluster.x-k8s.io', 'Metal3Machine', '{}', 'v1alpha5'),
    results: {},
    keep: 'apiVersion',
  },
  'a version that is a variable': {
    text: object(
      'infrastructure.cluster.x-k8s.io',
      'Metal3MachineTemplate',
      '{template: {spec: {image: {url: http://a, checksum: http://b, format: raw}}}}',
      '${CAPM3_VERSION}',
    ),
    results: { 'apiVersion=v1beta1': /\$\{CAPM3_VERSION\}\n[\s\S]*diskFormat: raw/ },
    keep: 'apiVersion',
  },
  'a patch without its base': {
    text: `#- /kustomization.yaml\npatches: [{path: p.yaml}]\n#- /p.yaml\n${cluster('{noCloudProvider: true, controlPlaneEndpoint: {port: 1}}')}`,
    results: { 'apiVersion=migrate': /v1beta2[\s\S]*spec: {controlPlaneEndpoint: {port: 1}}/ },
    keep: 'apiVersion',
  },
  'a list in a patch': {
    text: PATCHED(
      config('{initConfiguration: {nodeRegistration: {kubeletExtraArgs: {v: "1"}}}}'),
      config('{verbosity: 1}'),
    ).replace('target: {kind: KubeadmConfig}, ', ''),
    results: {
      'spec.initConfiguration.nodeRegistration.kubeletExtraArgs=replace': '[{name: v, value: "1"}]',
    },
    keep: 'spec.initConfiguration.nodeRegistration.kubeletExtraArgs',
  },
  'a list in a patch, and items of the object': {
    text: PATCHED(
      config(
        '\n  initConfiguration:\n    nodeRegistration:\n      kubeletExtraArgs:\n        v: "1" # verbose\n        x: null',
      ),
      config('{initConfiguration: {nodeRegistration: {kubeletExtraArgs: {v: "2", w: "3", x: "0", z: "4"}}}}'),
    ).replace('target: {kind: KubeadmConfig}, ', ''),
    results: {
      'spec.initConfiguration.nodeRegistration.kubeletExtraArgs=replace':
        /kubeletExtraArgs:\n +- name: v\n +value: "1" # verbose\n+#-/,
      'spec.initConfiguration.nodeRegistration.kubeletExtraArgs=merge':
        /kubeletExtraArgs:\n +- name: v\n +value: "1" # verbose\n +- name: w\n +value: "3"\n +- name: z\n +value: "4"\n+#-/,
    },
    keep: 'spec.initConfiguration.nodeRegistration.kubeletExtraArgs',
  },
  'a list in braces in a patch, and items of the object': {
    text: PATCHED(
      config('{initConfiguration: {nodeRegistration: {kubeletExtraArgs: {v: "1" }}}}'),
      config('{initConfiguration: {nodeRegistration: {kubeletExtraArgs: {v: "2", w: "3"}}}}'),
    ).replace('target: {kind: KubeadmConfig}, ', ''),
    results: {
      'spec.initConfiguration.nodeRegistration.kubeletExtraArgs=replace': '[{name: v, value: "1"} ]',
      'spec.initConfiguration.nodeRegistration.kubeletExtraArgs=merge':
        '[{name: v, value: "1"}, {name: w, value: "3"} ]',
    },
    keep: 'spec.initConfiguration.nodeRegistration.kubeletExtraArgs',
  },
  'a patch with a value that the new version does not accept': {
    text: PATCHED(cluster('{controlPlaneEndpoint: {port: 70000}}'), cluster(`{${ENDPOINT}}`)).replace(
      'target: {kind: Metal3Cluster}, ',
      '',
    ),
    results: {
      'spec.controlPlaneEndpoint.port=65535':
        'v1beta2\nkind: Metal3Cluster\nmetadata: {name: a}\nspec: {controlPlaneEndpoint: {port: 65535}}',
      'spec.controlPlaneEndpoint.port=anyway': '{port: 70000}',
    },
    keep: 'spec.controlPlaneEndpoint.port',
  },
  'a patch of a field that is gone': {
    text: PATCHED(
      '- {op: add, path: /spec/useExperimentalRetryJoin, value: true}\n- {op: add, path: /spec/verbosity, value: 1}',
      config('{ntp: {enabled: true}}'),
    ),
    results: {
      '/spec/useExperimentalRetryJoin=':
        /patches[\s\S]*\n- {op: add, path: \/spec\/verbosity, value: 1}\n[\s\S]*v1beta2/,
    },
    keep: '/spec/useExperimentalRetryJoin',
  },
  'a patch of a flag that is inverted': {
    text: PATCHED(
      '- {op: add, path: /spec/noCloudProvider, value: false}\n- {op: test, path: /spec/x, value: 1}',
      cluster(`{${ENDPOINT}}`),
    ),
    results: {
      '/spec/noCloudProvider=': /\n- {op: test[\s\S]*v1beta2/,
      '/spec/noCloudProvider=cloudProviderEnabled': 'path: /spec/cloudProviderEnabled, value: true}',
    },
    keep: '/spec/noCloudProvider',
  },
  'a patch of a flag with a variable': {
    text: PATCHED(
      '- {op: add, path: /spec/noCloudProvider, value: "${NO_CLOUD:=true}"}\n- {op: test, path: /spec/x, value: 1}',
      cluster(`{${ENDPOINT}}`),
    ),
    results: {
      '/spec/noCloudProvider=': /\n- {op: test[\s\S]*v1beta2/,
      '/spec/noCloudProvider=cloudProviderEnabled-false': 'path: /spec/cloudProviderEnabled, value: false}',
      '/spec/noCloudProvider=cloudProviderEnabled': 'path: /spec/cloudProviderEnabled, value: true}',
    },
    keep: '/spec/noCloudProvider',
  },
  'a patch that needs a parent': {
    text: PATCHED('- op: add # drain\n  path: /spec/nodeDrainTimeout\n  value: 1m', machine(`${REF}}`)),
    results: {
      '/spec/nodeDrainTimeout=exists':
        '\n- op: add # drain\n  path: /spec/deletion/nodeDrainTimeoutSeconds\n  value: 60\n',
      '/spec/nodeDrainTimeout=add':
        '\n- op: add\n  path: /spec/deletion\n  value: {}\n- op: add # drain\n  path: /spec/deletion/nodeDrainTimeoutSeconds\n  value: 60\n',
    },
    keep: '/spec/nodeDrainTimeout',
  },
  'a patch of an item whose index is not known': {
    text: PATCHED(
      '- {op: test, path: /spec/x, value: 1}\n- {op: remove, path: /spec/initConfiguration/nodeRegistration/kubeletExtraArgs/v}',
      config('{initConfiguration: {nodeRegistration: {kubeletExtraArgs: {v: "1", w: "2"}}}}'),
    ),
    results: {
      '/spec/initConfiguration/nodeRegistration/kubeletExtraArgs/v=': /\n- {op: test.*}\n#[\s\S]*{name: v, value: "1"}/,
    },
    keep: '/spec/initConfiguration/nodeRegistration/kubeletExtraArgs/v',
  },
  'a patch with an object in its value': {
    text: PATCHED(
      '- {op: add, path: /spec/initConfiguration, value: {bootstrapTokens: [{token: a, ttl: 1500ms}]}}',
      config('{verbosity: 1}'),
    ),
    results: {
      'spec.initConfiguration.bootstrapTokens[0].ttl=1': 'ttlSeconds: 1}',
      'spec.initConfiguration.bootstrapTokens[0].ttl=2': 'ttlSeconds: 2}',
    },
    keep: 'spec.initConfiguration.bootstrapTokens[0].ttl',
  },
};

function migratedTo(text: string, choices: readonly string[]) {
  const { files } = readFixture(text);
  const results = migratedFiles(files, choices);
  return {
    before: files.map((file) => `#- ${file.uri}\n${file.text}`).join(''),
    after: results.map((file) => `#- ${file.uri}\n${file.after}`).join(''),
    leftovers: results.flatMap(({ leftovers }) => leftovers),
  };
}

describe('each leftover has choices', () => {
  for (const [name, { text, results, keep }] of Object.entries(CASES))
    it(name, () => {
      const { before, leftovers } = migratedTo(text, []);
      const ids = leftovers.flatMap(({ choices }) => choices.map(({ id }) => id));
      assert.deepEqual(ids.toSorted(), [...Object.keys(results), `${keep}=keep`].toSorted());
      const kept = migratedTo(text, [`${keep}=keep`]);
      assert.equal(kept.after, before);
      assert.deepEqual(kept.leftovers, []);
      for (const [id, expected] of Object.entries(results))
        for (const choice of [id, `${leftovers[0]?.object}:${id}`]) {
          const { after, leftovers: open } = migratedTo(text, [choice]);
          assert.deepEqual(open, [], choice);
          if (typeof expected === 'string') assert.ok(after.includes(expected), `${choice}: ${after}`);
          else assert.match(after, expected, choice);
        }
    });
});

it('a choice with an object applies to this object only', () => {
  const other = cluster(`{noCloudProvider: false, ${ENDPOINT}}`);
  const text = `${other}---\n${other.replace('name: a', 'name: b')}`;
  const { after, leftovers } = migratedTo(text, ['Metal3Cluster/b:spec.noCloudProvider=cloudProviderEnabled']);
  assert.deepEqual(
    leftovers.map((each) => each.object),
    ['Metal3Cluster/a'],
  );
  assert.equal(after.match(/cloudProviderEnabled: true/g)?.length, 1);
  assert.match(after, /name: b}\nspec: {cloudProviderEnabled: true/);
});

it('a choice about one patch of a ClusterClass keeps the version of its template', () => {
  const patch = (path: string) =>
    `  - {op: replace, path: ${path}, value: true}\n  - {op: replace, path: /spec/template/spec/verbosity, value: 1}`;
  const text = [
    'apiVersion: cluster.x-k8s.io/v1beta2',
    'kind: ClusterClass',
    'metadata: {name: a}',
    'spec:',
    '  patches:',
    '  - name: a',
    '    definitions:',
    '    - selector: {apiVersion: bootstrap.cluster.x-k8s.io/v1beta1, kind: KubeadmConfigTemplate}',
    '      jsonPatches:',
    patch('/spec/template/spec/useExperimentalRetryJoin').replaceAll('  -', '      -'),
    '',
  ].join('\n');
  const id = '/spec/template/spec/useExperimentalRetryJoin=';
  // The class is incomplete, which is reported, too.
  const own = (choices: readonly string[]) => {
    const result = migratedTo(text, choices);
    return { ...result, leftovers: result.leftovers.filter(({ path }) => path.includes('jsonPatches')) };
  };
  const first = own([]);
  assert.equal(first.after, own([id]).after);
  assert.deepEqual(
    first.leftovers.flatMap(({ choices }) => choices.map((each) => each.id)),
    [id, `${id}keep`],
  );
  const kept = own([`${id}keep`]);
  assert.equal(kept.after, kept.before);
  assert.deepEqual(kept.leftovers, []);
  const { after, leftovers } = own([id]);
  assert.deepEqual(leftovers, []);
  assert.match(after, /bootstrap\.cluster\.x-k8s\.io\/v1beta2/);
  assert.doesNotMatch(after, /useExperimentalRetryJoin/);
});

it('the first value for a flag that is a variable is the inverse of its default', () => {
  const titles = (value: string) =>
    migratedTo(cluster(`\n  noCloudProvider: ${value}\n  ${ENDPOINT}`), []).leftovers[0]?.choices.map(
      ({ title }) => title,
    );
  const [enabled, disabled] = ['Write cloudProviderEnabled: true', 'Write cloudProviderEnabled: false'];
  for (const [value, expected] of [
    ['${NO_CLOUD:=true}', [disabled, enabled]],
    ['${NO_CLOUD:-"false"}', [enabled, disabled]],
    ['${NO_CLOUD}', [enabled, disabled]],
    ['false', [enabled]],
  ] as const)
    assert.deepEqual(titles(value)?.slice(1, -1), expected, value);
});
