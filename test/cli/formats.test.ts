import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { DOMParser, type Document, type Element, onErrorStopParsing } from '@xmldom/xmldom';
import { jsonErrors, xmlErrors } from '../support/report-validators.ts';
import { sharedIsMissing } from '../support/shared.ts';

// Also a few small files are checked on several threads.
process.env.KAMAJI_METAL3_BYTES_PER_THREAD = '1';

const cli = resolve('dist/cli.cjs');
let folder = '';

function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'lint', ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: 1 << 28,
  });
  return { status, stdout, stderr };
}

const HOSTILE_NAMES = [
  'a%0Ab.yaml',
  'comma, colon: x.yaml',
  'line\nend.yaml',
  'emoji 🙂 é.yaml',
  'cdata]]>&<.yaml',
  '`pipe|.yaml',
  '::stop-commands::x.yaml',
  'escape \u001B[31m\u0007\u202E.yaml',
  'tab\t"quote".yaml',
];

const HOSTILE_TEXT = '🙂 ]]> %, : \u0007\u001B[31m [x](y) | &<\r\n::error::';

/** Every message contains the key and the name. */
function pool(key: string, name = 'a'): string {
  return `apiVersion: ipam.metal3.io/v1alpha1\nkind: IPPool\nmetadata:\n  name: ${name}\nspec:\n  namePrefix: a\n  ${JSON.stringify(key)}: 1\n`;
}

const FILES = {
  sarif: 'out/r.sarif',
  gitlab: 'out/gl.json',
  junit: 'out/junit.xml',
  checkstyle: 'out/checkstyle.xml',
  rdjson: 'out/rd.json',
  jsonl: 'out/r.jsonl',
  markdown: 'out/r.md',
  concise: 'out/r.txt',
  json: 'out/r.json',
} as const;

function output(format: keyof typeof FILES): string {
  return readFileSync(join(folder, FILES[format]), 'utf8');
}

interface Found {
  readonly file: string;
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly range: { readonly start: { readonly line: number; readonly column: number } };
}

let found: readonly Found[] = [];
let summary = '';

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'kamaji-metal3-formats-'));
  mkdirSync(join(folder, 'in'));
  for (const name of HOSTILE_NAMES) writeFileSync(join(folder, 'in', name), pool(HOSTILE_TEXT));
  writeFileSync(join(folder, 'in/names.yaml'), pool('wrong', JSON.stringify(HOSTILE_TEXT)));
  writeFileSync(join(folder, 'in/mistakes.yaml'), readFileSync('examples/mistakes/cluster.yaml'));
  writeFileSync(
    join(folder, 'in/ü.yaml'),
    `# ü\n${pool('spec').replace('name: a', 'name: a # 🙂').replace('spec:', 'spec: # é')}`,
  );
  writeFileSync(join(folder, 'in/correct.yaml'), readFileSync('examples/correct/cluster.yaml'));
  const formats = Object.entries(FILES).flatMap(([format, file]) => ['--format', `${format}=${file}`]);
  const result = run(['in', ...formats, '--format', 'github'], { GITHUB_STEP_SUMMARY: join(folder, 'summary.md') });
  assert.equal(result.stderr, '');
  summary = readFileSync(join(folder, 'summary.md'), 'utf8');
  found = JSON.parse(output('json')).findings;
  assert.ok(found.length >= 13);
});
after(() => rmSync(folder, { recursive: true }));

function xml(text: string): Document {
  return new DOMParser({ onError: onErrorStopParsing }).parseFromString(text, 'text/xml');
}

/** XML cannot contain the other control characters. */
function inXml(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it replaces
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '\uFFFD');
}

function elements(root: Document | Element, name: string): readonly Element[] {
  return Array.from(root.getElementsByTagName(name));
}

