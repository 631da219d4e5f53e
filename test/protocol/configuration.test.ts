import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { ProviderTarget } from '../../protocol/index.ts';
import { releaseChoices } from '../../server/src/lsp/handlers/targets.ts';
import { bundledSchemas } from '../../server/src/node/bundled-schemas.ts';
import { type Client, type ClientOptions, startClient } from '../support/client.ts';
import { rangeIn } from '../support/text-position.ts';

const SCHEMAS = bundledSchemas('schemas');
const URI = 'file:///w/edge/pools.yaml';
const CONFIG = 'file:///w/edge/.kamaji-metal3.yaml';

/** Rejected by CAPM3 v1.13 and later, accepted by earlier releases. */
const TEMPLATE = `apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3DataTemplate
metadata:
  name: t
spec:
  clusterName: a
  metaData:
    ipAddressesFromIPPool:
      - key: ip
        name: pool
        kind: IPPool
`;

let client: Client | undefined;
afterEach(() => client?.close());

async function start(options: ClientOptions): Promise<Client> {
  client = await startClient({ schemas: SCHEMAS, pulls: true, ...options });
  return client;
}

async function findings({ pull }: Client, uri = URI): Promise<readonly string[]> {
  const { items = [] } = await pull(uri);
  return items.map(({ code, severity, range }) => `${range.start.line}:${range.start.character} ${severity} ${code}`);
}

describe('target releases', () => {
  it('default to all releases, where the newest one causes a warning', async () => {
    assert.deepEqual(await findings(await start({ files: [{ uri: URI, text: TEMPLATE }] })), ['8:8 2 required-field']);
  });

  it('in the nearest configuration file override those in the settings', async () => {
    const files = [
      { uri: URI, text: TEMPLATE },
      { uri: CONFIG, text: 'targets:\n  capm3: v1.13\n' },
    ];
    const configuration = () => ({ targets: { 'cluster-api-provider-metal3': 'v1.8' } });
    const options = { files, configuration, capabilities: { workspace: { configuration: true } } };
    assert.deepEqual(await findings(await start(options)), ['0:12 4 deprecated-version', '8:8 1 required-field']);
  });

  it('in the settings apply without a configuration file, and changes take effect at once', async () => {
    let release = 'v1.8';
    const started = await start({
      files: [{ uri: URI, text: TEMPLATE }],
      configuration: () => ({ targets: { capm3: release } }),
      capabilities: { workspace: { configuration: true } },
    });
    assert.deepEqual(await findings(started), []);
    release = 'v1.13';
    await started.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await until(async () => (await findings(started)).length === 2);
    assert.deepEqual(await findings(started), ['0:12 4 deprecated-version', '8:8 1 required-field']);
  });

  it('follow the open text of the configuration file, which has findings of its own', async () => {
    const started = await start({ files: [{ uri: URI, text: TEMPLATE }] });
    await started.open(CONFIG, 'targets:\n  capm3: v1.8\n');
    await until(async () => (await findings(started)).length === 0);
    await started.change(CONFIG, 2, [
      { text: 'targets:\n  capm3: v1.88\n  capi: 1.10\nrule: {}\nrules:\n  unknown-feld: off\n' },
    ]);
    await until(async () => (await findings(started)).length === 1);
    const { items = [] } = await started.pull(CONFIG);
    assert.deepEqual(
      items.map(({ range, message }) => `${range.start.line}:${range.start.character} ${message}`),
      [
        '1:9 CAPM3 v1.88 is not a known release. All releases apply. Use v1.3 to v1.13, latest or auto. Did you mean "v1.8"?',
        '2:8 A release must be a string, but 1.10 is a number. Use v1.10, or add quotes. The setting has no effect.',
        '3:0 Unknown setting "rule". It has no effect. Did you mean "rules"?',
        '5:2 Unknown rule "unknown-feld". It has no effect. Did you mean "unknown-field"?',
      ],
    );
  });

  it('do not apply after the file is deleted, even while an editor has it open', async () => {
    const config = { uri: CONFIG, text: 'targets:\n  capm3: v1.8\n' };
    const files = [{ uri: URI, text: TEMPLATE }, config];
    const started = await start({ files });
    const watch = (type: 1 | 2 | 3) =>
      started.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: CONFIG, type }] });
    await started.open(CONFIG, config.text);
    await until(async () => (await findings(started)).length === 0);

    // Some editors save by deleting and creating the file, so the event is not sufficient.
    await watch(3);
    assert.deepEqual(await findings(started), []);
    files.pop();
    await watch(3);
    await until(async () => (await findings(started)).length === 1);

    files.push(config);
    await watch(1);
    await until(async () => (await findings(started)).length === 0);
    files.pop();
    await watch(3);
    await until(async () => (await findings(started)).length === 1);
    await started.change(CONFIG, 2, [{ text: 'targets:\n  capm3: v1.9\n' }]);
    await until(async () => (await findings(started)).length === 0);
  });

  it('are returned on request, with the edit that sets another release', async () => {
    const text = '# ours\ntargets: {capm3: v1.8} # why\n';
    const started = await start({
      files: [
        { uri: CONFIG, text },
        { uri: URI, text: TEMPLATE },
      ],
    });
    const { providers, configurationFile } = (await started.connection.sendRequest('kamajiMetal3/targets', {
      uri: URI,
    })) as {
      providers: ProviderTarget[];
      configurationFile: string;
    };
    assert.equal(configurationFile, CONFIG);
    const metal3 = providers.find(({ name }) => name === 'cluster-api-provider-metal3');
    assert.match(metal3?.target ?? '', /^v1\.8\./);
    const minors = metal3?.releases.map(({ minor }) => minor) ?? [];
    assert.deepEqual(minors.slice(-3), ['v1.5', 'v1.4', 'v1.3']);
    assert.equal(new Set(minors).size, minors.length);
    assert.equal(metal3?.releases.find(({ minor }) => minor === 'v1.8')?.newest, metal3?.target);
    const provider = 'cluster-api-provider-metal3';
    const params = { configurationFile, provider, release: 'v1.12' };
    assert.deepEqual(await started.connection.sendRequest('kamajiMetal3/targetEdit', params), [
      { range: rangeIn(text, 'v1.8'), newText: 'v1.12' },
    ]);
  });
});

