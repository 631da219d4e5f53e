import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { globSync } from 'tinyglobby';
import type { Diagnostic } from 'vscode-languageserver/node';
import { startClient } from '../support/client.ts';
import { readFixture } from '../support/fixture.ts';
import { readRulePage } from '../support/rule-page.ts';
import { sampleSets } from '../support/samples.ts';

// The command line, diagnostics that a client pulls, and diagnostics that the server pushes must contain the same
// findings for all files: the examples, the samples, and each bad example of each rule page.

interface TestFile {
  /** Below the folder that is linted, which is the client's workspace folder. */
  readonly path: string;
  readonly text: string;
}

/** One line for each finding: place, severity, rule, message and related places. */
type Findings = readonly string[];

const SEVERITIES = ['', 'error', 'warning', 'info', 'hint'];
const WORKSPACE = 'file:///w/';

function filesToLint(): readonly TestFile[] {
  const examples = globSync('examples/**/*.yaml').map((path) => ({ path, text: readFileSync(path, 'utf8') }));
  const samples = sampleSets().flatMap(({ files }) =>
    files.map(({ uri, text }) => ({ path: uri.slice('file:///'.length), text })),
  );
  const pages = globSync('server/src/**/*.md')
    .sort()
    .flatMap((path) => readRulePage(readFileSync(path, 'utf8')).examples.map((example) => ({ path, example })));
  const bad = pages
    .filter(({ example }) => example.kind === 'bad')
    .flatMap(({ example }, index) =>
      readFixture(example.source).files.map(({ uri, text }) => ({
        path: `rules/${index}/${uri.slice('file:///'.length)}`,
        text,
      })),
    );
  return [...examples, ...samples, ...bad];
}

interface JsonPlace {
  readonly file: string;
  readonly range: Record<'start' | 'end', { readonly line: number; readonly column: number }>;
  readonly message: string;
}

function commandLineFindings(folder: string): Findings {
  const cli = resolve('dist/cli.cjs');
  const { stdout, stderr } = spawnSync(process.execPath, [cli, 'lint', '--format', 'json', '.'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  assert.equal(stderr, '');
  const { findings } = JSON.parse(stdout) as {
    findings: (JsonPlace & { severity: string; rule: string; related: JsonPlace[] })[];
  };
  const placeOf = ({ file, range: { start, end } }: JsonPlace) =>
    `${file}:${start.line}:${start.column}-${end.line}:${end.column}`;
  return findings.map((finding) => {
    const related = finding.related.map((each) => `\n  ${placeOf(each)} ${each.message}`);
    return `${placeOf(finding)} ${finding.severity} ${finding.rule}: ${finding.message}${related.join('')}`;
  });
}

function lspFindings(byUri: ReadonlyMap<string, readonly Diagnostic[]>): Findings {
  const placeOf = (uri: string, { start, end }: Diagnostic['range']) =>
    `${uri.slice(WORKSPACE.length)}:${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1}`;
  return [...byUri].flatMap(([uri, diagnostics]) =>
    diagnostics.map(({ range, severity, code, message, relatedInformation = [] }) => {
      const related = relatedInformation.map(
        ({ location, message: own }) => `\n  ${placeOf(location.uri, location.range)} ${own}`,
      );
      return `${placeOf(uri, range)} ${SEVERITIES[severity ?? 0]} ${code}: ${message}${related.join('')}`;
    }),
  );
}

/** Sorted by file, because the channels have different orders; within a file the order must be the same. */
function byFile(findings: Findings): Findings {
  const fileOf = (finding: string) => finding.slice(0, finding.indexOf(':'));
  return findings.toSorted((a, b) => (fileOf(a) === fileOf(b) ? 0 : fileOf(a) < fileOf(b) ? -1 : 1));
}

describe('the command line, pulled and pushed diagnostics', () => {
  const files = filesToLint();
  const uris = files.map(({ path }) => WORKSPACE + path);
  const inMemory = () => files.map(({ path, text }) => ({ uri: WORKSPACE + path, text }));
  let folder = '';
  let expected: Findings = [];

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'same-findings-'));
    for (const { path, text } of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    expected = byFile(commandLineFindings(folder));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('have findings to compare', () => assert.ok(expected.length > 200, String(expected.length)));

  it('are the same for files that are pulled as a workspace', async () => {
    const client = await startClient({ files: inMemory(), pulls: true });
    const { items } = await client.connection.sendRequest<{ items: { uri: string; items: Diagnostic[] }[] }>(
      'workspace/diagnostic',
      { previousResultIds: [] },
    );
    assert.deepEqual(byFile(lspFindings(new Map(items.map((each) => [each.uri, each.items])))), expected);
    client.close();
  });

  it('are the same for open files that are pulled one by one', async () => {
    const client = await startClient({ files: inMemory(), pulls: true });
    for (const { path, text } of files) await client.open(WORKSPACE + path, text);
    const byUri = new Map<string, readonly Diagnostic[]>();
    for (const uri of uris) byUri.set(uri, (await client.pull(uri)).items ?? []);
    assert.deepEqual(byFile(lspFindings(byUri)), expected);
    client.close();
  });

  it('are the same for files that are pushed', async () => {
    const client = await startClient({ files: inMemory() });
    const pushed = () => {
      const byUri = new Map(client.published.map(({ uri, diagnostics }) => [uri, diagnostics]));
      return byFile(lspFindings(byUri));
    };
    for (let tries = 0; tries < 400 && pushed().length !== expected.length; tries++)
      await new Promise((done) => setTimeout(done, 25));
    assert.deepEqual(pushed(), expected);
    client.close();
  });
});