describe('lint --format', () => {
  it('writes SARIF that its schema accepts', () => {
    const log = JSON.parse(output('sarif'));
    assert.equal(jsonErrors(log, 'sarif'), 'No errors');
    assert.notEqual(jsonErrors({ ...log, runs: [{}] }, 'sarif'), 'No errors');
    const [{ results, tool, columnKind }] = log.runs;
    assert.equal(columnKind, 'utf16CodeUnits');
    assert.equal(results.length, found.length);
    for (const result of results) assert.equal(tool.driver.rules[result.ruleIndex].id, result.ruleId);
    const uris = results.map(
      (each: { locations: [{ physicalLocation: { artifactLocation: { uri: string } } }] }) =>
        each.locations[0].physicalLocation.artifactLocation.uri,
    );
    for (const uri of uris) assert.equal(new URL(uri, 'file:///w/').pathname, `/w/${uri}`);
    assert.deepEqual(
      [...new Set(uris.map(decodeURIComponent))].sort(),
      [...new Set(found.map(({ file }) => file))].sort(),
    );
    const linked = results.find(({ relatedLocations }: { relatedLocations?: unknown[] }) => relatedLocations);
    assert.match(linked.message.text, /\]\(1\)/);
    assert.equal(linked.relatedLocations[0].id, 1);
    assert.ok(results.some(({ fixes }: { fixes?: unknown[] }) => (fixes?.length ?? 0) > 0));
    assert.ok(!JSON.stringify(tool.driver).includes('security-severity'));
  });

  it('writes suppressed findings to SARIF only, marked as such, unless code scanning would open alerts for them', () => {
    const text = `${pool('wrong').trimEnd()} # kamaji-metal3: ignore unknown-field\n  other: 1\n`;
    writeFileSync(join(folder, 'suppressed.yaml'), text);
    const results = (args: readonly string[], env = {}) => {
      const { status, stdout } = run(['suppressed.yaml', '--format', 'sarif', ...args], env);
      const log = JSON.parse(stdout);
      assert.equal(jsonErrors(log, 'sarif'), 'No errors');
      assert.equal(status, 1);
      const all: { suppressions?: unknown; locations: [{ physicalLocation: { region: { startLine: number } } }] }[] =
        log.runs[0].results;
      return all.map(({ suppressions, locations: [{ physicalLocation }] }) => [
        physicalLocation.region.startLine,
        suppressions,
      ]);
    };
    const open = [8, []];
    assert.deepEqual(results([]), [open, [7, [{ kind: 'inSource' }]]]);
    assert.deepEqual(results(['--jobs', '2', '--cache', 'cache']), results([]));
    for (const [args, env] of [
      [['--no-suppressed'], {}],
      [['--cache', 'cache'], { GITHUB_ACTIONS: 'true' }],
    ] as const)
      assert.deepEqual(results(args, env), [[8, undefined]]);
    assert.equal(results(['--suppressed'], { GITHUB_ACTIONS: 'true' }).length, 2);
    assert.equal(results(['--rule', 'unknown-field']).length, 2);
    const both = run(['suppressed.yaml', '--format', 'sarif=x.sarif', '--format', 'concise', '--statistics']);
    assert.match(both.stdout, /^suppressed\.yaml:8:.*\n1 {2}unknown-field\n$/);
    writeFileSync(join(folder, 'suppressed.yaml'), text.replace('  other: 1\n', ''));
    assert.equal(run(['suppressed.yaml', '--format', 'sarif']).status, 0);
  });

  it('writes GitHub workflow commands that decode to the findings, the most severe first, and a summary', () => {
    const result = run(['in', '--format', 'github']);
    const commands = result.stdout.split('\n').filter((line) => line.startsWith('::'));
    const decoded = commands.map((line) => {
      const [, level = '', properties = '', data = ''] = /^::(\w+) (.*?)::(.*)$/.exec(line) ?? [];
      const named = Object.fromEntries(
        properties.split(',').map((each) => each.split('=').map(decode) as [string, string]),
      );
      return { level, file: named.file, line: Number(named.line), message: decode(data) };
    });
    const levels: Readonly<Record<string, string>> = { info: 'notice', hint: 'notice' };
    const key = (each: { file?: string | undefined; line: number; message: string }) =>
      `${each.file}:${each.line} ${each.message}`;
    assert.deepEqual(
      decoded.map((each) => `${each.level} ${key(each)}`).sort(),
      found
        .map((each) => `${levels[each.severity] ?? each.severity} ${key({ ...each, line: each.range.start.line })}`)
        .sort(),
    );
    const order = decoded.map(({ level }) => ['error', 'warning', 'notice'].indexOf(level));
    assert.deepEqual(order, order.toSorted());
    assert.match(result.stdout, /GitHub shows at most 10 annotations of each level per step: \d+ findings have/);
    assertTable(summary);
  });

  it('prints text that contains no workflow command and no escape sequence', () => {
    for (const format of ['text', 'concise']) {
      const { stdout } = run(['in', '--format', format]);
      assert.equal(
        stdout.split('\n').find((line) => line.trimStart().startsWith('::')),
        undefined,
      );
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these must be absent
      assert.doesNotMatch(stdout, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/);
      assert.match(stdout, /^in\/escape ␛\[31m␇\uFFFD\.yaml:7:/m);
    }
    const named = spawnSync(process.execPath, [cli, 'lint', '::stop-commands::x.yaml'], {
      cwd: join(folder, 'in'),
      encoding: 'utf8',
    });
    assert.match(named.stdout, /^\.\/::stop-commands::x\.yaml:7:/);
  });

  it('writes a GitLab report with the required fields and unique fingerprints', () => {
    const issues: { fingerprint: string; severity: string; location: { path: string; lines: { begin: number } } }[] =
      JSON.parse(output('gitlab'));
    assert.equal(jsonErrors(issues, 'gitlab'), 'No errors');
    assert.notEqual(jsonErrors([{ ...issues[0], severity: 'bad' }], 'gitlab'), 'No errors');
    assert.equal(issues.length, found.length);
    assert.equal(new Set(issues.map(({ fingerprint }) => fingerprint)).size, issues.length);
    for (const [index, issue] of issues.entries()) {
      assert.ok(['info', 'minor', 'major', 'critical', 'blocker'].includes(issue.severity));
      assert.equal(issue.location.path, found[index]?.file);
      assert.equal(issue.location.lines.begin, found[index]?.range.start.line);
    }
  });

  it('writes JUnit XML with a test case for each file', async () => {
    assert.deepEqual(await xmlErrors(output('junit'), 'junit'), []);
    assert.notDeepEqual(await xmlErrors(output('junit').replace('<testcase ', '<test '), 'junit'), []);
    const document = xml(output('junit'));
    const cases = elements(document, 'testcase');
    assert.deepEqual(
      cases.map((each) => each.getAttribute('name')).sort(),
      [...HOSTILE_NAMES, 'names.yaml', 'mistakes.yaml', 'ü.yaml', 'correct.yaml']
        .map((name) => inXml(`in/${name}`))
        .sort(),
    );
    const suite = elements(document, 'testsuite')[0];
    assert.equal(suite?.getAttribute('failures'), String(HOSTILE_NAMES.length + 3));
    assert.equal(suite?.getAttribute('tests'), String(cases.length));
    const correct = cases.find((each) => each.getAttribute('name') === 'in/correct.yaml');
    assert.equal(correct?.childNodes.length, 0);
  });

  it('writes Checkstyle XML with all findings', async () => {
    assert.deepEqual(await xmlErrors(output('checkstyle'), 'checkstyle'), []);
    assert.notDeepEqual(await xmlErrors(output('checkstyle').replace(' line="7"', ''), 'checkstyle'), []);
    const document = xml(output('checkstyle'));
    const errors = elements(document, 'error').map((each) => [
      (each.parentNode as Element).getAttribute('name'),
      Number(each.getAttribute('line')),
      each.getAttribute('message'),
    ]);
    const expected = found.map(({ file, range, message }) => [inXml(file), range.start.line, inXml(message)]);
    assert.deepEqual(errors, expected);
  });

  it('writes rdjson whose suggestions replace the right bytes', () => {
    const result = JSON.parse(output('rdjson'));
    assert.equal(jsonErrors(result, 'rdjson'), 'No errors');
    assert.notEqual(jsonErrors({ ...result, diagnostics: [{}] }, 'rdjson'), 'No errors');
    const { diagnostics } = result;
    assert.equal(diagnostics.length, found.length);
    const own = diagnostics.find((each: { location: { path: string } }) => each.location.path === 'in/ü.yaml');
    const lines = readFileSync(join(folder, 'in/ü.yaml'), 'utf8').split('\n');
    const { start, end } = own.location.range;
    const line = Buffer.from(lines[start.line - 1] ?? '').subarray(start.column - 1, end.column - 1);
    assert.equal(line.toString(), '"spec"');
    assert.ok(diagnostics.some((each: { suggestions?: unknown[] }) => (each.suggestions?.length ?? 0) > 0));
  });

  it('writes suggestions in rdjson that reviewdog can show in one comment', () => {
    const range = (from: number, to: number) => ({ start: { line: from }, end: { line: to } });
    const suggestionsIn = (file: string) => {
      const { diagnostics } = JSON.parse(run([`in/${file}`, '--format', 'rdjson']).stdout);
      return diagnostics.map((each: { location: { range: object }; suggestions?: { range: object }[] }) => ({
        at: linesOf(each.location.range as Lines),
        ranges: each.suggestions?.map((suggestion) => linesOf(suggestion.range as Lines)),
      }));
    };
    const mistakes = suggestionsIn('mistakes.yaml');
    assert.ok(mistakes.length >= 6);
    for (const { at, ranges } of mistakes) assert.deepEqual(ranges, [at]);
    const { diagnostics } = JSON.parse(run(['in/a%0Ab.yaml', '--format', 'rdjson']).stdout);
    assert.deepEqual(diagnostics[0].suggestions, [{ range: range(7, 7), text: '' }]);
  });

  it('prints only a part of a long line, with the finding underlined', () => {
    const item = (index: number) => ({
      apiVersion: 'ipam.metal3.io/v1alpha1',
      kind: 'IPPool',
      metadata: { name: `🙂${index}` },
      spec: { namePrefix: `a${index}`, wrong: index },
    });
    const list = { apiVersion: 'v1', kind: 'List', items: Array.from({ length: 60 }, (_, index) => item(index)) };
    writeFileSync(join(folder, 'one-line.json'), JSON.stringify(list));
    const lines = run(['one-line.json']).stdout.split('\n');
    assert.equal(lines.filter((line) => line.includes('error unknown-field')).length, 60);
    assert.ok(lines.every((line) => line.length < 260 && !/\p{Surrogate}/u.test(line)));
    const underlined = lines.map((line, index) =>
      line.includes('^') ? lines[index - 1]?.slice(line.indexOf('^'), line.lastIndexOf('^') + 1) : '',
    );
    assert.equal(underlined.filter((text) => text === '"wrong"').length, 60);
  });

  it('writes one line per finding in jsonl, concise and Markdown', () => {
    const { findings } = JSON.parse(output('json'));
    assert.deepEqual(
      output('jsonl')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
      findings,
    );
    const concise = output('concise').trimEnd().split('\n');
    assert.equal(concise.length, found.length);
    const at = found.findIndex(({ file }) => file === 'in/mistakes.yaml');
    const { file, range, severity, message, rule } = found[at] as Found;
    assert.equal(concise[at], `${file}:${range.start.line}:${range.start.column}: ${severity}: ${message} [${rule}]`);
    assertTable(output('markdown'));
  });

  it('prints several formats, but nothing next to a document', () => {
    assert.match(run(['in/correct.yaml', '--format', 'concise', '--format', 'text']).stdout, /Nothing found in 1 file/);
    const { status, stderr } = run(['in', '--format', 'json', '--format', 'text']);
    assert.equal(status, 2);
    assert.match(stderr, /Format json cannot share standard output/);
    assert.match(run(['in', '--format', 'sarfi']).stderr, /^error: Unknown format "sarfi"\. Did you mean sarif\?/);
  });

  it('is valid for all manifests of the corpus', { skip: sharedIsMissing }, async () => {
    const corpus = join(process.cwd(), '../shared/corpus/files');
    const to = (name: string) => join(folder, 'corpus', name);
    const wanted = ['sarif', 'gitlab', 'junit', 'checkstyle', 'rdjson', 'json', 'markdown', 'github', 'concise'];
    const formats = wanted.flatMap((format) => ['--format', `${format}=${to(format)}`]);
    const { status } = spawnSync(process.execPath, [cli, 'lint', '.', ...formats], { cwd: corpus });
    assert.equal(status, 1);
    const text = (name: string) => readFileSync(to(name), 'utf8');
    const { findings, files } = JSON.parse(text('json'));
    assert.ok(findings.length > 50);
    const sarif = JSON.parse(text('sarif'));
    assert.equal(jsonErrors(sarif, 'sarif'), 'No errors');
    assert.equal(sarif.runs[0].results.length, findings.length);
    assert.equal(jsonErrors(JSON.parse(text('gitlab')), 'gitlab'), 'No errors');
    assert.equal(jsonErrors(JSON.parse(text('rdjson')), 'rdjson'), 'No errors');
    for (const name of ['junit', 'checkstyle'] as const) assert.deepEqual(await xmlErrors(text(name), name), []);
    assert.equal(elements(xml(text('junit')), 'testcase').length, files);
    assert.equal(elements(xml(text('checkstyle')), 'error').length, findings.length);
    const issues: { fingerprint: string }[] = JSON.parse(text('gitlab'));
    assert.equal(new Set(issues.map(({ fingerprint }) => fingerprint)).size, findings.length);
    assert.equal(JSON.parse(text('rdjson')).diagnostics.length, findings.length);
    assert.equal(text('concise').trimEnd().split('\n').length, findings.length);
    assert.equal(text('github').match(/^::(error|warning|notice) /gm)?.length, findings.length);
  });

  it('opens no socket', () => {
    const guard = join(folder, 'guard.cjs');
    writeFileSync(
      guard,
      "for (const [name, method] of [['net', 'connect'], ['net', 'createServer'], ['dns', 'lookup'], ['dgram', 'createSocket']])\n" +
        '  require(`node:${name}`)[method] = () => process.exit(99);\n' +
        "require('node:net').Socket.prototype.connect = () => process.exit(99);\n" +
        'globalThis.fetch = () => process.exit(99);\n',
    );
    const env = { NODE_OPTIONS: `--require ${guard}` };
    assert.equal(run(['in/correct.yaml'], env).status, 0);
    const check = "fetch('http://192.0.2.1')";
    assert.equal(spawnSync(process.execPath, ['-e', check], { env: { ...process.env, ...env } }).status, 99);
  });

  it('keeps SARIF within the limits of code scanning', () => {
    const bad = Array.from({ length: 15_100 }, (_, index) =>
      pool('wrong', `p${index}`).replace('  namePrefix: a\n', ''),
    );
    const many = join(folder, 'many');
    mkdirSync(many);
    // A file has at most 2,000 findings.
    for (let part = 0; part < 20; part++)
      writeFileSync(join(many, `${part}.yaml`), bad.slice(part * 755, (part + 1) * 755).join('---\n'));
    writeFileSync(join(many, '.kamaji-metal3.yaml'), 'rules: {required-field: warning}\n');
    run(['many', '--format', 'sarif=many.sarif', '--format', 'concise=many.txt']);
    const all = readFileSync(join(folder, 'many.txt'), 'utf8').trimEnd().split('\n');
    const report = readFileSync(join(folder, 'many.sarif'));
    const size = gzipSync(report).length;
    assert.ok(size <= 10_000_000, `compressed, the report has ${size} bytes`);
    const [{ results, invocations }] = JSON.parse(report.toString()).runs;
    assert.ok(all.length > 25_000, `only ${all.length} findings`);
    assert.equal(results.length, 25_000);
    const firstWarning = results.findIndex(({ level }: { level: string }) => level !== 'error');
    assert.equal(firstWarning, all.filter((line) => line.includes(': error: ')).length);
    const [note] = invocations[0].toolExecutionNotifications;
    assert.match(note.message.text, new RegExp(`^${all.length - 25_000} of the least severe findings are omitted`));
  });
});

