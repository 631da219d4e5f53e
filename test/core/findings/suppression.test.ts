import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { type Finding, type Fix, ignoreHere, ignoreInFile, ignoreInObject } from '../../../server/src/core/index.ts';
import { allFindings, applyFix, marksOf, workspaceOf } from '../../support/check.ts';
import { type FixtureFile, readFixture } from '../../support/fixture.ts';
import { readRulePage } from '../../support/rule-page.ts';
import { RULE_PAGES } from '../../support/rule-pages.ts';

const uri = 'file:///main.yaml';

/** Returns the rules of the findings in a text. */
function rulesIn(...texts: readonly string[]): readonly string[] {
  const files = texts.map((text, index) => ({ uri: index === 0 ? uri : `file:///${index}.yaml`, text }));
  return allFindings(workspaceOf(files)).map(({ rule }) => rule);
}

function isUnknown(rule: string): boolean {
  return rule === 'unknown-field';
}

function pool(spec: string, head = ''): string {
  return `${head}apiVersion: ipam.metal3.io/v1alpha1\nkind: IPPool\nmetadata:\n  name: p\nspec:\n  clusterName: c\n  namePrefix: p\n${spec}`;
}

describe('a suppression comment', () => {
  it('covers the line that it ends', () => {
    assert.deepEqual(rulesIn(pool('  a: 1 # kamaji-metal3: ignore unknown-field\n')), []);
    assert.deepEqual(rulesIn(pool('  a: 1 # kamaji-metal3: ignore unknown-field\n  b: 1\n')), ['unknown-field']);
    assert.deepEqual(rulesIn(pool('  a: 1 # why # kamaji-metal3:ignore unknown-field -- so\n')), []);
  });

  it('covers the next entry with its nested lines if it is on its own line', () => {
    const pools = '  pools:\n    # kamaji-metal3: ignore unknown-field\n    - a: 1\n      b: 1\n    - c: 1\n';
    assert.deepEqual(rulesIn(pool(pools)).filter(isUnknown), ['unknown-field']);
    const list = '  # kamaji-metal3: ignore unknown-field\n\n  # and this\n  pools:\n  - a: 1\n  - c: 1\n  d: 1\n';
    assert.deepEqual(rulesIn(pool(list)).filter(isUnknown), ['unknown-field']);
  });

  it('covers a document, or every document of the file', () => {
    const wrong = pool('  a: 1\n').replace('name: ', 'name: another-').replace('namePrefix: ', 'namePrefix: another-');
    const document = pool('  a: 1\n  # kamaji-metal3: ignore-document unknown-field\n  b: 1\n', '---\n');
    assert.deepEqual(rulesIn(wrong + document), ['unknown-field']);
    const file = pool('  a: 1\n', '---\n# kamaji-metal3: ignore-file unknown-field\n');
    assert.deepEqual(rulesIn(wrong + file), []);
    assert.deepEqual(rulesIn(file, wrong), ['unknown-field']);
  });

  it('separates what it ignores from what is reported', () => {
    const workspace = workspaceOf([{ uri, text: pool('  a: 1 # kamaji-metal3: ignore unknown-field\n  b: 1\n') }]);
    const fields = (ignored: boolean) => workspace.findingsIn(uri, { ignored }).map(({ path }) => path.at(-1));
    assert.deepEqual(fields(true), ['a']);
    assert.deepEqual(fields(false), ['b']);
    const uncommented = workspaceOf([{ uri, text: pool('  a: 1\n') }]);
    assert.deepEqual(uncommented.findingsIn(uri, { ignored: true }), []);
  });

  it('is ignored inside of a scalar', () => {
    assert.deepEqual(rulesIn(pool("  a: 'x # kamaji-metal3: ignore unknown-field'\n")), ['unknown-field']);
    assert.deepEqual(rulesIn(pool('  a: |\n    # kamaji-metal3: ignore unknown-field\n    x\n')), ['unknown-field']);
    assert.deepEqual(rulesIn(pool('  a: | # kamaji-metal3: ignore unknown-field\n    x\n')), []);
  });

  it('also covers syntax errors', () => {
    const broken = 'apiVersion: ipam.metal3.io/v1alpha1\nkind: [\n';
    assert.deepEqual(rulesIn(broken), ['yaml-syntax-error']);
    assert.deepEqual(rulesIn(`# kamaji-metal3: ignore-file yaml-syntax-error\n${broken}`), []);
  });

  it('is reported as unused when an edit elsewhere removes its finding', () => {
    const { files, marks } = readFixture(`\
apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata:
  name: edge
spec:
  controlPlaneRef:
    apiVersion: controlplane.cluster.x-k8s.io/v1alpha1
    kind: KamajiControlPlane
    name: edge
  infrastructureRef:
    apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
    kind: Metal3Cluster
    name: edge
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3Cluster
metadata:
  name: edge
spec:
  controlPlaneEndpoint:
    host: 10.0.0.10 # kamaji-metal3: ignore endpoint-host-mismatch
    port: 6443
---
apiVersion: controlplane.cluster.x-k8s.io/v1alpha1
kind: KamajiControlPlane
metadata:
  name: edge
spec:
  version: v1.33.0
  network:
    serviceType: LoadBalancer
    serviceAddress: 10.0.0.11
#                   ^^^^^^^^^ address
`);
    const [{ text } = { text: '' }] = files;
    const [address] = marks;
    assert.ok(address);
    const workspace = workspaceOf([{ uri, text }]);
    const rules = () => workspace.findingsIn(uri).map(({ rule }) => rule);
    assert.ok(!rules().includes('unused-suppression'));
    workspace.apply([{ uri, range: { start: address.start, end: address.end }, newText: '10.0.0.10' }]);
    assert.ok(workspace.update().has(uri));
    assert.ok(rules().includes('unused-suppression'));
  });
});

