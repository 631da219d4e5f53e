import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { globSync } from 'tinyglobby';

/**
 * Words that docs, settings, comments and messages do not use, with their replacements. To list the offenders of a
 * folder or file, run `VOCABULARY=server/src/core/rules node test/run.mjs vocabulary`.
 */
const REPLACEMENTS: readonly (readonly [string, string])[] = [
  ['for ever', 'forever, indefinitely, never becomes ready'],
  ['tell|tells|told|telling', 'report, reports, specify'],
  ['says|said', 'specifies, sets, contains'],
  ['mend|mends|mended|mending|amend|amends|amended', 'fix'],
  ['refuse|refuses|refused|refusing|refusal', 'reject'],
  ['judge|judges|judged|judging|judgement|judgements', 'validate, check, result'],
  ['anew', 'again'],
  ['beside|besides', 'next to, in addition to'],
  ['behind', 'after'],
  ['at hand', 'available, in the workspace'],
  ['in question|in force', 'selected, target, applicable'],
  ['stand|stands|stood|standing', 'is, is defined, represents'],
  ['lie|lies|lay', 'is, is located'],
  ['whoever|nobody|somebody', 'the component that acts: the caller, the client, no controller'],
  ['hand on|hand out|hands on|hands out|handed on|handed out|hand over|hands over', 'pass, assign'],
  ['counts for|counts as', 'applies, is treated as'],
  ['come of|comes of|comes to', 'result in, amount to'],
  ['written over|writes over|written out', 'overwritten, complete'],
  ['world of its own|worlds of their own|world of their own', 'an isolated scope, a root'],
  ['at its place|near by', 'at the field, nearby'],
  ['small letter|small letters', 'lowercase'],
  ['blank|blanks', 'space'],
  ['wants', 'requires, expects'],
  ['those that|those who|such as are|such as is', 'the noun'],
  ['the other way round', 'inverted'],
  ['from (v|edge-)[0-9][0-9.]* on', 'in vX and later'],
  ['whole|wholly', 'complete, all'],
  ['seldom|of late', 'rarely, recently'],
  ['alone', 'only'],
  [
    'behaviour|colour|colours|neighbour|neighbours|towards|modelled|honour|fulfil|fulfils|grey|centre',
    'American spelling',
  ],
];

/** Pages, settings and other texts for users. */
const DOCS = [
  'README.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'ARCHITECTURE.md',
  'docs/**/*.md',
  'server/src/**/rules/**/*.md',
  'test/{manifests,samples,conversion,core}/**/*.md',
  'examples/**/*.{md,yaml}',
  'package.json',
  'schemas/README.md',
  'schemas/descriptions/**',
  'snippets/**/*.yaml',
];

/** Source code and scripts. Only comments and string literals are checked. */
const SOURCES = ['{server/src,client,protocol,scripts,test}/**/*.{ts,mts,mjs}', 'esbuild.mjs', '.ci/run'];

interface Exception {
  /** A prefix of the path. */
  readonly path: string;
  /** The allowed text, with the word in it; empty to skip the file. */
  readonly text: string;
  readonly reason: string;
}

const EXCEPTIONS: readonly Exception[] = [
  { path: 'test/docs/vocabulary.test.ts', text: '', reason: 'lists the words' },
  { path: 'server/src', text: "'refused'", reason: 'a value of `effect` in the JSON output' },
  { path: 'test/conversion/pairs.test.ts', text: 'judge.mjs', reason: 'the name of a program outside of the project' },
  { path: 'test', text: "'refused'", reason: 'a value of `effect` in the JSON output' },
  {
    path: 'schemas/descriptions/shapes/InMemoryMachineSpec',
    text: 'behaviour:',
    reason: 'the name of a field of the CRD',
  },
];

