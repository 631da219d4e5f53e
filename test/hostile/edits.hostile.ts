import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileText, SchemaValidator, Workspace } from '../../server/src/core/index.ts';
import { timeLimit } from '../../server/src/node/time-limit.ts';
import { REGISTRY } from '../../server/src/providers/index.ts';
import { SCHEMAS } from '../support/check.ts';
import { readFixture } from '../support/fixture.ts';
import { readRulePage } from '../support/rule-page.ts';

/** One replacement in one of the files of a series. */
interface Edit {
  readonly file: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Series {
  readonly files: readonly { readonly uri: string; readonly text: string }[];
  readonly edits: readonly Edit[];
}

const EDITS_IN_SERIES = 100;
const MINUTES = Number(process.env.HOSTILE_MINUTES ?? 0);

/** The inserted text: characters that are difficult to parse, and parts of manifests. */
const PIECES = [
  '\n',
  '\r\n',
  '\r',
  '\t',
  ' ',
  '  ',
  '---\n',
  '...\n',
  '- ',
  ': ',
  ':',
  '#',
  '# ',
  '{',
  '}',
  '[',
  ']',
  ',',
  '"',
  "'",
  '|',
  '>-\n',
  '&a ',
  '*a',
  '<<: *a\n',
  '!!str ',
  '? ',
  '%',
  '${',
  '${A:=',
  '}',
  '{{',
  '}}',
  '{%',
  '#}',
  '\u0000',
  '\ufeff',
  '\u2028',
  '\ud800',
  '\udc00',
  '🙂',
  '"\\ud800"',
  '__proto__: 1\n',
  'constructor',
  'null',
  '~',
  'true',
  '1e999',
  '-',
  '# kamaji-metal3: ignore unknown-field\n',
  'kind: List\nitems:\n',
  'spec:\n',
  'metadata: {name: a}\n',
  '  name: a\n',
  'apiVersion: v1\n',
  'patches:\n- target: {kind: Cluster, name: "(a+)+$"}\n  patch: |-\n    - {op: add, path: /a, value: 1}\n',
  'namespace: x\n',
  'resources: [a.yaml]\n',
];

function sources(): readonly Series['files'][] {
  const pages = readdirSync('server/src', { recursive: true, encoding: 'utf8' }).filter((name) =>
    /rules.*\.md$/.test(name),
  );
  const examples = pages.flatMap((name) => readRulePage(readFileSync(join('server/src', name), 'utf8')).examples);
  const kustomization = {
    uri: 'file:///kustomization.yaml',
    text: 'resources: [main.yaml]\nnamePrefix: a-\npatches:\n- path: patch.yaml\n- target: {kind: Cluster}\n  patch: |-\n    - {op: add, path: /spec/paused, value: true}\n',
  };
  const clusters = ['correct', 'mistakes'].map((name) => [
    { uri: 'file:///main.yaml', text: readFileSync(`examples/${name}/cluster.yaml`, 'utf8') },
  ]);
  return [...examples.map(({ source }) => readFixture(source).files), ...clusters].map((files, index) =>
    index % 4 === 0 ? [...files, kustomization] : files,
  );
}

const SOURCES = sources();

/** Returns pseudorandom numbers from 0 to below 1 that only depend on the seed (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function seriesFor(seed: number, count: number): Series {
  const next = numbers(seed);
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(next() * items.length)] as Item;
  const files = pick(SOURCES);
  const texts = files.map(({ text }) => text);
  const edits: Edit[] = [];
  for (let index = 0; index < count; index++) {
    const file = Math.floor(next() * files.length);
    const text = texts[file] ?? '';
    const start = Math.floor(next() * (text.length + 1));
    const length = next() < 0.6 ? 0 : Math.floor(next() * (next() < 0.1 ? 400 : 12));
    const end = Math.min(text.length, start + length);
    const from = Math.floor(next() * text.length);
    const written =
      next() < 0.15 ? text.slice(from, from + Math.floor(next() * 200)) : next() < 0.1 ? '' : pick(PIECES);
    edits.push({ file, start, end, text: written });
    texts[file] = text.slice(0, start) + written + text.slice(end);
  }
  return { files, edits };
}

/** A series that never ends is interrupted, so that it can be minimized too. */
const runLimited = timeLimit(60_000);

function faultOf(series: Series): string | undefined {
  let fault: string | undefined;
  const run = () => {
    fault = faultIn(series);
  };
  let outcome = runLimited(run);
  while (outcome === 'delayed') outcome = runLimited(run);
  return outcome === 'finished' ? fault : 'the series takes too long';
}

/**
 * Returns the fault of a series: an exception, a step that takes too long, or findings that differ from those of a new
 * workspace.
 */
function faultIn({ files, edits }: Series): string | undefined {
  try {
    const workspace = newWorkspace();
    workspace.apply(files);
    workspace.update();
    for (const edit of edits) {
      const { uri } = files[edit.file] ?? { uri: '' };
      const before = process.cpuUsage();
      workspace.apply([{ uri, range: { start: edit.start, end: edit.end }, newText: edit.text }]);
      workspace.update();
      workspace.findingsIn(uri);
      const { user, system } = process.cpuUsage(before);
      if (user + system > 2_000_000) return `an edit takes ${Math.round((user + system) / 1000)} ms`;
    }
    const fresh = newWorkspace();
    fresh.apply([...workspace.files].map(([uri, file]) => ({ uri, text: fileText(file) })));
    fresh.update();
    return shown(workspace) === shown(fresh) ? undefined : 'findings differ from those of a fresh workspace';
  } catch (error) {
    return String((error as Error).stack ?? error);
  }
}

function newWorkspace(): Workspace {
  const fail = (where: string, error: unknown) => {
    throw new Error(`${where} threw`, { cause: error });
  };
  const schemas = new SchemaValidator(SCHEMAS, {}, REGISTRY.validation);
  return new Workspace({ registry: REGISTRY, schemas, onBug: fail, onFailure: fail });
}

function shown(workspace: Workspace): string {
  const found = [...workspace.files.keys()].flatMap((uri) =>
    workspace
      .findingsIn(uri)
      .map(({ rule, message, place }) => [uri, rule, message, place.span.start, place.span.end].join(' ')),
  );
  return found.sort().join('\n');
}

/**
 * Returns the series without the edits that are not needed for its fault. Positions stay the same, limited to the text.
 */
function minimized(series: Series): Series {
  let least = series;
  for (let size = series.edits.length >> 1; size > 0; size >>= 1)
    for (let start = 0; start < least.edits.length; ) {
      const edits = [...least.edits.slice(0, start), ...least.edits.slice(start + size)];
      if (faultOf({ ...least, edits })) least = { ...least, edits };
      else start += size;
    }
  return least;
}

function check(seed: number): void {
  const series = seriesFor(seed, EDITS_IN_SERIES);
  const fault = faultOf(series);
  if (fault) assert.fail(`seed ${seed}: ${fault}\n${JSON.stringify(minimized(series))}`);
}

describe('random edits', () => {
  it('10,000 with a fixed seed', () => {
    for (let seed = 1; seed <= 100; seed++) check(seed);
  });

  it('10,000 with another seed', () => {
    for (let seed = 1001; seed <= 1100; seed++) check(seed);
  });

  const random = Math.floor(Math.random() * 2 ** 30);
  it(`1,000 with the random seed ${random}`, () => {
    for (let seed = random; seed < random + 10; seed++) check(seed);
  });

  it(`for ${MINUTES} minutes`, { skip: MINUTES === 0 }, (context) => {
    const end = Date.now() + MINUTES * 60_000;
    let seed = random + 10;
    for (; Date.now() < end; seed++) check(seed);
    context.diagnostic(`${(seed - random - 10) * EDITS_IN_SERIES} edits`);
  });
});
