import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { ClientCapabilities, WorkspaceEdit } from 'vscode-languageserver';
import { FIX_WORKSPACE, type FixWorkspaceResult } from '../../protocol/index.ts';
import { type Client, type ClientOptions, edited, startClient } from '../support/client.ts';

const A = 'file:///w/a.yaml';
const B = 'file:///w/b.yaml';

function pool(name: string, fields: string): string {
  return `apiVersion: ipam.metal3.io/v1alpha1\nkind: IPPool\nmetadata:\n  name: ${name}\nspec:\n  namePrefix: ${name}\n${fields}`;
}

const ANNOTATES: ClientCapabilities = {
  workspace: { workspaceEdit: { documentChanges: true, changeAnnotationSupport: { groupsOnLabel: true } } },
};

let client: Client | undefined;
afterEach(() => client?.close());

async function fix(files: Readonly<Record<string, string>>, options: ClientOptions = {}) {
  client = await startClient({
    files: Object.entries(files).map(([uri, text]) => ({ uri, text })),
    capabilities: ANNOTATES,
    ...options,
  });
  const result = await client.connection.sendRequest<FixWorkspaceResult>(FIX_WORKSPACE, null);
  return { ...result, edit: result.edit as WorkspaceEdit | null };
}

describe('the fix for all problems of the workspace', () => {
  const files: Readonly<Record<string, string>> = {
    [A]: `${pool('a', '  prefix: "24"\n')}---\n${pool('b', '  prefix: 24\n  poolz: []\n')}`,
    [B]: pool('c', '  prefix: "25" # keep\n'),
  };
  const fixed: Readonly<Record<string, string>> = {
    [A]: `${pool('a', '  prefix: 24\n')}---\n${pool('b', '  prefix: 24\n  pools: []\n')}`,
    [B]: pool('c', '  prefix: 25 # keep\n'),
  };

  it('changes all files, in one group for each rule that the user confirms', async () => {
    const { edit, fixed: count } = await fix(files);
    assert.ok(edit);
    assert.equal(count, 3);
    for (const [uri, text] of Object.entries(files)) assert.equal(edited(text, uri, edit), fixed[uri]);
    const groups = Object.values(edit.changeAnnotations ?? {});
    assert.deepEqual(groups.map(({ label }) => label).sort(), ['Fix unknown-field', 'Fix wrong-type']);
    for (const { needsConfirmation, description } of groups) {
      assert.equal(needsConfirmation, true);
      assert.match(description ?? '', /\.$/);
    }
    const edits = edit.documentChanges?.flatMap((each) => ('edits' in each ? each.edits : [])) ?? [];
    assert.ok(edits.every((each) => 'annotationId' in each && edit.changeAnnotations?.[each.annotationId]));
  });

  it('has no groups for a client that does not show them', async () => {
    const { edit } = await fix(files, { capabilities: {} });
    assert.equal(edit?.changeAnnotations, undefined);
    for (const [uri, text] of Object.entries(files)) assert.equal(edited(text, uri, edit ?? undefined), fixed[uri]);
  });

  it('omits problems with several fixes, and suppressed ones', async () => {
    const ambiguous = 'apiVersion: ipam.metal3.io/v1alpha1\nkind: IPPool\nmetadata: {name: a}\nspec: {namePrefix: a}\n';
    const suppressed = `# kamaji-metal3: ignore-file wrong-type\n${pool('c', '  prefix: "25"\n')}`;
    assert.deepEqual(await fix({ [A]: ambiguous, [B]: suppressed }), { edit: null, fixed: 0, unfixed: [] });
  });

  it('does not change generated files, and names them', async () => {
    const rendered = `# Source: edge/templates/pool.yaml\n${pool('c', '  prefix: "25"\n')}`;
    const { edit, fixed: count, unfixed } = await fix({ ...files, [B]: rendered });
    assert.equal(count, 2);
    assert.equal(edited(rendered, B, edit ?? undefined), rendered);
    assert.deepEqual(unfixed, [
      { uri: B, reason: 'Helm rendered this file from edge/templates/pool.yaml. Change the chart instead' },
    ]);
  });
});
