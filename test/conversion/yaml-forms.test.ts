import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { migrated } from '../support/migration.ts';

const REST = 'metadata:\n  name: edge\nspec:\n  paused: true\n';
const FORM = /YAML form that cannot be edited safely/;

/** Texts that cannot be edited, the form, and the text that it starts with. */
const FORMS: readonly (readonly [string, RegExp, string])[] = [
  ['? apiVersion\n: cluster.x-k8s.io/v1beta1\nkind: Cluster\n', /`\? key`/, 'apiVersion'],
  ['?   apiVersion\n: cluster.x-k8s.io/v1beta1\nkind: Cluster\n', /`\? key`/, 'apiVersion'],
  ['?\n  apiVersion\n: cluster.x-k8s.io/v1beta1\nkind: Cluster\n', /`\? key`/, 'apiVersion'],
  ['apiVersion: cluster.x-k8s.io/v1beta1\n? "kind"\n: Cluster\n', /`\? key`/, '"kind"'],
  ['apiVersion: cluster.x-k8s.io/v1beta1\n? >-\n  kind\n: Cluster\n', /`\? key`/, '>-'],
  ['apiVersion: cluster.x-k8s.io/v1beta1\n&k kind: Cluster\n', /`&a key`/, 'kind'],
  ['apiVersion: cluster.x-k8s.io/v1beta1\nkind: Cluster\n!!str x: 1\n? y\n: 2\n', /`&a key`/, 'x'],
  ['apiVersion: cluster.x-k8s.io/v1beta1\nkind: Cluster\nx:\n  - ? v\n    : 1\n', /`\? key`/, 'v\n'],
  ['apiVersion: cluster.x-k8s.io/v1beta1\nkind: Cluster\nx: [a, b: 1]\n', /`\[key: value\]`/, 'b: 1'],
];

/** Returns the messages that block the migration of a Cluster. */
function blockers(text: string): readonly string[] {
  return migrated(text).flatMap(({ leftovers }) =>
    leftovers.flatMap(({ severity, message }) => (severity === 'blocked' ? [message] : [])),
  );
}

describe('a migration', () => {
  for (const [form, name, at] of FORMS)
    it(`names the YAML form that it cannot edit, and its place: ${JSON.stringify(form)}`, () => {
      const [message = '', ...others] = blockers(form + REST);
      assert.match(message, FORM);
      assert.match(message, name);
      assert.deepEqual(others, []);
      const [leftover] = migrated(form + REST).flatMap(({ leftovers }) => leftovers);
      assert.ok((form + REST).slice(leftover?.start).startsWith(at), `${leftover?.start}`);
    });

  it('names the place in an item of a List', () => {
    const text =
      'apiVersion: v1\nkind: List\nitems:\n- apiVersion: cluster.x-k8s.io/v1beta1\n  kind: Cluster\n  metadata: {name: a}\n  spec:\n    paused: true\n    ? v\n    : 1\n';
    const [leftover] = migrated(text).flatMap(({ leftovers }) => leftovers);
    assert.match(leftover?.message ?? '', /`\? key`/);
    assert.equal(leftover?.start, text.indexOf('v\n    : 1'));
  });

  for (const form of [
    'apiVersion: cluster.x-k8s.io/v1beta1\nkind: Cluster\n',
    'apiVersion  : cluster.x-k8s.io/v1beta1\n"kind"\t: Cluster\n',
    "'apiVersion': cluster.x-k8s.io/v1beta1\nkind: Cluster # ? key\n",
  ])
    it(`edits ${JSON.stringify(form)}`, () => {
      assert.deepEqual(blockers(form + REST), []);
      assert.match(migrated(form + REST)[0]?.text ?? '', /cluster\.x-k8s\.io\/v1beta2/);
    });
});
