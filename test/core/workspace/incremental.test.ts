import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type FileChange, fileText, type Place, Workspace } from '../../../server/src/core/index.ts';
import { REGISTRY } from '../../../server/src/providers/index.ts';
import { type Edit, edits, rangeOf } from '../../support/arbitrary.ts';
import { marksOf, workspaceOf } from '../../support/check.ts';
import type { Mark } from '../../support/fixture.ts';

const text = readFileSync('examples/mistakes/cluster.yaml', 'utf8');
const documents = text.split('---\n');

/** The mistakes of the example in three files, one of them in another folder. */
const FILES = [
  { uri: 'file:///w/a.yaml', text: documents.slice(0, 3).join('---\n') },
  { uri: 'file:///w/b.yaml', text: documents.slice(3, 6).join('---\n') },
  { uri: 'file:///w/sub/c.yaml', text: documents.slice(6).join('---\n') },
];

/** Common edits: names, hosts, numbers, complete lines. */
const words = fc.constantFrom(
  'edge-1',
  'edge',
  '10.20.0.50',
  '6443',
  'IPPool',
  'Cluster',
  'metadata:',
  '\n',
  '  ',
  '---\n',
  ' # kamaji-metal3: ignore endpoint-host-mismatch, endpoint-port-mismatch',
  '# kamaji-metal3: ignore-file endpoint-host-mismatch, missing-reference-target\n',
  '',
);