const WORD = new RegExp(
  `(?<![\\w/-])(?:${REPLACEMENTS.map(([words]) => `(${words.replace(/\(/g, '(?:').replaceAll(' ', '[\\s*/]+')})`).join('|')})(?![\\w-])`,
  'gi',
);

/** Matches comments and literals of TypeScript in group 1. Regular expressions match first, since they may contain quotes. */
const COMMENT_OR_LITERAL =
  /(?<=[(=,:!&|?{};[\n]\s*|return\s)\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*|(\/\/.*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`)/g;

describe('the vocabulary', () => {
  const pages = globSync([...DOCS]).sort();
  it('is plain in docs, settings, snippets and descriptions', () => {
    assert.ok(pages.length > 100, `${pages.length} pages found`);
    assert.deepEqual(
      pages.flatMap((path) => offenders(path, proseOf(path))),
      [],
    );
  });

  const sources = globSync(SOURCES, { ignore: ['**/node_modules/**'] }).sort();
  it('covers the build and the script of the CI', () => {
    assert.ok(sources.includes('esbuild.mjs') && sources.includes('.ci/run'));
  });

  it('is plain in comments and literals of the source code', () => {
    const chosen = process.env.VOCABULARY;
    const checked = chosen ? sources.filter((path) => isIn(path, chosen)) : sources;
    assert.ok(checked.length > 0, `no source code in ${chosen}`);
    assert.deepEqual(
      checked.flatMap((path) => offenders(path, sourceProseOf(path))),
      [],
    );
  });

  it('finds words in every kind of text', () => {
    const source = 'const a = /\'/; // It stands\nf(`told`); /* at\n * hand */ const behind = "x";';
    assert.deepEqual(
      offenders('a.ts', codeProseOf(source)).map((each) => each.replace(/ \(.*/, '')),
      ['a.ts:1: stands', 'a.ts:2: told', 'a.ts:2: at hand'],
    );
  });
});

function isIn(path: string, fileOrFolder: string): boolean {
  return path === fileOrFolder || path.startsWith(`${fileOrFolder}/`);
}

/** `FILE:LINE: WORD (write REPLACEMENT)` for each word of the table. */
function offenders(path: string, text: string): readonly string[] {
  const allowed = EXCEPTIONS.filter((exception) => path.startsWith(exception.path)).map((exception) => exception.text);
  if (allowed.includes('')) return [];
  return [...text.matchAll(WORD)].flatMap((match) => {
    if (allowed.some((each) => text.startsWith(each, match.index - each.indexOf(match[0])))) return [];
    const line = text.slice(0, match.index).split('\n').length;
    const row = match.slice(1).findIndex((group) => group !== undefined);
    return [`${path}:${line}: ${match[0].replace(/[\s*/]+/g, ' ')} (write ${REPLACEMENTS[row]?.[1]})`];
  });
}

/** Returns the text of a page with spaces for code in backticks, link targets and expected messages in examples. */
function proseOf(path: string): string {
  const text = readFileSync(path, 'utf8');
  if (!path.endsWith('.md')) return text.replace(/`[^`\n]*`/g, blanked);
  return text
    .replace(/^#\s*\^+ .*$/gm, blanked)
    .replace(/(?<!`)`[^`\n]+`(?!`)/g, blanked)
    .replace(/\]\([^)\n]*\)/g, blanked);
}

/** Returns the comments and literals of a file. In shell scripts, these are the lines that start with a comment. */
function sourceProseOf(path: string): string {
  const source = readFileSync(path, 'utf8');
  return path === '.ci/run' ? source.replace(/^(?!\s*#).*$/gm, '') : codeProseOf(source);
}

/** Returns comments and literals of source code, with spaces for everything else, so that line numbers are kept. */
function codeProseOf(source: string): string {
  let end = 0;
  let text = '';
  for (const match of source.matchAll(COMMENT_OR_LITERAL)) {
    const [, prose] = match;
    text += blanked(source.slice(end, match.index)) + (prose ?? blanked(match[0]));
    end = match.index + match[0].length;
  }
  return text;
}

function blanked(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}
