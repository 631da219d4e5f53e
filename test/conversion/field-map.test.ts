import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { mapPath } from '../../server/src/core/migration/map-path.ts';
import { schemaAtPath } from '../../server/src/core/schemas/schema-at-path.ts';
import { REGISTRY } from '../../server/src/providers/index.ts';
import { contextFor, migrated, valueIn } from '../support/migration.ts';

const folder = join(process.cwd(), '../shared/conversion');
const missing = existsSync(folder) ? false : 'there is no ../shared here';

/** What the conversion code of the providers makes of one leaf of a kind. */
interface Row {
  readonly kind: string;
  readonly group: string;
  readonly from: string;
  readonly to: string;
  readonly beforePath: string;
  readonly beforeType?: string;
  readonly afterPath: string | null | readonly string[];
  readonly change: string;
}

type Value = string | number | boolean | readonly Value[] | { readonly [key: string]: Value };

const VALUES: Readonly<Record<string, Value>> = {
  'string (duration)': '1h2m3s',
  'string (time)': '2026-01-02T03:04:05Z',
  'int-or-string': '33%',
  boolean: true,
  'integer/int32': 7,
  'integer/int64': 7,
  integer: 7,
  number: 7,
};

/** Returns a value with only one leaf. `[]` is the first item of a list, `*` the key `key1`. */
function withLeaf(steps: readonly string[], leaf: Value): Value {
  const [step, ...rest] = steps;
  if (step === undefined) return leaf;
  const below = withLeaf(rest, leaf);
  return step === '[]' ? [below] : { [step === '*' ? 'key1' : step]: below };
}

function stepsOf(path: string): readonly string[] {
  return path.replaceAll('[]', '.[]').split('.');
}

/** Returns the paths of all leaves, in the form of the field map. */
function leavesOf(value: unknown, path = ''): readonly string[] {
  if (Array.isArray(value))
    return value.length === 0 ? [`${path}[]`] : value.flatMap((item) => leavesOf(item, `${path}[]`));
  if (typeof value !== 'object' || value === null) return [path];
  const entries = Object.entries(value);
  return entries.length === 0
    ? [path]
    : entries.flatMap(([key, each]) => leavesOf(each, path === '' ? key : `${path}.${key}`));
}

/** Returns the places of a leaf in JSON patches. */
function pointersOf(
  { group, kind, from, to }: Pick<Row, 'group' | 'kind' | 'from' | 'to'>,
  path: string,
): readonly string[] {
  const migration = REGISTRY.migrations.find(
    (each) => each.group === group && each.kind === kind && each.from === from && each.to === to,
  );
  assert.ok(migration, `${kind} ${from}`);
  const mapped = mapPath(migration, path.replaceAll('[]', '.0').replaceAll('*', 'key1').split('.'));
  const { item } = mapped;
  // An item that is added has no index yet.
  return mapped.to.map((steps) =>
    [...steps, ...(item?.value === undefined ? [] : [item.value])].join('/').replaceAll('/-', '/0'),
  );
}

