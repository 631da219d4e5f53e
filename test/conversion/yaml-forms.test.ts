import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { migrated } from '../support/migration.ts';

const REST = 'metadata:\n  name: edge\nspec:\n  paused: true\n';
const FORM = /YAML form that cannot be edited safely/;

/** Returns the messages that block the migration of a Cluster. */
function blockers(text: string): readonly string[] {
  return migrated(text).flatMap(({ leftovers }) =>
    leftovers.flatMap(({ severity, message }) => (severity === 'blocked' ? [message] : [])),
  );
}

describe('a migration', () => {
  for (const form of [
    '? apiVersion\n: cluster.x-k8s.io/v1beta1\nkind: Cluster\n',
    '?   apiVersion\n: cluster.x-k8s.io/v1beta1\nkind: Cluster\n',
    '?\n  apiVersion\n: cluster.x-k8s.io/v1beta1\nkind: Cluster\n',
    'apiVersion: cluster.x-k8s.io/v1beta1\n? "kind"\n: Cluster\n',
    'apiVersion: cluster.x-k8s.io/v1beta1\n? >-\n  kind\n: Cluster\n',
    'apiVersion: cluster.x-k8s.io/v1beta1\n&k kind: Cluster\n',
  ])
    it(`names the YAML form that it cannot edit: ${JSON.stringify(form)}`, () => {
      const [message = '', ...others] = blockers(form + REST);
      assert.match(message, FORM);
      assert.deepEqual(others, []);
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
