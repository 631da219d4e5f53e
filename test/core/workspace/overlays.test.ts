import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { allFindings, workspaceOf } from '../../support/check.ts';
import type { FixtureFile } from '../../support/fixture.ts';

/** The correct example, one object per item, with two-space indentation. */
const OBJECTS = readFileSync('examples/correct/cluster.yaml', 'utf8').split('---\n');

interface Layout {
  /** The number of the base's file that contains each object. */
  readonly files: readonly number[];
  /** Objects whose namespace is set by the overlay. */
  readonly open: readonly boolean[];
  /** Objects that the overlay repeats in part as a patch: the number of lines below `spec`. */
  readonly patched: readonly number[];
  readonly hasBaseKustomization: boolean;
  readonly transforms: readonly string[];
  readonly overlays: number;
  /** The number of the file that is in each overlay instead of the base, in the namespace of the overlay. */
  readonly moved: number;
  /** The base sets another namespace than the overlay. */
  readonly isMoved: boolean;
  /** References contain the prefix that kustomize adds. */
  readonly isPrefixed: boolean;
  /** Objects without a section of their `spec`, by number, which the overlay adds. */
  readonly completed: readonly number[];
  /** The overlay adds them with JSON patches. */
  readonly isJson: boolean;
  /** Patches are inline, or in files. */
  readonly isInline: boolean;
}

const layouts: fc.Arbitrary<Layout> = fc.record({
  files: fc.array(fc.nat({ max: 3 }), { minLength: OBJECTS.length, maxLength: OBJECTS.length }),
  open: fc.array(fc.boolean(), { minLength: OBJECTS.length, maxLength: OBJECTS.length }),
  patched: fc.array(fc.nat({ max: 12 }), { minLength: OBJECTS.length, maxLength: OBJECTS.length }),
  hasBaseKustomization: fc.boolean(),
  transforms: fc.subarray([
    'labels:\n- pairs: { team: metal }\n  includeSelectors: true',
    'commonLabels:\n  site: a',
    'replicas:\n- name: test1\n  count: 3',
  ]),
  completed: fc.array(fc.integer({ min: -6, max: 5 }), { minLength: OBJECTS.length, maxLength: OBJECTS.length }),
  isJson: fc.boolean(),
  overlays: fc.integer({ min: 1, max: 3 }),
  moved: fc.integer({ min: -1, max: 3 }),
  isMoved: fc.boolean(),
  isPrefixed: fc.boolean(),
  isInline: fc.boolean(),
});

/** Returns the head of an object, and a number of complete lines of its `spec`. */
function patchOf(object: string, lines: number): string | undefined {
  const [head, spec] = object.split(/^spec:\n/m);
  if (spec === undefined || lines === 0) return undefined;
  const sections = spec.split(/^(?= {2}\S)/m);
  return `${head}spec:\n${sections.slice(0, lines).join('')}`;
}

/** Returns the head of an object, and the sections of its `spec`. */
function sectionsOf(object: string): readonly string[] {
  const [head, spec] = object.split(/^(?=spec:\n)/m);
  return [head ?? '', ...(spec?.slice('spec:\n'.length).split(/^(?= {2}\S)/m) ?? [])];
}

/** Returns the objects without the sections that the overlay adds. */
function incomplete(object: string, section: number | undefined): string {
  const [head, ...sections] = sectionsOf(object);
  const rest = sections.filter((_, index) => index !== section);
  return rest.length === 0 ? object : `${head}spec:\n${rest.join('')}`;
}

/** Returns an entry of `patches` that adds a section. */
function completion(object: string, section: number | undefined, isJson: boolean): string | undefined {
  const [head = '', ...sections] = sectionsOf(object);
  const added = section === undefined ? undefined : sections[section];
  if (added === undefined || sections.length === 1) return undefined;
  const indented = (text: string) => text.replace(/^(?=.)/gm, '    ');
  if (!isJson) return `- patch: |-\n${indented(`${head}spec:\n${added}`)}`;
  const [, kind, name, key] = [/./, /^kind: (.*)$/m, /^ {2}name: (.*)$/m, /^ {2}([^\s:]+):/m].map(
    (pattern) => pattern.exec(pattern.source.startsWith('^ {2}(') ? added : head)?.[1],
  );
  const operation = `- op: add\n  path: /spec/${key}\n${added.replace(/^ {2}[^\s:]+:/, '  value:')}`;
  return `- target: { kind: ${kind}, name: ${name} }\n  patch: |-\n${indented(operation)}`;
}

const NAMES = new Set(OBJECTS.flatMap((object) => /^ {2}name: (\S+)$/m.exec(object)?.[1] ?? []));

