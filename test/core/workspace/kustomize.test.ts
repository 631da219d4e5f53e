import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { allFindings, applyFix, workspaceOf } from '../../support/check.ts';
import { readFixture } from '../../support/fixture.ts';
import { readRulePage } from '../../support/rule-page.ts';

const PAGE = readRulePage(readFileSync('test/manifests/kustomize.md', 'utf8'));

const text = ({ rule, message }: { readonly rule: string; readonly message: string }) => `${rule}: ${message}`;

describe('fixes in patches', () => {
  for (const { heading, source } of PAGE.examples.filter(
    ({ kind, heading }) => kind === 'bad' && /patches/.test(heading),
  ))
    it(`remove their finding and add none: ${heading}`, () => {
      const workspace = workspaceOf(readFixture(source).files);
      const before = allFindings(workspace);
      const fixes = before.flatMap((finding) => finding.fixes.map((fix) => ({ finding, fix })));
      assert.ok(fixes.length > 0);
      for (const { finding, fix } of fixes) {
        const after = allFindings(workspaceOf(applyFix(workspace, fix))).map(text);
        const expected = before.filter((each) => each !== finding).map(text);
        assert.deepEqual(after, expected, fix.title);
      }
    });
});

describe('a file of JSON patches', () => {
  const patch = { uri: 'file:///w/prod/patch.yaml', text: '- op: add\n  path: /spec/what\n  value: 1\n' };
  const target = 'target: { group: ipam.metal3.io, version: v1alpha1, kind: IPPool }';
  const overlay = {
    uri: 'file:///w/prod/kustomization.yaml',
    text: `patchesJson6902:\n- path: patch.yaml\n  ${target}\n`,
  };

  it('is checked against the target in the kustomization, and follows its changes', () => {
    const workspace = workspaceOf([patch, overlay]);
    assert.deepEqual(
      allFindings(workspace).map(({ rule, place }) => `${rule} ${place.uri}`),
      [`unknown-field ${patch.uri}`],
    );
    workspace.apply([{ ...overlay, text: overlay.text.replace('IPPool', 'Other') }]);
    workspace.update();
    assert.deepEqual(allFindings(workspace), []);
    workspace.apply([overlay, { ...patch, text: patch.text.replace('what', 'gateway') }]);
    workspace.update();
    assert.equal(allFindings(workspace)[0]?.rule, 'wrong-type');
  });

  it('is not treated as text that may contain any object', () => {
    const pool = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`;
    const workspace = workspaceOf([patch, { uri: 'file:///w/prod/a.yaml', text: pool('a') }]);
    assert.equal(workspace.resourceCount, 2);
  });
});

describe('a kustomization', () => {
  it('is recognized by its file name if it has no kind', () => {
    const pool = 'apiVersion: ipam.metal3.io/v1alpha1\nkind: IPPool\nmetadata:\n  name: p\nspec:\n  clusterName: c\n';
    const files = [
      { uri: 'file:///w/a/patch.yaml', text: pool },
      { uri: 'file:///w/b/kustomization.yaml', text: 'patches:\n- path: ../a/patch.yaml\n' },
    ];
    assert.deepEqual(allFindings(workspaceOf(files)), []);
    assert.equal(allFindings(workspaceOf(files.slice(0, 1))).length, 1);
  });

  it('may change anything if it is unreadable or its patches are missing', () => {
    const pool = (prefix: string) => `apiVersion: ipam.metal3.io/v1alpha1
kind: IPPool
metadata:
  name: p
spec:
  namePrefix: p
  clusterName: c
  prefix: ${prefix}
`;
    const overlay = 'resources:\n- ../base/pool.yaml\npatches:\n- path: fix.yaml\n';
    const base = { uri: 'file:///w/base/pool.yaml', text: pool('many') };
    const kustomization = { uri: 'file:///w/prod/kustomization.yaml', text: overlay };
    const broken = workspaceOf([base, { ...kustomization, text: `${overlay}- path: "\n` }]);
    assert.deepEqual(
      allFindings(broken).map(({ rule }) => rule),
      ['yaml-syntax-error'],
    );
    const workspace = workspaceOf([base, kustomization]);
    assert.deepEqual(allFindings(workspace), []);
    workspace.apply([{ uri: 'file:///w/prod/fix.yaml', text: pool('24').replace('name: p', 'name: other') }]);
    workspace.update();
    assert.deepEqual(
      allFindings(workspace).map(({ rule }) => rule),
      ['wrong-type', 'unmatched-patch'],
    );
  });
});
