import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { ClientCapabilities, CodeAction, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver';
import { MIGRATE, MIGRATION_GOALS, type MigrateResult, type MigrationChoice } from '../../protocol/index.ts';
import { type Client, type ClientOptions, startClient } from '../support/client.ts';

const A = 'file:///w/a.yaml';
const B = 'file:///w/b.yaml';
const CLUSTER = [
  'apiVersion: cluster.x-k8s.io/v1beta1',
  'kind: Cluster',
  'metadata: {name: edge, namespace: edge}',
  'spec:',
  '  paused: true # for now',
  '  infrastructureRef:',
  '    apiVersion: infrastructure.cluster.x-k8s.io/v1beta1',
  '    kind: Metal3Cluster',
  '    name: edge',
  '',
].join('\n');
const METAL3 = [
  'apiVersion: infrastructure.cluster.x-k8s.io/v1beta1',
  'kind: Metal3Cluster',
  'metadata: {name: edge, namespace: edge}',
  'spec:',
  '  noCloudProvider: false',
  '  controlPlaneEndpoint: {host: 10.0.0.1, port: 6443}',
  '',
].join('\n');
const TEXT = `${CLUSTER}---\n${METAL3}`;
const MACHINE = CLUSTER.replaceAll('edge', 'other');

/** What VS Code announces. */
const CAPABILITIES: ClientCapabilities = {
  workspace: {
    configuration: true,
    workspaceEdit: { documentChanges: true, changeAnnotationSupport: { groupsOnLabel: true } },
  },
  textDocument: {
    codeAction: { dataSupport: true, disabledSupport: true, resolveSupport: { properties: ['edit'] } },
  },
};

let client: Client | undefined;
afterEach(() => client?.close());

async function start(options: ClientOptions = {}): Promise<Client> {
  const files = [
    { uri: A, text: TEXT },
    { uri: B, text: MACHINE },
  ];
  client = await startClient({ files, capabilities: CAPABILITIES, ...options });
  await client.open(A, TEXT);
  return client;
}

function at(line: string): { start: { line: number; character: number }; end: { line: number; character: number } } {
  const index = TEXT.split('\n').findIndex((each) => each.includes(line));
  assert.ok(index >= 0, line);
  const character = TEXT.split('\n')[index]?.indexOf(line) ?? 0;
  return { start: { line: index, character }, end: { line: index, character } };
}

const titles = (actions: readonly CodeAction[]) =>
  actions.filter(({ title }) => title.startsWith('Migrate')).map(({ title, kind }) => `${kind}: ${title}`);

async function resolved(action: CodeAction | undefined): Promise<WorkspaceEdit> {
  assert.ok(client && action);
  const { edit } = await client.connection.sendRequest<CodeAction>('codeAction/resolve', action);
  assert.ok(edit);
  return edit;
}

/** Returns the text of a file after an edit. */
function edited(edit: WorkspaceEdit, uri: string, text: string): string {
  const changes = edit.documentChanges?.filter((each): each is TextDocumentEdit => 'textDocument' in each);
  const edits = changes?.find((each) => each.textDocument.uri === uri)?.edits ?? edit.changes?.[uri] ?? [];
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const offset = ({ line, character }: { line: number; character: number }) =>
    (starts[line] ?? text.length) + character;
  return edits.reduceRight(
    (own, each) =>
      'newText' in each
        ? own.slice(0, offset(each.range.start)) + each.newText + own.slice(offset(each.range.end))
        : assert.fail(),
    text,
  );
}

describe('migration in the editor', () => {
  it('is offered as a refactoring for the object, the file and all files', async () => {
    const { codeActions } = await start();
    assert.deepEqual(titles(await codeActions(A, at('kind: Cluster'))), [
      'refactor.rewrite: Migrate Cluster "edge" to cluster.x-k8s.io/v1beta2',
      'refactor.rewrite: Migrate 2 objects in this file to newer API versions',
      'refactor.rewrite: Migrate all files to newer API versions',
    ]);
    assert.deepEqual(titles(await codeActions(A, at('kind: Cluster'), ['quickfix'])), []);
    assert.equal(titles(await codeActions(A, at('paused'), ['refactor'])).length, 3);
    assert.deepEqual(titles(await codeActions(A, at('paused'))), []);
  });

  it('is computed when the client selects it, in groups that need confirmation', async () => {
    const { codeActions } = await start();
    const [object, file, all] = await codeActions(A, at('kind: Cluster'), ['refactor']);
    assert.equal(object?.edit, undefined);
    const edit = await resolved(object);
    const expected = CLUSTER.replace('cluster.x-k8s.io/v1beta1', 'cluster.x-k8s.io/v1beta2').replace(
      'apiVersion: infrastructure.cluster.x-k8s.io/v1beta1',
      'apiGroup: infrastructure.cluster.x-k8s.io',
    );
    assert.equal(edited(edit, A, TEXT), `${expected}---\n${METAL3}`);
    assert.deepEqual(edit.changeAnnotations, {
      'Migrate to cluster.x-k8s.io/v1beta2': {
        label: 'Migrate to cluster.x-k8s.io/v1beta2',
        needsConfirmation: true,
      },
    });
    const both = await resolved(file);
    assert.deepEqual(Object.keys(both.changeAnnotations ?? {}), [
      'Migrate to cluster.x-k8s.io/v1beta2',
      'Migrate to infrastructure.cluster.x-k8s.io/v1beta2',
      'Check spec.noCloudProvider',
    ]);
    assert.doesNotMatch(edited(both, A, TEXT), /v1beta1|noCloudProvider/);
    const everywhere = await resolved(all);
    assert.doesNotMatch(edited(everywhere, B, MACHINE), /v1beta1/);
    assert.deepEqual(
      everywhere.documentChanges?.map((each) => 'textDocument' in each && each.textDocument),
      [
        { uri: A, version: 1 },
        { uri: B, version: null },
      ],
    );
  });

  it('has the choices for what it leaves open as quick fixes at their place', async () => {
    const { codeActions } = await start();
    const title = 'quickfix: Migrate Metal3Cluster "edge" to infrastructure.cluster.x-k8s.io/v1beta2';
    const actions = await codeActions(A, at('noCloudProvider'), ['quickfix']);
    assert.deepEqual(titles(actions), [
      `${title}: Remove noCloudProvider`,
      `${title}: Write cloudProviderEnabled: true`,
    ]);
    const [removed, written] = actions;
    assert.doesNotMatch(edited(await resolved(removed), A, TEXT), /cloudProvider/i);
    assert.match(edited(await resolved(written), A, TEXT), /^ {2}cloudProviderEnabled: true$/m);
    assert.deepEqual(titles(await codeActions(A, at('controlPlaneEndpoint'), ['quickfix'])), []);
  });

  it('is a quick fix of a deprecated version', async () => {
    const { codeActions } = await start({
      configuration: () => ({ targets: { 'cluster-api': 'v1.14', 'cluster-api-provider-metal3': 'v1.12' } }),
    });
    const actions = await codeActions(A, at('apiVersion: cluster.x-k8s.io/v1beta1'));
    assert.deepEqual(titles(actions), [
      'quickfix: Migrate Cluster "edge" to cluster.x-k8s.io/v1beta2',
      'refactor.rewrite: Migrate all files to newer API versions',
    ]);
    const [fix] = actions;
    assert.equal(fix?.diagnostics?.[0]?.code, 'deprecated-version');
    assert.match(edited(await resolved(fix), A, TEXT), /^apiVersion: cluster\.x-k8s\.io\/v1beta2$/m);
    // The target release of CAPM3 does not serve v1beta2.
    assert.deepEqual(titles(await codeActions(A, at('noCloudProvider'), ['refactor'])), [
      'refactor.rewrite: Migrate all files to newer API versions',
    ]);
  });

  it('has the reason where it is not possible', async () => {
    const broken = TEXT.replace('paused: true', 'paused: [true');
    const { change, codeActions } = await start();
    await change(A, 2, [{ text: broken }]);
    const [action] = (await codeActions(A, at('kind: Cluster'), ['refactor'])).filter(({ disabled }) => disabled);
    assert.match(action?.disabled?.reason ?? '', /cannot be read as YAML/);
  });

  it('is only possible for all files together where a kustomization changes the kind', async () => {
    const kustomization = [
      'resources: [a.yaml]',
      'patches:',
      '  - target: {version: v1beta1, kind: Metal3Cluster}',
      '    patch: |-',
      '      - {op: replace, path: /spec/controlPlaneEndpoint/port, value: 443}',
      '',
    ].join('\n');
    const kustomize = 'file:///w/kustomization.yaml';
    const { codeActions } = await start({
      files: [
        { uri: A, text: TEXT },
        { uri: kustomize, text: kustomization },
      ],
    });
    const range = at('noCloudProvider');
    const choices = (await codeActions(A, range, ['quickfix'])).filter(({ disabled }) => !disabled);
    const everywhere = 'quickfix: Migrate all files to newer API versions';
    assert.deepEqual(titles(choices), [
      `${everywhere}: Remove noCloudProvider`,
      `${everywhere}: Write cloudProviderEnabled: true`,
      `${everywhere}: Keep the old version of the object`,
    ]);
    const [, use, keep] = choices;
    assert.ok(use && keep);
    const chosen = await resolved(use);
    assert.match(edited(chosen, A, TEXT), /cloudProviderEnabled: true/);
    assert.match(edited(chosen, kustomize, kustomization), /version: v1beta2/);
    const kept = await resolved(keep);
    assert.match(edited(kept, A, TEXT), /noCloudProvider: false/);
    const [object, all, ...others] = await codeActions(A, range, ['refactor']);
    assert.match(object?.disabled?.reason ?? '', /^A kustomization changes Metal3Cluster\./);
    assert.equal(all?.title, 'Migrate all files to newer API versions');
    assert.deepEqual(others, []);
    const edit = await resolved(all);
    assert.match(edited(edit, kustomize, kustomization), /version: v1beta2/);
    assert.doesNotMatch(edited(edit, A, TEXT), /^apiVersion: .*v1beta1$/m);
  });

  it('is a plain edit for clients that support nothing else', async () => {
    const { codeActions } = await start({ capabilities: { workspace: { workspaceEdit: {} } } });
    const [object] = await codeActions(A, at('kind: Cluster'), ['refactor']);
    assert.deepEqual(Object.keys(object ?? {}).sort(), ['edit', 'kind', 'title']);
    assert.ok(object?.edit?.changes);
    assert.match(edited(object.edit, A, TEXT), /apiGroup/);
  });

  it('is not offered in generated files', async () => {
    const generated = `# Code generated by a tool. DO NOT EDIT.\n${TEXT}`;
    const { change, codeActions } = await start();
    await change(A, 2, [{ text: generated }]);
    const range = { start: { line: 2, character: 0 }, end: { line: 2, character: 0 } };
    assert.deepEqual(titles(await codeActions(A, range)), [
      'refactor.rewrite: Migrate all files to newer API versions',
    ]);
  });
});

describe('the migration of a workspace', () => {
  it('lists the API versions that manifests can be migrated to', async () => {
    const { connection } = await start({ configuration: () => ({ targets: { 'cluster-api': 'v1.10' } }) });
    const goals = await connection.sendRequest<readonly MigrationChoice[]>(MIGRATION_GOALS, {});
    assert.deepEqual(
      goals.map(({ provider, version, objects, servedFrom, isServedByTarget }) => ({
        ...{ provider, version, objects, servedFrom, isServedByTarget },
      })),
      [
        {
          ...{ provider: 'cluster-api', version: 'v1beta2', objects: 2 },
          ...{ servedFrom: 'v1.11', isServedByTarget: false },
        },
        {
          ...{ provider: 'cluster-api-provider-metal3', version: 'v1beta2', objects: 1 },
          ...{ servedFrom: 'v1.13', isServedByTarget: true },
        },
      ],
    );
  });

  it('changes only the chosen providers, and returns what is left', async () => {
    const { connection } = await start();
    const metal3 = { provider: 'cluster-api-provider-metal3', version: 'v1beta2' };
    const result = await connection.sendRequest<MigrateResult>(MIGRATE, { targets: [metal3] });
    const text = edited(result.edit as WorkspaceEdit, A, TEXT);
    assert.ok(text.startsWith(CLUSTER));
    assert.match(text, /^apiVersion: infrastructure\.cluster\.x-k8s\.io\/v1beta2$/m);
    assert.deepEqual(
      result.leftovers.map(({ uri, line, isBlocked }) => ({ uri, line, isBlocked })),
      [{ uri: A, line: at('noCloudProvider').start.line, isBlocked: false }],
    );
    const none = await connection.sendRequest<MigrateResult>(MIGRATE, { targets: [] });
    assert.deepEqual(none, { edit: null, leftovers: [] });
  });
});
