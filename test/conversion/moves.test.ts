import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { stringify } from 'yaml';
import { contextFor, migrated, valueIn } from '../support/migration.ts';

interface Move {
  readonly group: string;
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  readonly before: string;
  readonly type: keyof typeof VALUES;
  readonly after: string;
}

/** A value of each type, and what the conversion makes of it. */
const VALUES = {
  string: ['a', 'a'],
  duration: ['1m30s', 90],
  number: [3, 3],
  boolean: [true, true],
  time: ['2030-01-02T03:04:05Z', '2030-01-02T03:04:05Z'],
} as const;

const MOVES = movesIn(readFileSync('test/conversion/moves.txt', 'utf8'));

/** Returns the moves in the table, whose format is described at its start. */
function movesIn(text: string): readonly Move[] {
  const blocks = text.split('\n\n').slice(1);
  return blocks.flatMap((block) => {
    const [head = '', ...lines] = block.trimEnd().split('\n');
    const [, group = '', kind = '', from = '', to = ''] = /^(.*)\/(\w+) (\w+) (\w+)$/.exec(head) ?? [];
    return lines.map((line) => {
      const [before = '', type = '', after = ''] = line.trim().split(' ');
      return { group, kind, from, to, before, type: type as Move['type'], after };
    });
  });
}

/** Returns an object with one value: a list where a key ends with `[]`, and a map with the key `a` for `*`. */
function objectWith(path: string, value: unknown): unknown {
  const [step = '', ...rest] = path.split('.');
  const inner = rest.length === 0 ? value : objectWith(rest.join('.'), value);
  const key = step.replace('[]', '');
  return { [key === '*' ? 'a' : key]: step.endsWith('[]') ? [inner] : inner };
}

/** Returns the value at a path. */
function valueAt(value: unknown, path: string): unknown {
  return path
    .replaceAll('[]', '.0')
    .split('.')
    .reduce<unknown>(
      (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key === '*' ? 'a' : key) : undefined),
      value,
    );
}

/** Returns the value after the migration of an object that has one field, and nothing that the API server requires. */
function migratedValue({ group, kind, from, to, before, type, after }: Move) {
  const isGroup = before.endsWith('.apiVersion') && after.endsWith('.apiGroup');
  const [value, expected] = isGroup ? ['example.org/v1', 'example.org'] : VALUES[type];
  const object = {
    apiVersion: `${group}/${from}`,
    kind,
    metadata: { name: 'a' },
    ...Object(objectWith(before, value)),
  };
  const context = { ...contextFor((other) => (other === group ? to : undefined)), problems: () => [] };
  const [result] = migrated(stringify(object), context);
  const converted = valueIn(result?.text ?? '');
  return { expected, actual: valueAt(converted, after), rest: valueAt(converted, before) };
}

describe('a migration moves a field as the conversion of the provider does', () => {
  for (const move of MOVES)
    it(`${move.kind} ${move.from}: ${move.before} → ${move.after}`, () => {
      const { expected, actual, rest } = migratedValue(move);
      assert.deepEqual(actual, expected);
      if (move.after !== move.before) assert.equal(rest, undefined);
    });
});

const FIELDMAP = '../shared/conversion/fieldmap.json';

describe('the table of moved fields', () => {
  it('has moves of every kind that has migrations of its fields', () => {
    assert.ok(MOVES.length > 200, `${MOVES.length} moves`);
    assert.ok(new Set(MOVES.map(({ kind }) => kind)).size > 15);
  });

  it('is what the conversion did', { skip: existsSync(FIELDMAP) ? false : 'there is no ../shared here' }, () => {
    const rows: readonly Readonly<Record<string, unknown>>[] = JSON.parse(readFileSync(FIELDMAP, 'utf8'));
    const known = new Set(rows.map((row) => [row.kind, row.beforePath, row.afterPath].join(' ')));
    for (const { kind, before, after } of MOVES)
      assert.ok(known.has([kind, before, after].join(' ')), `${kind} ${before}`);
  });
});
