import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Workspace } from '../../../server/src/core/index.ts';
import { REGISTRY } from '../../../server/src/providers/index.ts';

const ROOT = 'file:///a/kustomization.yaml';
const OBJECTS = 'file:///a/objects.yaml';
const OTHERS = 'file:///a/others.yaml';

function objects(count: number, name = 'a'): string {
  return Array.from(
    { length: count },
    (_, index) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}${index}}\n`,
  ).join('---\n');
}

/** Returns the findings at the kustomization, as the text of the place and the rule. */
function findingsIn(workspace: Workspace): readonly string[] {
  const file = workspace.files.get(ROOT);
  assert.ok(file);
  return workspace
    .findingsIn(ROOT)
    .map(({ rule, place: { document, span } }) => `${document.text.slice(span.start, span.end)} ${rule}`);
}

describe('a build above the limits', () => {
  it('is reported at its kustomization, until it is smaller or removed', () => {
    const workspace = new Workspace({ registry: REGISTRY });
    const apply = (uri: string, text: string) => {
      workspace.apply([{ uri, text }]);
      return workspace.update();
    };
    apply(ROOT, 'namePrefix: lab-\nresources: [objects.yaml, others.yaml]\n');
    // A file has at most 3,000 documents.
    apply(OTHERS, objects(2_500, 'b'));
    apply(OBJECTS, objects(2_501));
    assert.deepEqual(findingsIn(workspace), ['resources check-limit-exceeded']);

    assert.ok(apply(OBJECTS, objects(3)).has(ROOT));
    assert.deepEqual(findingsIn(workspace), []);
    assert.ok(apply(OBJECTS, objects(2_501)).has(ROOT));
    assert.deepEqual(findingsIn(workspace), ['resources check-limit-exceeded']);
    apply(ROOT, 'resources: [other.yaml]\n');
    assert.deepEqual(findingsIn(workspace), []);
  });
});
