import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { globSync } from 'tinyglobby';
import { codeLines, core, PROVIDER_WORDS, providerWordsIn, sources } from '../support/sources.ts';

/** The only files that name Flux and Argo CD, which deliver what kustomize builds. ARCHITECTURE.md states this exception. */
const DELIVERY_FILES = ['server/src/core/objects/delivery.ts', 'server/src/core/kustomize/built/substitution.ts'];

const DELIVERY_WORDS = /argoproj\.io|fluxcd\.io|['"`](?:Application|ApplicationSet|HelmRelease)['"`]/;

/** Fields of Kubernetes, JSON Schema and kustomize that kinds of providers have too. */
const SHARED_FIELDS = new Set(
  `apiVersion apiGroup resourceVersion generateName ownerReferences fieldPath labelSelector matchLabels matchExpressions
  valueFrom namePrefix nodeAffinity podAffinity podAntiAffinity tolerationSeconds topologyKey maxSkew whenUnsatisfiable
  volumeMounts workingDir mountPath subPath mountPropagation allowPrivilegeEscalation runAsUser fsGroup emptyDir hostPath
  persistentVolumeClaim additionalProperties allOf anyOf oneOf exclusiveMinimum exclusiveMaximum minLength maxLength minItems maxItems uniqueItems
  minProperties maxProperties configMapKeyRef`.split(/\s+/),
);

/** Returns the names of all fields in the schemas of the bundle that have several words, such as `bootMACAddress`. */
function providerFields(): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'properties' && !Array.isArray(inner))
        for (const name of Object.keys(inner)) if (/^[a-z]+\w*[A-Z]/.test(name)) names.add(name);
      visit(inner);
    }
  };
  for (const file of globSync('schemas/*/*.json', { ignore: 'schemas/descriptions/**' }))
    visit(JSON.parse(readFileSync(file, 'utf8')));
  return new Set([...names].filter((name) => !SHARED_FIELDS.has(name)));
}

/** Returns the lines of code that contain a text that is the name of a field of a provider, or a path with one. */
function providerFieldsIn(code: readonly string[], fields: ReadonlySet<string>): readonly string[] {
  return code.filter((line) =>
    [...line.matchAll(/(['"`])((?:\w+\.)*\w+)\1/g)].some(([, , path = '']) =>
      path.split('.').some((name) => fields.has(name)),
    ),
  );
}

/** Returns the numbers of the lines with a `try` that has no comment above it or at the start of its other blocks. */
function unexplainedTries(lines: readonly string[]): readonly number[] {
  return lines.flatMap((line, index) => {
    const [start, indent = ''] = /^(\s*)try \{/.exec(line) ?? [];
    if (start === undefined) return [];
    const end = lines.indexOf(`${indent}}`, index);
    const isExplained = lines
      .slice(index, end)
      .some((each, at) => each.startsWith(`${indent}} `) && /^\s*\/\//.test(lines[index + at + 1] ?? ''));
    return isExplained || /^\s*(?:\/\/|\*\/)/.test(lines[index - 1] ?? '') ? [] : [index + 1];
  });
}

describe('the engine', () => {
  for (const folder of ['core', 'providers', 'lsp'])
    it(`is compiled without the globals of any host: ${folder}`, () => {
      const { compilerOptions } = JSON.parse(readFileSync('tsconfig.base.json', 'utf8'));
      const own = JSON.parse(readFileSync(`server/src/${folder}/tsconfig.json`, 'utf8')).compilerOptions;
      assert.deepEqual([own.lib ?? compilerOptions.lib, own.types ?? compilerOptions.types], [['ES2023'], []]);
    });

  it('is compiled by each build, so that a console.log fails it', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
    assert.match(scripts.build, /^tsc -b && /);
  });

  it('has no clock, no randomness and no asynchrony', () => {
    const found = core.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\b(Date\.now|new Date|Math\.random|async |await |Promise<)/g)].map(
        (match) => `${file}: ${match[0]}`,
      ),
    );
    assert.deepEqual(found, []);
  });

  it('explains which exception each try expects', () => {
    const files = sources.filter((file) => /^server\/src\/(?:core|providers)\//.test(file));
    const tries = files.flatMap((file) =>
      unexplainedTries(readFileSync(file, 'utf8').split('\n')).map((line) => `${file}:${line}`),
    );
    assert.deepEqual(tries, []);
    assert.deepEqual(unexplainedTries(['try {', '  a();', '} catch {', '  b();', '}']), [1]);
    assert.deepEqual(unexplainedTries(['try {', '  a();', '} catch {', '  // Why.', '}']), []);
  });

  it('contains no field of a provider', () => {
    const fields = providerFields();
    assert.ok(fields.size > 500, `${fields.size} fields`);
    assert.deepEqual(
      core.flatMap((file) => providerFieldsIn(codeLines(file), fields).map((line) => `${file}: ${line}`)),
      [],
    );
    for (const line of ["['macAddress', 'mac', 'bootMACAddress'],", "scalarAt(root, 'spec.dataStoreName')"])
      assert.deepEqual(providerFieldsIn([line], fields), [line]);
  });

  it('names Flux and Argo CD only in the files that ARCHITECTURE.md lists', () => {
    const naming = core.filter((file) => codeLines(file).some((line) => DELIVERY_WORDS.test(line)));
    assert.deepEqual(naming.sort(), DELIVERY_FILES.toSorted());
    const page = readFileSync('ARCHITECTURE.md', 'utf8');
    for (const file of DELIVERY_FILES) assert.ok(page.includes(`\`${file}\``), file);
  });

  it('contains no kind, API group or release of a provider', () => {
    assert.deepEqual(core.flatMap(providerWordsIn), []);
    for (const line of ["'Metal3Cluster'", "'ipam.metal3.io'", "['Cluster']", "'v1.10'", 'IPPool'])
      assert.match(line, PROVIDER_WORDS);
  });
});
