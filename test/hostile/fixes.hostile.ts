import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, it } from 'node:test';
import { parseAllDocuments } from 'yaml';
import { ignoreHere } from '../../server/src/core/fixes/ignore-here.ts';
import { type Fix, type Workspace, wholeOf } from '../../server/src/core/index.ts';
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
  'with comments behind tabs': (text) => withTabs(text),
  'in flow style': (text) => inFlow(text),
  'without a final line end': (text) => text.trimEnd(),
  'with CRLF and no final line end': (text) => text.trimEnd().replace(/\r?\n/g, '\r\n'),
};

/** Behind values on a line of their own; the text must stay what it is. */
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
  ...folder(CORPUS, process.env.HOSTILE_MINUTES ? 10_000 : 120),
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
        for (const finding of [...workspace.files.keys()].flatMap((uri) => workspace.findingsIn(uri)))
          for (const fix of [...finding.fixes, ...asArray(ignoreHere(finding))]) {
            count++;
            for (const fault of faultsOf(workspace, fix))
              faults.push(`${name}: ${finding.rule}: ${fix.title}: ${fault}`);
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

/** What is wrong with a fix. */
function faultsOf(workspace: Workspace, fix: Fix): readonly string[] {
  const faults: string[] = [];
  const texts = new Map(
    [...workspace.files].map(([uri, file]) => [uri, file.documents.map(({ text }) => text).join('')]),
  );
  const inserted: { uri: string; start: number; end: number }[] = [];
  for (const uri of new Set(fix.edits.map((edit) => edit.uri))) {
    const file = workspace.files.get(uri);
    const text = texts.get(uri) ?? '';
    const edits = fix.edits
      .filter((edit) => edit.uri === uri)
      .map(({ document, change }) => {
        const offset = file?.offsets[file.documents.indexOf(wholeOf(document))] ?? Number.NaN;
        return { start: offset + change.span.start, end: offset + change.span.end, newText: change.newText };
      })
      .sort((a, b) => a.start - b.start || a.end - b.end);
    let at = 0;
    let result = '';
    for (const [index, edit] of edits.entries()) {
      if (!(edit.start >= 0 && edit.start <= edit.end && edit.end <= text.length)) faults.push('is out of bounds');
      if (index > 0 && edit.start < (edits[index - 1]?.end ?? 0)) faults.push('has edits that overlap');
      result += text.slice(at, edit.start);
      inserted.push({ uri, start: result.length, end: result.length + edit.newText.length });
      result += edit.newText;
      at = edit.end;
    }
    result += text.slice(at);
    if (/\r\r|\r(?!\n)/.test(result) && !/\r\r|\r(?!\n)/.test(text)) faults.push('breaks line ends');
    if (text.includes('\r\n') && !/[^\r]\n/.test(text) && /[^\r]\n/.test(result)) faults.push('mixes line ends');
    const problems = (each: string) => parseAllDocuments(each, { logLevel: 'silent', uniqueKeys: true });
    const errorsIn = (each: string) => {
      const read = problems(each);
      return Array.isArray(read) ? read.flatMap(({ errors }) => errors).length : 0;
    };
    if (errorsIn(result) > errorsIn(text))
      faults.push(
        `breaks the YAML: ${JSON.stringify(result.slice(Math.max(0, (edits[0]?.start ?? 0) - 80), (edits[0]?.end ?? 0) + 120))}`,
      );
    texts.set(uri, result);
  }
  if (faults.length > 0) return faults;
  const before = new Set(
    [...workspace.files.keys()]
      .flatMap((uri) => workspace.findingsIn(uri))
      .map(({ rule, message }) => `${rule} ${message}`),
  );
  const after = workspaceOf([...texts].map(([uri, text]) => ({ uri, text })));
  for (const uri of after.files.keys())
    for (const { rule, severity, message, place } of after.findingsIn(uri)) {
      const offset =
        after.files.get(uri)?.offsets[after.files.get(uri)?.documents.indexOf(wholeOf(place.document)) ?? 0] ?? 0;
      const [start, end] = [offset + place.span.start, offset + place.span.end];
      const isInserted = inserted.some(
        (each) => each.uri === uri && each.start <= end && start <= each.end && each.start < each.end,
      );
      if (severity === 'error' && isInserted && !before.has(`${rule} ${message}`) && OWN.test(fix.title))
        faults.push(`adds the error ${rule}: ${message}`);
    }
  return faults;
}

/** Fixes that write a value of their own. Others reveal what was hidden, such as the fields below a key that is renamed. */
const OWN = /^(Add|Move|Quote|Write|Set|Change)/;
