import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { Descriptions, type KindDescriptions } from '../../../server/src/core/schemas/descriptions.ts';
import { embeddedTypeOf } from '../../../server/src/core/schemas/embedded-types.ts';
import { specFields } from '../../../server/src/core/schemas/spec-fields.ts';
import { compileDescriptions, sourceTexts } from '../../../server/src/node/compile-descriptions.ts';
import { missingDescriptions } from '../../../server/src/node/missing-descriptions.ts';
import { bundledStore } from './bundled-store.ts';

const FOLDER = 'schemas/descriptions';
const store = bundledStore();
const compiled = compileDescriptions(FOLDER);
const sources = sourceTexts(FOLDER);

describe('the descriptions', () => {
  it('exist for every field of spec in every served version', () => {
    const missing = missingDescriptions(store, compiled);
    assert.deepEqual(
      missing.map(({ group, kind, path }) => `${group}/${kind} ${path}`),
      [],
    );
  });

  it('describe fields that exist', () => {
    const used = new Set<string>();
    for (const { group, kind, sources } of compiled) {
      const fields = new Set(['.', ...specFields(store, group, kind).map(({ path }) => path)]);
      for (const [path, texts] of sources)
        if (fields.has(path) || isOfEveryKind(path))
          for (const { file, key, text } of texts) used.add(file + key + text);
    }
    // Some shapes are unused until all kinds have descriptions.
    const unused = sources.filter(({ file, key, text }) => !used.has(file + key + text));
    assert.deepEqual(
      unused.map(({ file, key }) => `${file} ${key}`),
      [],
    );
  });

  it('describe kinds that exist', () => {
    const unknown = compiled.filter(({ group, kind }) => !store.providerOf(group, kind));
    assert.deepEqual(
      unknown.map(({ kind }) => kind),
      [],
    );
  });

  it('have one to three complete sentences', () => {
    const faults = sources.filter(({ text }) => {
      const sentences = text.match(/[.!?)](?=\s+["“(`*]?[A-Z`]|$)/g)?.length ?? 0;
      return sentences < 1 || sentences > 3 || !/[.)]$/.test(text);
    });
    assert.deepEqual(
      faults.map(({ file, key, text }) => `${file} ${key}: ${text}`),
      [],
    );
  });

  it('are not duplicated: kinds share shapes', () => {
    const places = new Map<string, string[]>();
    for (const { file, key, text } of sources) places.set(text, [...(places.get(text) ?? []), `${file} ${key}`]);
    assert.deepEqual(
      [...places.values()].filter((each) => each.length > 1),
      [],
    );
  });

  it('are in the build, one for each field of a kind', () => {
    for (const { group, kind, descriptions } of compiled) {
      const built = JSON.parse(readFileSync(`dist/${FOLDER}/${group}/${kind}.json`, 'utf8')) as KindDescriptions;
      const paths = ['.', 'metadata', ...specFields(store, group, kind).map(({ path }) => path)];
      for (const path of paths) assert.deepEqual(built[path], descriptions[path], `${kind} ${path}`);
      const more = Object.keys(built).filter((path) => !paths.includes(path) && !isOfEveryKind(path));
      assert.deepEqual(
        more.filter((path) => !path.endsWith('.*')),
        [],
      );
    }
  });
});

/** CRDs do not define the other fields that every resource has. */
function isOfEveryKind(path: string): boolean {
  return /^(apiVersion|kind|metadata|spec|status)(\.|$)/.test(path) && !path.startsWith('spec.');
}

describe('a description', () => {
  const own = new Descriptions({
    load: (group, kind) =>
      group === 'g' && kind === 'Pool'
        ? JSON.stringify({
            '.': 'A pool.',
            'spec.pools': 'Ranges.',
            'spec.pools[].start': 'The first.',
            'spec.names.*': 'One name.',
            'spec.names.*.value': 'Its value.',
            'spec.ref': { v1: 'Old.', else: 'New.' },
            'spec.gone': { v1: 'Was.' },
          })
        : undefined,
  });
  const at = (version: string, ...path: (string | number)[]) => own.describe('g', 'Pool', version, path);

  it('is found by path, with any form of list items', () => {
    assert.equal(at('v1'), 'A pool.');
    assert.equal(at('v1', 'spec', 'pools'), 'Ranges.');
    for (const item of [[], [3], ['3'], ['[]']])
      assert.equal(at('v1', 'spec', 'pools', ...item, 'start'), 'The first.');
  });

  it('of a map value applies to every key', () => {
    assert.equal(at('v1', 'spec', 'names', 'any', 'value'), 'Its value.');
    assert.equal(at('v1', 'spec', 'names', '7'), 'One name.');
  });

  it('can differ by version', () => {
    assert.deepEqual([at('v1', 'spec', 'ref'), at('v2', 'spec', 'ref')], ['Old.', 'New.']);
    assert.deepEqual([at('v1', 'spec', 'gone'), at('v2', 'spec', 'gone')], ['Was.', undefined]);
  });

  it('is undefined if there is none', () => {
    assert.equal(at('v1', 'spec', 'pools', 0, 'end'), undefined);
    assert.equal(at('v1', 'constructor'), undefined);
    assert.equal(own.describe('g', 'Other', 'v1', []), undefined);
    assert.equal(new Descriptions({ load: () => '{' }).describe('g', 'Pool', 'v1', []), undefined);
  });
});

describe('compiling descriptions', () => {
  const folders: string[] = [];
  after(() => {
    for (const folder of folders) rmSync(folder, { recursive: true });
  });
  function compile(files: Readonly<Record<string, string>>) {
    const folder = mkdtempSync(join(tmpdir(), 'kamaji-metal3-descriptions-'));
    folders.push(folder);
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return compileDescriptions(folder)[0]?.descriptions;
  }

  it('inserts nested shapes, and prefers the text of the kind', () => {
    const descriptions = compile({
      'g/Kind.yaml':
        '.: Kind.\nspec.template: {shape: Outer, text: Its template.}\nspec.template.b: Own b.\nspec.list[]: {shape: Inner}\n',
      'shapes/Outer.yaml': '.: Outer.\na: {shape: Inner}\nb: Shared b.\n',
      'shapes/Inner.yaml': '.: Inner.\nx: Inner x.\n',
    });
    assert.deepEqual(descriptions, {
      '.': 'Kind.',
      'spec.template': 'Its template.',
      'spec.template.a': 'Inner.',
      'spec.template.a.x': 'Inner x.',
      'spec.template.b': 'Own b.',
      'spec.list': 'Inner.',
      'spec.list[].x': 'Inner x.',
    });
  });

  it('writes one text for several fields, and several texts by version', () => {
    const descriptions = compile({
      'g/Kind.yaml': 'spec.{a,b}.c: Both.\nspec.d: {v1: {shape: One}, v2: {shape: Two}, else: Neither.}\n',
      'shapes/One.yaml': '.: One.\nx: X of one.\n',
      'shapes/Two.yaml': '.: Two.\ny: {v1: No., v2: Y of two.}\n',
    });
    assert.deepEqual(descriptions, {
      'spec.a.c': 'Both.',
      'spec.b.c': 'Both.',
      'spec.d': { v1: 'One.', v2: 'Two.', else: 'Neither.' },
      'spec.d.x': { v1: 'X of one.' },
      'spec.d.y': { v2: 'Y of two.' },
    });
  });

  it('rejects invalid input', () => {
    assert.throws(
      () => compile({ 'g/Kind.yaml': 'spec: {shape: Nothing}\n' }),
      /Unknown shape file shapes\/Nothing\.yaml/,
    );
    assert.throws(
      () => compile({ 'g/Kind.yaml': 'spec.{a,b}: One.\nspec.b: Two.\n' }),
      /spec\.b is defined more than once/,
    );
    assert.throws(() => compile({ 'g/Kind.yaml': 'spec: {shpe: One}\n' }), /Kind\.yaml, spec: expected a text/);
  });
});

describe('a Kubernetes type inside a kind', () => {
  const at = (group: string, kind: string, path: string) =>
    specFields(store, group, kind)
      .find((field) => field.path === path)
      ?.schemas.values()
      .next().value;

  it('is recognized by its fields', () => {
    const names = [
      ['cluster.x-k8s.io', 'MachineDeployment', 'spec.selector', 'LabelSelector'],
      ['bootstrap.cluster.x-k8s.io', 'KubeadmConfig', 'spec.clusterConfiguration.apiServer.extraEnvs', 'EnvVar'],
      ['bootstrap.cluster.x-k8s.io', 'KubeadmConfig', 'spec.clusterConfiguration.apiServer.extraVolumes', undefined],
    ] as const;
    for (const [group, kind, path, name] of names) {
      const schema = at(group, kind, path);
      assert.ok(schema, path);
      assert.equal(embeddedTypeOf(schema)?.name, name, path);
    }
  });

  it('has no fields that need a description', () => {
    const paths = specFields(store, 'cluster.x-k8s.io', 'MachineDeployment').map(({ path }) => path);
    assert.ok(paths.includes('spec.selector'));
    assert.ok(!paths.some((path) => path.startsWith('spec.selector.')));
  });
});
