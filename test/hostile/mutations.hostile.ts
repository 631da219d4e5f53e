import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { pathText } from '../../server/src/core/index.ts';
import { applyFix, workspaceOf } from '../support/check.ts';

const CORPUS = process.env.CORPUS ?? '../shared/corpus/files';
const COUNT = process.env.HOSTILE_MINUTES ? 20_000 : 4_000;

/** Mistakes that people make in one line: returns the line with the mistake, or undefined if it cannot have it. */
const MISTAKES: readonly ((line: string, random: () => number) => string | undefined)[] = [
  (line, random) => swapped(line, /^\s*(?:- )?([A-Za-z]{5,}):/, random),
  (line, random) => swapped(line, /: ([A-Za-z][\w.-]{4,})$/, random),
  (line) =>
    /^\s*(- )?[a-z]+[A-Z]\w*:/.test(line) ? line.replace(/[A-Za-z]+:/, (key) => key.toLowerCase()) : undefined,
  (line) => replaced(line, /: (\d+|true|false)$/, ': "$1"'),
  (line) => replaced(line, /: [a-z][\w.-]*$/, ': 123'),
  (line) => replaced(line, /: [\w.-]+$/, ': yes'),
  (line) => replaced(line, /: ([\w.:/-]+)$/, ': [$1]'),
  (line) => replaced(line, /^(\s*)- ([\w.:/-]+)$/, '$1- {name: $2}'),
  (line, random) => replaced(line, /: \S+$/, [':', ': ""', ': {}', ': []', ': null'][Math.floor(random() * 5)] ?? ':'),
  (line, random) => replaced(line, /\/v1(alpha|beta)\d$/, random() < 0.5 ? '/v1beta1' : '/v1beta2'),
];

/** The rules whose fixes follow from a schema. */
const OF_SCHEMA = new Set([
  'api-version-not-served',
  'required-field',
  'unknown-field',
  'unsupported-value',
  'wrong-type',
]);

it('a fix after one mistake leaves fewer errors', { skip: !existsSync(CORPUS) && `${CORPUS} is absent` }, (context) => {
  const files = readdirSync(CORPUS, { recursive: true, encoding: 'utf8' }).filter((name) => /\.ya?ml$/.test(name));
  const texts = files
    .sort()
    .map((name) => ({ name, text: readFileSync(join(CORPUS, name), 'utf8') }))
    .filter(({ text }) => text.length < 12_000);
  const random = randomFrom(1);
  const faults: string[] = [];
  let count = 0;
  for (let round = 0; round < COUNT; round++) {
    const { name = '', text = '' } = texts[Math.floor(random() * texts.length)] ?? {};
    const lines = text.split('\n');
    const index = Math.floor(random() * lines.length);
    const changed = MISTAKES[Math.floor(random() * MISTAKES.length)]?.(lines[index] ?? '', random);
    if (changed === undefined || changed === lines[index]) continue;
    lines[index] = changed;
    const known = new Set(errorsIn(text).map(({ id }) => id));
    const before = errorsIn(lines.join('\n'));
    for (const error of before) {
      if (known.has(error.id) || !OF_SCHEMA.has(error.rule)) continue;
      for (const { title, result } of error.fixes()) {
        count++;
        const after = errorsIn(result);
        const added = after.filter(
          ({ id, rule }) => OF_SCHEMA.has(rule) && ![...known, ...before.map((each) => each.id)].includes(id),
        );
        if (after.some(({ id }) => id === error.id) || added.length > 0)
          faults.push(`${name}:${index + 1} ${changed.trim()}: ${title}: ${added[0]?.id ?? error.id}`);
      }
    }
  }
  context.diagnostic(`${count} fixes`);
  assert.ok(count > 200);
  assert.deepEqual(faults, []);
});

function errorsIn(text: string) {
  const files = [{ uri: 'file:///w/x.yaml', text }];
  const workspace = workspaceOf(files);
  return workspace
    .findingsIn('file:///w/x.yaml')
    .filter(({ severity }) => severity === 'error')
    .map(({ rule, path, message, fixes }) => ({
      id: `${rule} ${pathText(path)} ${message}`,
      rule,
      fixes: () => fixes.map((fix) => ({ title: fix.title, result: applyFix(workspace, fix)[0]?.text ?? '' })),
    }));
}

function swapped(line: string, pattern: RegExp, random: () => number): string | undefined {
  const word = pattern.exec(line)?.[1];
  if (word === undefined) return undefined;
  const at = 1 + Math.floor(random() * (word.length - 2));
  return line.replace(word, `${word.slice(0, at)}${word[at + 1]}${word[at]}${word.slice(at + 2)}`);
}

function replaced(line: string, pattern: RegExp, by: string): string | undefined {
  return pattern.test(line) ? line.replace(pattern, by) : undefined;
}

/** Returns a sequence of numbers from 0 to 1 that is the same in every run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}