/** Returns an object as written with a layout. */
function writtenObject(object: string, layout: Layout, isOfBase: boolean): string {
  const number = OBJECTS.findIndex((each) => sectionsOf(each)[0] === sectionsOf(object)[0]);
  const own = layout.open[number] ?? false;
  let text = object;
  if (own) text = text.replace(/^ {2}namespace: .*\n/m, '');
  else if (layout.isMoved && isOfBase) text = text.replace(/^ {2}namespace: .*$/m, '  namespace: base');
  if (!layout.isPrefixed) return text;
  return text.replace(/^( {4,}(?:- )?[\w./-]+| +clusterName): (\S+)$/gm, (line, key, name) =>
    NAMES.has(name) ? `${key}: prod-${name}` : line,
  );
}

function repository(layout: Layout): readonly FixtureFile[] {
  const numbers = [...new Set(layout.files)];
  const write = (file: number, isOfBase: boolean) =>
    OBJECTS.filter((_, index) => layout.files[index] === file)
      .map((object) => writtenObject(incomplete(object, layout.completed[OBJECTS.indexOf(object)]), layout, isOfBase))
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
  const transforms = [...layout.transforms];
  // kustomize does not change the references in custom resources.
  if (layout.isPrefixed) transforms.push('namePrefix: prod-');
  const patches = OBJECTS.flatMap((object, index) => {
    const written = writtenObject(object, layout, layout.files[index] !== layout.moved);
    return patchOf(written, layout.patched[index] ?? 0) ?? [];
  });
  const completions = OBJECTS.flatMap((object, index) => {
    const written = writtenObject(object, layout, layout.files[index] !== layout.moved);
    return completion(written, layout.completed[index], layout.isJson) ?? [];
  });
  const overlays = Array.from({ length: layout.overlays }, (_, overlay): readonly FixtureFile[] => {
    const folder = `file:///w/overlays/o${overlay}`;
    const applied = [
      ...patches.map((patch, index) =>
        layout.isInline ? `- patch: |-\n${patch.replace(/^(?=.)/gm, '    ')}` : `- path: patch-${index}.yaml\n`,
      ),
      ...completions,
    ];
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
  it('has no error or warning if its namespace, prefix, labels and patches change nothing', () => {
    fc.assert(
      fc.property(layouts, (layout) => {
        const files = repository(layout);
        const found = allFindings(workspaceOf(files)).filter(
          ({ severity }) => severity === 'error' || severity === 'warning',
        );
        // As text, because a failure of the property only prints the layout.
        const texts = found.map(({ place, rule, message }) => `${place.uri} ${rule}: ${message}`);
        assert.ok(texts.length === 0, texts.join('\n'));
      }),
      { numRuns: 100, includeErrorInReport: true },
    );
  });

  it('has its own mistakes reported, and the other nineteen do not', () => {
    const base = [
      { uri: 'file:///w/base/cluster.yaml', text: OBJECTS.join('---\n') },
      { uri: 'file:///w/base/kustomization.yaml', text: 'resources:\n- cluster.yaml\n' },
    ];
    const target = '  target: { kind: MachineDeployment, name: test1 }\n';
    const operation = (field: string) => `- op: replace\n  path: /spec/${field}\n  value: 3\n`;
    const overlays = Array.from({ length: 20 }, (_, overlay): readonly FixtureFile[] => {
      const folder = `file:///w/overlays/o${overlay}`;
      const field = overlay % 7 === 3 ? 'replica' : 'replicas';
      const head = 'resources:\n- ../../base\nnamespace: metal3\n';
      if (overlay % 2 === 0)
        return [
          { uri: `${folder}/kustomization.yaml`, text: `${head}patches:\n- path: patch.yaml\n${target}` },
          { uri: `${folder}/patch.yaml`, text: operation(field) },
        ];
      const inline = operation(field).replace(/^(?=.)/gm, '    ');
      return [{ uri: `${folder}/kustomization.yaml`, text: `${head}patches:\n- patch: |-\n${inline}${target}` }];
    });
    const found = allFindings(workspaceOf([...base, ...overlays.flat()])).filter(
      ({ severity }) => severity === 'error' || severity === 'warning',
    );
    assert.deepEqual(
      found.map(({ place, rule }) => `${rule} ${place.uri}`),
      [
        'unknown-field file:///w/overlays/o3/kustomization.yaml',
        'unknown-field file:///w/overlays/o10/patch.yaml',
        'unknown-field file:///w/overlays/o17/kustomization.yaml',
      ],
    );
  });
});
