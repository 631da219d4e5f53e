import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Rule } from '../../../server/src/core/index.ts';
import type { Resource } from '../../../server/src/core/objects/resource.ts';
import type { View } from '../../../server/src/core/query/view.ts';
import { defineRule, type Report } from '../../../server/src/core/rules/rule.ts';
import { nodeAt } from '../../../server/src/core/syntax/lookup.ts';
import { Cluster } from '../../../server/src/providers/cluster-api/kinds.ts';
import { allFindings, marksOf, workspaceOf } from '../../support/check.ts';
import { readFixture } from '../../support/fixture.ts';

function rule(id: string, check: (resource: Resource, view: View) => Iterable<Report>): Rule {
  return defineRule({
    id,
    severity: 'hint',
    effect: 'advice',
    by: 'controller',
    on: [Cluster],
    summary: id,
    check,
  });
}

/** Two Clusters that refer to one infrastructure object. */
const { files } = readFixture(`apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3Cluster
metadata: {name: shared}
---
apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata: {name: one}
spec:
  infrastructureRef: {apiVersion: infrastructure.cluster.x-k8s.io/v1beta1, kind: Metal3Cluster, name: shared}
---
apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata: {name: two}
spec:
  infrastructureRef: {apiVersion: infrastructure.cluster.x-k8s.io/v1beta1, kind: Metal3Cluster, name: shared}
`);

/** Returns a rule that reports each object that a Cluster refers to. */
function atTargets(id: string, message: (cluster: Resource) => string): Rule {
  return rule(id, function* (resource, view) {
    for (const reference of resource.references) {
      const resolution = view.resolve(resource, reference);
      if (resolution.kind !== 'object') continue;
      yield { resource: resolution.resource, node: resolution.resource.root, path: [], message: message(resource) };
    }
  });
}

describe('the findings of a file', () => {
  it('contain a finding once if two objects cause it', () => {
    const found = allFindings(workspaceOf(files, [atTargets('at-targets', () => 'Shared.')]));
    assert.deepEqual(
      found.map(({ message }) => message),
      ['Shared.'],
    );
  });

  it('keep findings that differ only by their message', () => {
    const found = allFindings(workspaceOf(files, [atTargets('at-targets', ({ name }) => `Used by ${name}.`)]));
    assert.deepEqual(found.map(({ message }) => message).sort(), ['Used by one.', 'Used by two.']);
  });

  it('keep findings of two rules with the same message', () => {
    const rules = ['b-rule', 'a-rule'].map((id) => atTargets(id, () => 'Shared.'));
    assert.deepEqual(
      allFindings(workspaceOf(files, rules)).map((finding) => finding.rule),
      ['a-rule', 'b-rule'],
    );
  });

  it('keep one finding after one of the two objects is gone', () => {
    const workspace = workspaceOf(files, [atTargets('at-targets', () => 'Shared.')]);
    const text = files[0]?.text ?? '';
    workspace.apply([{ uri: files[0]?.uri ?? '', text: text.slice(0, text.lastIndexOf('---')) }]);
    workspace.update();
    assert.equal(allFindings(workspace).length, 1);
  });

  it('are in the same order after an edit as in a new workspace', () => {
    const rules = [atTargets('at-targets', ({ name }) => `Used by ${name}.`)];
    const workspace = workspaceOf(files, rules);
    const { uri, text } = files[0] ?? { uri: '', text: '' };
    const end = text.indexOf('name: one') + 'name: one'.length;
    workspace.apply([{ uri, range: { start: end, end }, newText: ' ' }]);
    workspace.update();
    const edited = { uri, text: `${text.slice(0, end)} ${text.slice(end)}` };
    assert.deepEqual(marksOf(workspace), marksOf(workspaceOf([edited], rules)));
  });

  it('are in the order of the text, then by rule', () => {
    const at = (id: string, ...paths: readonly (readonly string[])[]) =>
      rule(id, function* (resource) {
        for (const path of paths) {
          const node = nodeAt(resource.root, path);
          if (node) yield { resource, node, path, message: `${id} ${path.join('.')}` };
        }
      });
    const rules = [at('b-rule', ['spec'], ['metadata', 'name'], ['kind']), at('a-rule', ['metadata', 'name'])];
    const marks = marksOf(workspaceOf(files, rules));
    const own = ['b-rule kind', 'a-rule metadata.name', 'b-rule metadata.name', 'b-rule spec'];
    assert.deepEqual(
      marks.map(({ text }) => text),
      [...own, ...own].map((text) => `hint: ${text}`),
    );
    const starts = marks.map(({ start }) => start);
    assert.deepEqual(
      starts,
      starts.toSorted((a, b) => a - b),
    );
  });
});