describe('"Ignore RULE for this line, object or file"', () => {
  it('removes its finding and adds none, in every example of every rule, with any line ends', () => {
    let count = 0;
    for (const [name, page] of RULE_PAGES)
      for (const example of readRulePage(readFileSync(page, 'utf8')).examples)
        if (example.kind === 'bad')
          for (const lineEnd of ['\n', '\r\n']) count += checkAll(readFixture(example.source).files, lineEnd, name);
    assert.ok(count > 100);
  });

  it('extends an existing comment', () => {
    const text = pool('  a: 1 # kamaji-metal3: ignore wrong-type -- why\n');
    const workspace = workspaceOf([{ uri, text }]);
    const finding = workspace.findingsIn(uri).find(({ rule }) => rule === 'unknown-field');
    const fix = finding && ignoreHere(finding);
    assert.equal(
      fix && applyFix(workspace, fix)[0]?.text,
      text.replace('ignore wrong-type --', 'ignore wrong-type, unknown-field --'),
    );
  });

  it('is not offered in JSON', () => {
    const json = JSON.stringify({ apiVersion: 'ipam.metal3.io/v1alpha1', kind: 'IPPool', spec: { a: 1 } });
    const findings = allFindings(workspaceOf([{ uri: 'file:///a.json', text: json }]));
    assert.ok(findings.length > 0);
    assert.deepEqual(findings.flatMap(suppressionsFor), []);
  });
});

function suppressionsFor(finding: Finding): readonly Fix[] {
  const fixes = [ignoreHere(finding), ignoreInObject(finding), ignoreInFile(finding, finding.place.document)];
  return fixes.filter((fix) => fix !== undefined);
}

function checkAll(files: readonly FixtureFile[], lineEnd: string, name: string): number {
  const texts = files.map((file) => ({ uri: file.uri, text: file.text.replaceAll('\n', lineEnd) }));
  const workspace = workspaceOf(texts);
  const before = marksOf(workspace).map(({ text }) => text);
  let count = 0;
  const all = allFindings(workspace).flatMap((finding) => suppressionsFor(finding).map((fix) => ({ finding, fix })));
  for (const { finding, fix } of all) {
    count++;
    const after = applyFix(workspace, fix);
    const marks = marksOf(workspaceOf(after)).map(({ text }) => text);
    const own = `${finding.severity}: ${finding.message}`;
    const same = (list: readonly string[]) => list.filter((text) => text === own).length;
    assert.ok(same(marks) < same(before), `${name}: ${finding.rule} is still there\n${after[0]?.text}`);
    assert.deepEqual(
      marks.filter((text) => !before.includes(text)),
      [],
      name,
    );
  }
  return count;
}
