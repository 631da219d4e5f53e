import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { Workspace } from '../../../server/src/core/index.ts';
import { marksOf, workspaceOf } from '../../support/check.ts';
import { readFixture } from '../../support/fixture.ts';
import { readRulePage } from '../../support/rule-page.ts';

const page = readRulePage(readFileSync('docs/scope.md', 'utf8'));
const example = page.examples.find(({ heading }) => heading === 'Kustomize builds');
const FILES = readFixture(example?.source ?? '').files;
const [KUSTOMIZATION, , OLD] = FILES;

function templateOf(workspace: Workspace): string | undefined {
  const workers = [...workspace.resources()].find(({ kind }) => kind === 'MachineDeployment');
  const [reference] = workers?.references.filter(({ target }) => target.kind === 'Metal3MachineTemplate') ?? [];
  const found = workers && reference && workspace.resolve(workers, reference);
  return found?.kind === 'object' ? found.resource.uri.replace(/^.*\//, '') : found?.kind;
}

/** Returns the number of references to each template with the name, by its file. */
function usesOf(workspace: Workspace): Readonly<Record<string, number>> {
  const templates = [...workspace.resources()].filter(({ kind }) => kind === 'Metal3MachineTemplate');
  return Object.fromEntries(
    templates.map((each) => [each.uri.replace(/^.*\//, ''), workspace.referrersTo(each).length] as const),
  );
}

describe('objects in the same build', () => {
  it('take precedence over nearer objects, in both directions', () => {
    const workspace = workspaceOf(FILES);
    assert.equal(templateOf(workspace), 'v2.yaml');
    assert.deepEqual(usesOf(workspace), { 'old.yaml': 0, 'v2.yaml': 1 });
  });

  it('change when the kustomization is removed and added again', () => {
    assert.ok(KUSTOMIZATION && OLD);
    const workspace = workspaceOf(FILES);
    const before = marksOf(workspace);
    for (const [change, meant] of [
      [{ uri: KUSTOMIZATION.uri, removed: true }, 'old.yaml'],
      [KUSTOMIZATION, 'v2.yaml'],
      [{ ...KUSTOMIZATION, text: KUSTOMIZATION.text.replace('  - ../../images/v2.yaml\n', '') }, 'old.yaml'],
      [KUSTOMIZATION, 'v2.yaml'],
      [{ uri: OLD.uri, removed: true }, 'v2.yaml'],
      [OLD, 'v2.yaml'],
    ] as const) {
      workspace.apply([change]);
      workspace.update();
      assert.equal(templateOf(workspace), meant);
      assert.equal(usesOf(workspace)[meant], 1);
    }
    assert.deepEqual(marksOf(workspace), before);
  });

  it('are ambiguous if two builds contain different objects', () => {
    assert.ok(KUSTOMIZATION);
    const workspace = workspaceOf([
      ...FILES,
      { uri: KUSTOMIZATION.uri.replace('/a/', '/b/'), text: 'resources: [../a/workers.yaml, ../old.yaml]\n' },
    ]);
    assert.equal(templateOf(workspace), 'unknowable');
    assert.deepEqual(marksOf(workspace), []);
  });
});
