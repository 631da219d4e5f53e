import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { allFindings, workspaceOf } from '../../support/check.ts';
import type { FixtureFile } from '../../support/fixture.ts';

/** The correct example, object by object, with the indentation that all of it has. */
const OBJECTS = readFileSync('examples/correct/cluster.yaml', 'utf8').split('---\n');

interface Layout {
  /** The file of the base in which each object stands. */
  readonly files: readonly number[];
  /** Objects whose namespace is left to the overlay. */
  readonly open: readonly boolean[];
  /** Objects of which the overlay holds a part again, as a patch: how many lines below `spec`. */
  readonly patched: readonly number[];
  readonly hasBaseKustomization: boolean;
  readonly transforms: readonly string[];
  readonly overlays: number;
  /** Patches stand in the kustomization, or in files. */
  readonly isInline: boolean;
}

const layouts: fc.Arbitrary<Layout> = fc.record({
  files: fc.array(fc.nat({ max: 3 }), { minLength: OBJECTS.length, maxLength: OBJECTS.length }),
  open: fc.array(fc.boolean(), { minLength: OBJECTS.length, maxLength: OBJECTS.length }),
  patched: fc.array(fc.nat({ max: 12 }), { minLength: OBJECTS.length, maxLength: OBJECTS.length }),
  hasBaseKustomization: fc.boolean(),
  transforms: fc.subarray([
    'namePrefix: prod-',
    'nameSuffix: "-1"',
    'labels:\n- pairs: { team: metal }\n  includeSelectors: true',
    'commonLabels:\n  site: a',
    'replicas:\n- name: test1\n  count: 3',
  ]),
  overlays: fc.integer({ min: 1, max: 3 }),
  isInline: fc.boolean(),
});

/** The head of an object, and so many lines of its `spec` as are whole below it. */
function patchOf(object: string, lines: number): string | undefined {
  const [head, spec] = object.split(/^spec:\n/m);
  if (spec === undefined || lines === 0) return undefined;
  const sections = spec.split(/^(?= {2}\S)/m);
  return `${head}spec:\n${sections.slice(0, lines).join('')}`;
}

function repository(layout: Layout): readonly FixtureFile[] {
  const names = [...new Set(layout.files)].map((file) => `part-${file}.yaml`);
  const base = names.map((name) => ({
    uri: `file:///w/base/${name}`,
    text: OBJECTS.filter((_, index) => `part-${layout.files[index]}.yaml` === name)
      .map((object) => (layout.open[OBJECTS.indexOf(object)] ? object.replace(/^ {2}namespace: .*\n/m, '') : object))
      .join('---\n'),
  }));
  const own = layout.hasBaseKustomization
    ? [{ uri: 'file:///w/base/kustomization.yaml', text: `resources:\n${names.map((name) => `- ${name}\n`).join('')}` }]
    : [];
  const resources = layout.hasBaseKustomization ? ['../../base'] : names.map((name) => `../../base/${name}`);
  const patches = OBJECTS.flatMap((object, index) => patchOf(object, layout.patched[index] ?? 0) ?? []);
  const overlays = Array.from({ length: layout.overlays }, (_, overlay): readonly FixtureFile[] => {
    const folder = `file:///w/overlays/o${overlay}`;
    const applied = patches.map((patch, index) =>
      layout.isInline ? `- patch: |-\n${patch.replace(/^(?=.)/gm, '    ')}` : `- path: patch-${index}.yaml\n`,
    );
    const head = `resources:\n${resources.map((each) => `- ${each}\n`).join('')}namespace: metal3\n`;
    const text = `${head}${layout.transforms.map((each) => `${each}\n`).join('')}${applied.length > 0 ? 'patches:\n' : ''}${applied.join('')}`;
    const files = layout.isInline
      ? []
      : patches.map((patch, index) => ({ uri: `${folder}/patch-${index}.yaml`, text: patch }));
    return [{ uri: `${folder}/kustomization.yaml`, text }, ...files];
  });
  return [...base, ...own, ...overlays.flat()];
}

describe('an overlay', () => {
  it('with a namespace, a prefix, labels and patches that say what is so already gives no error or warning', () => {
    fc.assert(
      fc.property(layouts, (layout) => {
        const files = repository(layout);
        const found = allFindings(workspaceOf(files)).filter(
          ({ severity }) => severity === 'error' || severity === 'warning',
        );
        // Written out, for the property tells of the layout alone.
        const texts = found.map(({ place, rule, message }) => `${place.uri} ${rule}: ${message}`);
        assert.ok(texts.length === 0, texts.join('\n'));
      }),
      { numRuns: 100, includeErrorInReport: true },
    );
  });
});
