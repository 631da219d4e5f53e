import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, describe, it } from 'node:test';
import fc from 'fast-check';

// Also a few small files are checked on several threads.
process.env.KAMAJI_METAL3_BYTES_PER_THREAD = '1';

/** Steps of the random changes; `STEPS=500` looks for new counterexamples. */
const STEPS = Number(process.env.STEPS ?? 24);

const CLUSTER = readFileSync('examples/correct/cluster.yaml', 'utf8');
const WIDGET = 'apiVersion: example.com/v1\nkind: Widget\nmetadata:\n  name: edge-1\nspec: {size: large}\n';
const OBJECTS = [...CLUSTER.split(/^---$/m).map((text) => text.trimStart()), WIDGET];

const folder = mkdtempSync(join(tmpdir(), 'kamaji-metal3-scope-'));
after(() => rmSync(folder, { recursive: true }));

function lint(...args: readonly string[]) {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [resolve('dist/cli.cjs'), 'lint', '.', '--no-config', '--format', 'json', ...args],
    { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  return { stdout, stderr, status };
}

/** A file of one or two objects, with names and namespaces that several files share. */
const content = fc
  .record({
    objects: fc.array(fc.nat(OBJECTS.length - 1), { minLength: 1, maxLength: 2 }),
    name: fc.constantFrom('edge-1', 'edge-1', 'edge-2'),
    namespace: fc.constantFrom('', 'x', 'y', `\${NAMESPACE}`),
    port: fc.constantFrom('6443', '6443', '7443'),
    extra: fc.constantFrom('', '', '', '# kamaji-metal3: ignore endpoint-port-mismatch\n', 'a: [\n', '---\nno: kind\n'),
  })
  .map(({ objects, name, namespace, port, extra }) => {
    const text = objects.map((index) => OBJECTS[index] ?? '').join('---\n');
    const placed = namespace === '' ? text : text.replace(/^metadata:\n/gm, `metadata:\n  namespace: ${namespace}\n`);
    return extra + placed.replaceAll('edge-1', name).replaceAll('6443', port);
  });

/** Files that change objects, or their schemas. */
const GLOBAL = {
  'a/kustomization.yaml': 'resources: [1.yaml, 2.yaml, b/1.yaml]\npatches:\n  - path: 3.yaml\n',
  'c/crd.yaml': `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.example.com}
spec:
  group: example.com
  names: {kind: Widget, plural: widgets}
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {size: {type: integer}}}}}}
`,
};

describe('lint --cache and --jobs of a scope', () => {
  it('print the same as a run without them, after any change', () => {
    const path = fc.constantFrom(
      'a/1.yaml',
      'a/2.yaml',
      'a/3.yaml',
      'a/b/1.yaml',
      'a/b/2.yaml',
      'c/1.yaml',
      'c/2.yaml',
    );
    const step = fc.oneof(
      { weight: 6, arbitrary: fc.record({ path, text: content }) },
      { weight: 2, arbitrary: fc.record({ path, text: fc.constant(undefined) }) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(...Object.entries(GLOBAL)).map(([name, text]) => ({ path: name, text })),
      },
      {
        weight: 2,
        arbitrary: fc.constantFrom(...Object.keys(GLOBAL)).map((name) => ({ path: name, text: undefined })),
      },
    );
    write('a/first.yaml', CLUSTER);
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 3 }), fc.constantFrom('2', '3'), (changes, jobs) => {
        for (const { path: name, text } of changes) {
          if (text === undefined) rmSync(join(folder, name), { force: true });
          else write(name, text);
        }
        const fresh = lint('--jobs', '1');
        assert.deepEqual(lint('--cache', '.cache'), fresh);
        assert.deepEqual(lint('--jobs', jobs), fresh);
      }),
      { numRuns: STEPS, endOnFailure: true },
    );
  });
});

function write(name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}
