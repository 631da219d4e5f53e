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
  /** The file of that number stands in each overlay instead, in the namespace that the others are put into. */
  readonly moved: number;
  /** The base says another namespace than the overlay. */
  readonly isMoved: boolean;
  /** References are written with the prefix that names get on the way. */
  readonly isPrefixed: boolean;
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
  moved: fc.integer({ min: -1, max: 3 }),
  isMoved: fc.boolean(),
  isPrefixed: fc.boolean(),
  isInline: fc.boolean(),
});

/** The head of an object, and so many lines of its `spec` as are whole below it. */
function patchOf(object: string, lines: number): string | undefined {
  const [head, spec] = object.split(/^spec:\n/m);
  if (spec === undefined || lines === 0) return undefined;
  const sections = spec.split(/^(?= {2}\S)/m);
  return `${head}spec:\n${sections.slice(0, lines).join('')}`;
}

const NAMES = new Set(OBJECTS.flatMap((object) => /^ {2}name: (\S+)$/m.exec(object)?.[1] ?? []));

/** An object as the layout has it written. */
function writtenObject(object: string, layout: Layout, isOfBase: boolean): string {
  const own = layout.open[OBJECTS.indexOf(object)] ?? false;
  let text = object;
  if (own) text = text.replace(/^ {2}namespace: .*\n/m, '');
  else if (layout.isMoved && isOfBase) text = text.replace(/^ {2}namespace: .*$/m, '  namespace: base');
  if (!layout.isPrefixed) return text;
  return text.replace(/^( {4,}(?:- )?name| +clusterName|.*cluster-name): (\S+)$/gm, (line, key, name) =>
    NAMES.has(name) ? `${key}: prod-${name}` : line,
  );
}

function repository(layout: Layout): readonly FixtureFile[] {
  const numbers = [...new Set(layout.files)];
  const write = (file: number, isOfBase: boolean) =>
    OBJECTS.filter((_, index) => layout.files[index] === file)
      .map((object) => writtenObject(object, layout, isOfBase))
      .join('---\n');
  const ofBase = numbers.filter((file) => file !== layout.moved);
  const own = numbers.filter((file) => file === layout.moved);
  const base = ofBase.map((file) => ({ uri: `file:///w/base/part-${file}.yaml`, text: write(file, true) }));
  const names = ofBase.map((file) => `part-${file}.yaml`);
  if (layout.hasBaseKustomization)
    base.push({
      uri: 'file:///w/base/kustomization.yaml',
      text: `resources:\n${names.map((name) => `- ${name}\n`).join('')}`,
    });
  const resources = [
    ...(layout.hasBaseKustomization ? ['../../base'] : names.map((name) => `../../base/${name}`)),
    ...own.map((file) => `part-${file}.yaml`),
  ];
  const transforms = layout.transforms.filter((each) => !layout.isPrefixed || !/^name/.test(each));
  if (layout.isPrefixed) transforms.push('namePrefix: prod-');
  const patches = OBJECTS.flatMap((object, index) => {
    const written = writtenObject(object, layout, layout.files[index] !== layout.moved);
    return patchOf(written, layout.patched[index] ?? 0) ?? [];
  });
  const overlays = Array.from({ length: layout.overlays }, (_, overlay): readonly FixtureFile[] => {
    const folder = `file:///w/overlays/o${overlay}`;
    const applied = patches.map((patch, index) =>
      layout.isInline ? `- patch: |-\n${patch.replace(/^(?=.)/gm, '    ')}` : `- path: patch-${index}.yaml\n`,
    );
    const head = `resources:\n${resources.map((each) => `- ${each}\n`).join('')}namespace: metal3\n`;
    const list = applied.length > 0 ? `patches:\n${applied.join('')}` : '';
    const text = `${head}${transforms.map((each) => `${each}\n`).join('')}${list}`;
    const files = layout.isInline
      ? []
      : patches.map((patch, index) => ({ uri: `${folder}/patch-${index}.yaml`, text: patch }));
    const parts = own.map((file) => ({ uri: `${folder}/part-${file}.yaml`, text: write(file, false) }));
    return [{ uri: `${folder}/kustomization.yaml`, text }, ...files, ...parts];
  });
  return [...base, ...overlays.flat()];
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