function read(file: string): readonly Row[] {
  const bytes = readFileSync(join(folder, file));
  return JSON.parse((file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString());
}

const FILES = ['fieldmap.json', 'fieldmap-same.json.gz', 'alpha/fieldmap.json.gz'];

for (const file of FILES)
  test(`every leaf has the place that the conversion gives it: ${file}`, { skip: missing }, (t) => {
    const wrong: string[] = [];
    let count = 0;
    for (const { kind, group, from, to, beforePath, beforeType = 'string', afterPath, change } of read(file)) {
      // Keys of a map are covered by their values.
      if (change === 'value' || change === 'error' || beforePath.includes('(') || beforePath.startsWith('status'))
        continue;
      count++;
      const leaf = VALUES[beforeType] ?? (String(afterPath).endsWith('apiGroup') ? 'example.com/v1' : 'text1');
      const body = withLeaf(stepsOf(beforePath), leaf);
      const before = { apiVersion: `${group}/${from}`, kind, ...(body as object) };
      const { problems: _, ...context } = contextFor((other) => (other === group ? to : undefined));
      const [result] = migrated(JSON.stringify(before), context);
      const { apiVersion, kind: same, ...after } = valueIn(result?.text ?? '') as Record<string, unknown>;
      const expected = afterPath === null ? [] : typeof afterPath === 'string' ? [afterPath] : afterPath;
      const found = leavesOf(after).map((path) => path.replaceAll(/\.key1\b/g, '.*'));
      const isSame =
        expected.every((path) => found.includes(path)) &&
        (expected.length > 0 || !found.some((path) => path === beforePath));
      if (beforePath.startsWith('spec.networkData.links.bonds')) {
        // v1beta2 cannot express bonds.
        assert.equal(result?.leftovers[0]?.severity, 'blocked');
        continue;
      }
      const pointers = pointersOf({ group, kind, from, to }, beforePath);
      const inPatch = expected.map((path) => path.replaceAll('[]', '.0').replaceAll('*', 'key1').replaceAll('.', '/'));
      // The index of an item that was a key is not known.
      const isKnown = !/failureDomains\.\*\./.test(beforePath);
      if (isKnown && pointers.join(' ') !== inPatch.join(' '))
        wrong.push(`${kind} ${from} /${beforePath}: ${pointers} is not ${inPatch}`);
      if (apiVersion !== `${group}/${to}` || same !== kind || !isSame)
        wrong.push(
          `${kind} ${from} ${beforePath} → ${afterPath}: ${apiVersion} ${found.join(', ')} ${result?.leftovers.map((each) => each.message).join(' ')}`,
        );
    }
    t.diagnostic(`${count} leaves`);
    assert.deepEqual(wrong, []);
    assert.ok(count > 50);
  });

/** What the conversion makes of a zero or an empty value. */
interface Zero extends Pick<Row, 'kind' | 'group' | 'from' | 'to' | 'beforePath'> {
  readonly empty?: string;
  readonly becomes?: readonly { readonly path: string; readonly value: Value }[];
}

test('an empty value becomes what the conversion makes of it', { skip: missing }, (t) => {
  const rows = JSON.parse(gunzipSync(readFileSync(join(folder, 'zeros.json.gz'))).toString()) as readonly Zero[];
  const wrong: string[] = [];
  let count = 0;
  for (const { kind, group, from, to, beforePath, empty, becomes } of rows) {
    if (empty === undefined || becomes === undefined || beforePath.includes('*') || beforePath === 'spec') continue;
    count++;
    const steps = stepsOf(beforePath);
    const before = { apiVersion: `${group}/${from}`, kind, ...(withLeaf(steps, JSON.parse(empty)) as object) };
    const { problems: _, ...context } = contextFor((other) => (other === group ? to : undefined));
    const [result] = migrated(JSON.stringify(before), context);
    const { apiVersion: _version, kind: _kind, ...after } = valueIn(result?.text ?? '') as Record<string, unknown>;
    // Parents of the value are not part of the result.
    const found = leavesOf(after).filter((path) => path === beforePath || !beforePath.startsWith(path));
    const wanted = becomes.map(({ path }) => path);
    // A class without a reference and a bond are not migrated.
    if (/\.(bootstrap|infrastructure)$|links\.bonds/.test(beforePath)) continue;
    const schema = context.schema(group, kind, to);
    const isRequired = (path: string) => {
      const names = stepsOf(path.replace(/\[\]$/, '')).map((step) => (step === '[]' ? 0 : step));
      const key = String(names.at(-1));
      const parent = schema && schemaAtPath(schema, names.slice(0, -1));
      // A strategy keeps its type, which was a default.
      return parent?.required?.includes(key) === true || path.endsWith('rollout.strategy.type');
    };
    if (
      found.some(
        (path) =>
          !isRequired(path) && !wanted.some((each) => each === path || each.startsWith(path) || path.startsWith(each)),
      )
    )
      wrong.push(`${kind} ${from} ${beforePath}: ${empty} → ${JSON.stringify(becomes)}: ${JSON.stringify(after)}`);
  }
  t.diagnostic(`${count} values`);
  assert.deepEqual(wrong, []);
});