describe('the releases to choose from', () => {
  it('are the minor releases, each with its newest patch release', () => {
    assert.deepEqual(releaseChoices(['v1.2.1', 'v1.2.0', 'v1.1.0', 'edge-25.1.1', 'main-abc']), [
      { minor: 'v1.2', newest: 'v1.2.1' },
      { minor: 'v1.1', newest: 'v1.1.0' },
      { minor: 'edge-25.1', newest: 'edge-25.1.1' },
      { minor: 'main-abc', newest: 'main-abc' },
    ]);
  });
});

describe('the configuration', () => {
  it('sets the severity of rules in its own folder only', async () => {
    const other = 'file:///w/other.yaml';
    const files = [
      { uri: URI, text: TEMPLATE },
      { uri: other, text: TEMPLATE },
      { uri: CONFIG, text: 'rules:\n  required-field: hint\n' },
    ];
    const started = await start({ files });
    assert.deepEqual(await findings(started), ['8:8 4 required-field']);
    assert.deepEqual(await findings(started, other), ['8:8 2 required-field']);
  });

  it('excludes files, which are read again when they are included', async () => {
    let exclude = ['edge'];
    const started = await start({
      files: [{ uri: URI, text: TEMPLATE }],
      configuration: () => ({ files: { exclude } }),
      capabilities: { workspace: { configuration: true } },
    });
    assert.deepEqual(await findings(started), []);
    exclude = [];
    await started.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await until(async () => (await findings(started)).length === 1);
  });
});

describe('custom resource definitions in the workspace', () => {
  const CRD = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: things.example.com
spec:
  group: example.com
  scope: Namespaced
  names: {kind: Thing, plural: things}
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              required: [size]
              properties:
                size: {type: integer, description: How large it is.}
`;
  const THING = 'apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: a}\nspec: {sice: 1}\n';

  it('apply at once, and no longer apply after they are removed', async () => {
    const started = await start({ files: [{ uri: URI, text: THING }] });
    assert.deepEqual(await findings(started), []);
    await started.open('file:///w/crd.yaml', CRD);
    await until(async () => (await findings(started)).length > 0);
    // The required field is missing because it is misspelled.
    assert.deepEqual(await findings(started), ['3:7 2 unknown-field']);
    await started.change('file:///w/crd.yaml', 2, [{ text: '' }]);
    await until(async () => (await findings(started)).length === 0);
  });

  it('are read if the configuration names them', async () => {
    const files = [
      { uri: URI, text: THING },
      { uri: CONFIG, text: 'crds: [crds.txt]\n' },
      { uri: 'file:///w/edge/crds.txt', text: CRD },
    ];
    const started = await start({ files });
    assert.ok((await findings(started)).length > 0);
  });

  it('are read if the settings name them, also with the former name', async () => {
    for (const name of ['customResourceDefinitions', 'crds']) {
      const started = await start({
        files: [
          { uri: URI, text: THING },
          { uri: 'file:///w/edge/crds.txt', text: CRD },
        ],
        configuration: () => ({ [name]: ['edge/crds.txt'] }),
        capabilities: { workspace: { configuration: true } },
      });
      assert.ok((await findings(started)).length > 0, name);
    }
  });

  it('are read outside of the workspace folder only if the workspace is trusted', async () => {
    const files = [
      { uri: URI, text: THING },
      { uri: CONFIG, text: 'crds: [../../elsewhere/crds.txt]\n' },
      { uri: 'file:///elsewhere/crds.txt', text: CRD },
    ];
    assert.deepEqual(await findings(await start({ files })), []);
    const trusted = await start({ files, initializationOptions: { isTrusted: true } });
    await until(async () => (await findings(trusted)).length > 0);
  });

  it('of a bundled kind only remove findings', async () => {
    const pool =
      'apiVersion: ipam.metal3.io/v1alpha1\nkind: IPPool\nmetadata: {name: a}\nspec: {namePrefix: a, brandNew: 1, wrong: 2}\n';
    const own = CRD.replaceAll('example.com', 'ipam.metal3.io')
      .replaceAll('Thing', 'IPPool')
      .replace('things', 'ippools')
      .replace('- name: v1', '- name: v1alpha1')
      .replace(
        'size: {',
        'brandNew: {type: integer}\n                namePrefix: {type: string}\n                size: {',
      );
    const started = await start({
      files: [
        { uri: URI, text: pool },
        { uri: 'file:///w/crd.yaml', text: own },
      ],
    });
    assert.deepEqual(await findings(started), ['3:35 1 unknown-field']);
  });
});

async function until(isMet: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await isMet()) return;
    await new Promise((done) => setTimeout(done, 5));
  }
  throw new Error('The condition was not met');
}