interface Lines {
  readonly start: { readonly line: number };
  readonly end: { readonly line: number };
}

function linesOf({ start, end }: Lines): readonly number[] {
  return [start.line, end.line];
}

/** A Markdown table counts like the text format, and names all places. */
function assertTable(markdown: string): void {
  const [counts = ''] = /^\d+ error.*$/m.exec(markdown) ?? [];
  assert.ok(run(['in']).stdout.endsWith(`\n${counts}\n`), counts);
  const rows = markdown.split('\n').filter((line) => /^\| (?:error|warning|info|hint) /.test(line));
  const sum = Array.from(counts.replace(/ in .*/, '').matchAll(/\d+/g), Number).reduce((one, other) => one + other, 0);
  assert.equal(rows.length, sum);
  assert.ok(sum < found.length);
  for (const { range } of found.filter(({ file }) => file === 'in/mistakes.yaml'))
    assert.ok(markdown.includes(`\`in/mistakes.yaml:${range.start.line}\``), `line ${range.start.line}`);
}

function decode(text: string): string {
  return text
    .replaceAll('%2C', ',')
    .replaceAll('%3A', ':')
    .replaceAll('%0A', '\n')
    .replaceAll('%0D', '\r')
    .replaceAll('%25', '%');
}

describe('docs/json-output.md', () => {
  it('describes every field', () => {
    const page = readFileSync('docs/json-output.md', 'utf8');
    const described = (heading: string) => {
      const [, section = ''] = page.split(`## ${heading}\n`);
      return Array.from(section.split('\n## ')[0]?.matchAll(/^\| `(\w+)` \|/gm) ?? [], ([, field]) => field);
    };
    const report = JSON.parse(output('json'));
    assert.deepEqual(Object.keys(report), described('Top-level fields'));
    const fields = new Set(report.findings.flatMap((finding: object) => Object.keys(finding)));
    const known = described('Fields of a finding');
    assert.deepEqual(
      [...fields].filter((field) => !known.includes(String(field))),
      [],
    );
    assert.deepEqual(
      known.filter((field) => !fields.has(field)),
      ['releases', 'origin'],
    );
  });
});