describe('a workspace after edits', () => {
  it('reports the same as a new workspace', () => {
    const step = fc.record({ file: fc.nat({ max: 2 }), edits: edits(), word: words });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 5 }), (steps) => {
        const workspace = workspaceOf(FILES);
        for (const { file, edits: changes, word } of steps) {
          for (const edit of changes) workspace.apply([changeOf(workspace, FILES[file]?.uri ?? '', edit, word)]);
          workspace.update();
        }
        const texts = [...workspace.files].map(([uri, file]) => ({ uri, text: fileText(file) }));
        assert.deepEqual(marksOf(workspace), marksOf(workspaceOf(texts)));
      }),
      { numRuns: 150 },
    );
  });

  it('reports the same for kustomizations', () => {
    const overlay = `resources:
- ../base/a.yaml
- ../base
namespace: metal3
namePrefix: edge-
patches:
- path: patch.yaml
- target: { kind: Cluster }
  patch: |-
    - op: replace
      path: /spec/controlPlaneEndpoint/host
      value: 10.20.0.50
`;
    const patch = '- op: add\n  path: /spec/pools/0/start\n  value: 10.20.0.50\n';
    const files = [
      { uri: 'file:///w/base/a.yaml', text: documents.slice(0, 4).join('---\n') },
      { uri: 'file:///w/base/kustomization.yaml', text: 'resources:\n- b.yaml\n' },
      { uri: 'file:///w/base/b.yaml', text: documents.slice(4).join('---\n') },
      { uri: 'file:///w/prod/kustomization.yaml', text: overlay },
      { uri: 'file:///w/prod/patch.yaml', text: patch },
    ];
    const step = fc.record({ file: fc.nat({ max: 4 }), edits: edits(), word: words, isDropped: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 5 }), (steps) => {
        const workspace = workspaceOf(files);
        for (const { file, edits: changes, word, isDropped } of steps) {
          const own = files[file] as (typeof files)[number];
          if (isDropped) workspace.apply([workspace.files.has(own.uri) ? { uri: own.uri, removed: true } : own]);
          else if (workspace.files.has(own.uri))
            for (const edit of changes) workspace.apply([changeOf(workspace, own.uri, edit, word)]);
          workspace.update();
        }
        const texts = [...workspace.files].map(([uri, file]) => ({ uri, text: fileText(file) }));
        assert.deepEqual(sorted(marksOf(workspace)), sorted(marksOf(workspaceOf(texts))));
      }),
      { numRuns: 150 },
    );
  });

  it('reports the same in portions, prioritized files first', () => {
    const workspace = workspaceOf([]);
    workspace.apply(FILES);
    const wanted = 'file:///w/sub/c.yaml';
    workspace.update({ max: 1, first: [wanted] });
    assert.ok(workspace.isPending);
    assert.deepEqual(described(workspace, wanted), described(workspaceOf(FILES), wanted));
    let rounds = 0;
    for (; workspace.isPending && rounds < 100; rounds++) workspace.update({ max: 1 });
    assert.ok(rounds > 3 && rounds < 20, String(rounds));
    assert.deepEqual(marksOf(workspace), marksOf(workspaceOf(FILES)));
  });

  it('reports every file whose findings changed', () => {
    fc.assert(
      fc.property(fc.nat({ max: 2 }), edits(), words, (file, [edit], word) => {
        if (!edit) return;
        const workspace = workspaceOf(FILES);
        const before = new Map([...workspace.files.keys()].map((uri) => [uri, described(workspace, uri)]));
        workspace.apply([changeOf(workspace, FILES[file]?.uri ?? '', edit, word)]);
        const changed = workspace.update();
        for (const uri of workspace.files.keys())
          if (!changed.has(uri))
            assert.deepEqual(described(workspace, uri), before.get(uri), `${uri} was not reported`);
      }),
    );
  });

  it('checks only objects whose query results may have changed', () => {
    const checked: string[] = [];
    const rules = REGISTRY.rules.map((rule) => ({
      ...rule,
      *check(...[resource, view]: Parameters<NonNullable<typeof rule.check>>) {
        checked.push(`${rule.id} ${resource.kind}`);
        yield* rule.check?.(resource, view) ?? [];
      },
    }));
    const workspace = workspaceOf(FILES, rules);
    checked.length = 0;
    const file = workspace.files.get('file:///w/b.yaml');
    const start = file ? fileText(file).indexOf('10.20.0.60') : -1;
    workspace.apply([{ uri: 'file:///w/b.yaml', range: { start, end: start + 10 }, newText: '10.20.0.61' }]);
    workspace.update();
    // The control plane, its Cluster, and the workers, whose version depends on it; not the pools.
    assert.deepEqual([...new Set(checked.map((each) => each.split(' ')[1]))].sort(), [
      'Cluster',
      'KamajiControlPlane',
      'MachineDeployment',
    ]);
  });

  it('checks no other objects if many overlays include the base, or if an overlay is edited', () => {
    const checked = new Set<string>();
    const rules = REGISTRY.rules.map((rule) => ({
      ...rule,
      *check(...[resource, view]: Parameters<NonNullable<typeof rule.check>>) {
        checked.add(`${resource.uri} ${resource.kind} ${resource.name}`);
        yield* rule.check?.(resource, view) ?? [];
      },
    }));
    const clusters = Array.from({ length: 10 }, (_, index) => `${index}.yaml`);
    const patch = '- target: { kind: KamajiControlPlane }\n  patch: |-\n    - op: add\n      path: /spec/replicas\n';
    const files = [
      ...clusters.map((name) => ({
        uri: `file:///w/base/${name}`,
        // Kustomize does not accept two objects with the same name.
        text: readFileSync('examples/correct/cluster.yaml', 'utf8').replace(
          /test1|capi-quickstart-metal3|\w+-pool\b/g,
          (word) => `c${name[0]}-${word}`,
        ),
      })),
      { uri: 'file:///w/base/kustomization.yaml', text: `resources: [${clusters.join(', ')}]\n` },
      ...Array.from({ length: 20 }, (_, overlay) => ({
        uri: `file:///w/overlays/o${overlay}/kustomization.yaml`,
        text: `resources: [../../base]\nnamespace: o${overlay}\npatches:\n${patch}      value: 3\n`,
      })),
    ];
    const overlayUri = (overlay: number) => `file:///w/overlays/o${overlay}/kustomization.yaml`;
    const checkedAfter = (workspace: Workspace, uri: string, from: string, to: string) => {
      checked.clear();
      const start = files.find((file) => file.uri === uri)?.text.indexOf(from) ?? -1;
      workspace.apply([{ uri, range: { start, end: start + from.length }, newText: to }]);
      workspace.update();
      return [...checked].sort();
    };
    const [built, separate] = [workspaceOf(files, rules), workspaceOf(files.slice(0, clusters.length), rules)];
    const edit = ['file:///w/base/3.yaml', 'prefix: 24', 'prefix: 25'] as const;
    const [inBuilds, inBase] = [checkedAfter(built, ...edit), checkedAfter(separate, ...edit)];
    assert.deepEqual(
      inBuilds.filter((each) => each.includes('/base/')),
      inBase,
    );
    // The same objects once in each build, and the other clusters in none.
    const ofOverlay = (overlay: number) => inBase.map((each) => each.replace(/\S+/, `${overlayUri(overlay)}`));
    for (let overlay = 0; overlay < 20; overlay++)
      assert.deepEqual(
        inBuilds.filter((each) => each.startsWith(overlayUri(overlay))),
        ofOverlay(overlay),
      );
    const changed = checkedAfter(built, overlayUri(7), 'value: 3', 'value: 5');
    assert.ok(changed.length > 0 && changed.every((each) => each.startsWith(overlayUri(7))));
  });

  it('continues if a rule throws, and reports the rule', () => {
    const bugs: string[] = [];
    const [first] = REGISTRY.rules;
    assert.ok(first);
    const rules = [
      {
        ...first,
        on: [{ group: 'cluster.x-k8s.io', kind: 'Cluster' }],
        check: () => {
          throw new Error('a fault of ours');
        },
      },
      ...REGISTRY.rules.slice(1),
    ];
    const workspace = new Workspace({ registry: REGISTRY, rules, onBug: (rule) => bugs.push(rule) });
    workspace.apply(FILES);
    workspace.update();
    assert.deepEqual(bugs, [first.id]);
    assert.ok(workspace.findingsIn('file:///w/a.yaml').length > 0);
  });
});

function sorted(marks: readonly Mark[]): readonly Mark[] {
  const key = ({ uri, start, text }: Mark) => `${uri} ${start} ${text}`;
  return marks.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

function changeOf(workspace: Workspace, uri: string, edit: Edit, word: string): FileChange {
  const current = workspace.files.get(uri);
  const range = rangeOf({ ...edit, length: edit.length / 20 }, current ? fileText(current) : '');
  return { uri, range, newText: edit.text.length > 40 ? word : edit.text };
}

/** Returns findings with everything that an editor shows. */
function described(workspace: Workspace, uri: string): unknown {
  const offset = (place: Place) => {
    const file = workspace.files.get(place.uri);
    return (file?.offsets[file.documents.indexOf(place.document)] ?? -1) + place.span.start;
  };
  return workspace
    .findingsIn(uri)
    .map(({ message, place, related }) => [message, offset(place), related.map((each) => offset(each.place))]);
}
