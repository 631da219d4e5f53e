import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, it } from 'node:test';
import { parseAllDocuments } from 'yaml';
import { ignoreHere } from '../../server/src/core/fixes/ignore-here.ts';
import { documentContaining, type Fix, type Workspace } from '../../server/src/core/index.ts';
import { workspaceOf } from '../support/check.ts';
import { readFixture } from '../support/fixture.ts';
import { readRulePage } from '../support/rule-page.ts';
import { DOCUMENTS_OF_FAULTS } from './mistakes.ts';

interface Source {
  readonly name: string;
  readonly files: readonly { readonly uri: string; readonly text: string }[];
}

const VARIANTS: Readonly<Record<string, (text: string) => string>> = {
  'as it is': (text) => text,
  'with CRLF': (text) => text.replace(/\r?\n/g, '\r\n'),
  'with comments after tabs': (text) => withTabs(text),
  'in flow style': (text) => inFlow(text),
  'without a final line end': (text) => text.trimEnd(),
  'with CRLF and no final line end': (text) => text.trimEnd().replace(/\r?\n/g, '\r\n'),
};

/** Adds tabs after values on their own line, where they have no meaning. */
function withTabs(text: string): string {
  const commented = text.replace(/^( *(?:- )?[\w.-]+: [\w.-]+)$/gm, '$1\t# why');
  return same(text, commented) ? commented : text;
}

function inFlow(text: string): string {
  const documents = parseAllDocuments(text, { logLevel: 'silent' });
  if (!Array.isArray(documents) || documents.some(({ errors }) => errors.length > 0)) return text;
  return documents
    .map((document) => `${JSON.stringify(document.toJS({ maxAliasCount: 1000 }), undefined, 1)}\n`)
    .join('---\n');
}

function same(one: string, other: string): boolean {
  const read = (text: string) => JSON.stringify(parseAllDocuments(text, { logLevel: 'silent' }));
  return read(one) === read(other);
}

function pages(): readonly Source[] {
  const folder = readdirSync('server/src', { recursive: true, encoding: 'utf8' }).filter((name) =>
    /rules.*\.md$/.test(name),
  );
  return folder.flatMap((name) =>
    readRulePage(readFileSync(join('server/src', name), 'utf8'))
      .examples.filter(({ kind }) => kind === 'bad')
      .map(({ source, heading }) => ({ name: `${basename(name)}: ${heading}`, files: readFixture(source).files })),
  );
}

function folder(path: string, most: number): readonly Source[] {
  if (!existsSync(path)) return [];
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ya?ml$/.test(name))
    .sort();
  const every = Math.max(1, Math.ceil(names.length / most));
  return names
    .filter((_, index) => index % every === 0)
    .map((name) => ({
      name,
      files: [{ uri: `file:///w/${basename(name)}`, text: readFileSync(join(path, name), 'utf8') }],
    }))
    .filter(({ files }) => (files[0]?.text.length ?? 0) < 60_000);
}

const CORPUS = process.env.CORPUS ?? '../shared/corpus/files';
const SOURCES = [
  ...pages(),
  ...folder('examples', 100),
  ...DOCUMENTS_OF_FAULTS.map(({ name, text }) => ({ name, files: [{ uri: 'file:///w/x.yaml', text }] })),
  ...folder(CORPUS, process.env.HOSTILE_MINUTES ? 10_000 : 60),
];

describe('fixes', () => {
  if (!existsSync(CORPUS)) it('of the corpus', { skip: `${CORPUS} is absent` }, () => {});
  for (const [variant, change] of Object.entries(VARIANTS))
    it(variant, (context) => {
      const faults: string[] = [];
      let count = 0;
      for (const { name, files } of SOURCES) {
        const changed = files.map(({ uri, text }) => ({ uri, text: change(text) }));
        const workspace = workspaceOf(changed);
        const findings = changed.flatMap(({ uri }) => workspace.findingsIn(uri));
        const known = new Set(findings.map(({ rule, message }) => `${rule} ${message}`));
        // Offsets are computed before any fix is applied: the workspace is restored after each fix.
        const fixes = findings.flatMap((finding) =>
          [...finding.fixes, ...asArray(ignoreHere(finding))].map((fix) => ({
            rule: finding.rule,
            title: fix.title,
            edits: placed(workspace, fix),
          })),
        );
        for (const { rule, title, edits } of fixes) {
          count++;
          for (const fault of faultsOf(workspace, changed, title, edits, known))
            faults.push(`${name}: ${rule}: ${title}: ${fault}`);
        }
      }
      context.diagnostic(`${count} fixes`);
      assert.ok(count > 100);
      assert.deepEqual(faults, []);
    });
});