describe('fingerprints', () => {
  const fingerprints = (file: string): readonly string[] => {
    const { stdout } = run([file, '--format', 'gitlab']);
    return JSON.parse(stdout)
      .map(({ fingerprint }: { fingerprint: string }) => fingerprint)
      .sort();
  };

  it('survive reordered documents, added lines and another file name', () => {
    const documents = readFileSync('examples/mistakes/cluster.yaml', 'utf8').split('---\n');
    writeFileSync(join(folder, 'one.yaml'), documents.join('---\n'));
    writeFileSync(
      join(folder, 'two.yaml'),
      documents
        .toReversed()
        .map((text) => `# c\n\n${text}`)
        .join('---\n'),
    );
    const one = fingerprints('one.yaml');
    assert.equal(one.length, 6);
    assert.equal(new Set(one).size, 6);
    assert.deepEqual(fingerprints('two.yaml'), one);
  });

  it('are the same in JSON, SARIF, GitLab and baselines', () => {
    const args = ['--format', 'sarif=out/same.sarif', '--format', 'jsonl', '--baseline', 'out/same.json'];
    const { stdout } = run(['in/mistakes.yaml', ...args.slice(0, 4)]);
    const json = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).fingerprint as string);
    assert.equal(json.length, 6);
    run(['in/mistakes.yaml', ...args, '--update-baseline']);
    const read = (path: string) => JSON.parse(readFileSync(join(folder, path), 'utf8'));
    const baseline = read('out/same.json').findings.map(({ fingerprint }: { fingerprint: string }) => fingerprint);
    assert.deepEqual(baseline.sort(), json.toSorted());
    assert.deepEqual(fingerprints('in/mistakes.yaml'), json.toSorted());
    run(['in/mistakes.yaml', ...args.slice(0, 2)]);
    const results: { partialFingerprints: Record<string, string> }[] = read('out/same.sarif').runs[0].results;
    assert.deepEqual(
      results.map((result) => result.partialFingerprints['kamajiMetal3/v1']),
      json,
    );
  });

  it('differ by object, path and rule', () => {
    writeFileSync(
      join(folder, 'a.yaml'),
      [`${pool('x')}  y: 1\n`, pool('x', 'b').replace('namePrefix: a', 'namePrefix: b')].join('---\n'),
    );
    const all = fingerprints('a.yaml');
    assert.equal(new Set(all.map((each) => each.replace(/-\d+$/, ''))).size, 3);
  });
});