function asArray<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}

interface PlacedEdit {
  readonly uri: string;
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** Returns the edits of a fix with their offsets in the files, in order. */
function placed(workspace: Workspace, fix: Fix): readonly PlacedEdit[] {
  return fix.edits
    .map(({ uri, document, change }) => {
      const file = workspace.files.get(uri);
      const offset = file?.offsets[file.documents.indexOf(documentContaining(document))] ?? Number.NaN;
      return { uri, start: offset + change.span.start, end: offset + change.span.end, newText: change.newText };
    })
    .sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Returns the faults of a fix. `known` are the findings before it. */
function faultsOf(
  workspace: Workspace,
  files: Source['files'],
  title: string,
  edits: readonly PlacedEdit[],
  known: ReadonlySet<string>,
): readonly string[] {
  const faults: string[] = [];
  const inserted: { uri: string; start: number; end: number }[] = [];
  const results: { uri: string; text: string }[] = [];
  for (const { uri, text } of files) {
    const own = edits.filter((edit) => edit.uri === uri);
    if (own.length === 0) continue;
    let at = 0;
    let result = '';
    for (const { start, end, newText } of own) {
      if (!(start >= 0 && start <= end && end <= text.length)) faults.push('is out of bounds');
      if (start < at) faults.push('has edits that overlap');
      result += text.slice(at, start);
      inserted.push({ uri, start: result.length, end: result.length + newText.length });
      result += newText;
      at = end;
    }
    result += text.slice(at);
    if (/\r\r|\r(?!\n)/.test(result) && !/\r\r|\r(?!\n)/.test(text)) faults.push('breaks line ends');
    if (text.includes('\r\n') && !/[^\r]\n/.test(text) && /[^\r]\n/.test(result)) faults.push('mixes line ends');
    if (errorsIn(result) > errorsIn(text)) {
      const [first] = own;
      const around = result.slice(Math.max(0, (first?.start ?? 0) - 80), (first?.end ?? 0) + 120);
      faults.push(`breaks the YAML: ${JSON.stringify(around)}`);
    }
    results.push({ uri, text: result });
  }
  if (faults.length > 0 || !OWN.test(title)) return faults;
  workspace.apply(results);
  workspace.update();
  for (const { uri } of files)
    for (const { rule, severity, message, place } of workspace.findingsIn(uri)) {
      const file = workspace.files.get(uri);
      const offset = file?.offsets[file.documents.indexOf(documentContaining(place.document))] ?? Number.NaN;
      const [start, end] = [offset + place.span.start, offset + place.span.end];
      const isOwn = inserted.some(
        (each) => each.uri === uri && each.start <= end && start <= each.end && each.start < each.end,
      );
      if (severity === 'error' && isOwn && !known.has(`${rule} ${message}`))
        faults.push(`adds the error ${rule}: ${message}`);
    }
  workspace.apply(files);
  workspace.update();
  return faults;
}

/** Returns the number of errors in a text, including duplicate keys. */
function errorsIn(text: string): number {
  const documents = parseAllDocuments(text, { logLevel: 'silent', uniqueKeys: true });
  return Array.isArray(documents) ? documents.flatMap(({ errors }) => errors).length : 0;
}

/** Fixes that write a value. Other fixes can reveal hidden findings, such as in fields below a renamed key. */
const OWN = /^(Add|Move|Quote|Write|Set|Change)/;
