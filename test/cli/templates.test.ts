import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { readEnvironment } from '../../server/src/cli/input/sourced-text.ts';

const cli = resolve('dist/cli.cjs');
let folder = '';

function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { cwd: folder, encoding: 'utf8' });
  return { status, stdout, stderr };
}

function findings(...args: readonly string[]): readonly string[] {
  const report = JSON.parse(run('lint', '--format', 'json', ...args).stdout) as {
    findings: { file: string; rule: string; range: { start: { line: number; column: number } } }[];
  };
  return report.findings.map(({ file, rule, range }) => `${file}:${range.start.line}:${range.start.column} ${rule}`);
}

const TEMPLATE = `apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3Cluster
metadata:
  name: \${CLUSTER_NAME}
spec:
  controlPlaneEndpoint:
    host: \${ENDPOINT_HOST} # $\${x}
    port: \${ENDPOINT_PORT:=6443}
  wrong: 1
`;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'kamaji-metal3-templates-'));
  writeFileSync(join(folder, 'template.yaml'), TEMPLATE);
  writeFileSync(
    join(folder, 'env'),
    'export CLUSTER_NAME="Edge_1"\n# c\nENDPOINT_HOST: 192.0.2.1\nENDPOINT_PORT=abc # c\n',
  );
  const founding = readFileSync(resolve('examples/mistakes/cluster.yaml'), 'utf8');
  writeFileSync(
    join(folder, 'page.md'),
    `# Page\n\n* like so:\n\n  ~~~yaml\n${founding.replace(/^(?=.)/gm, '  ')}  ~~~\n`,
  );
  writeFileSync(
    join(folder, 'list.json'),
    JSON.stringify({ apiVersion: 'ipam.metal3.io/v1alpha1', kind: 'IPPool', metadata: { name: 'p' }, spec: { x: 1 } }),
  );
  writeFileSync(join(folder, 'package.json'), '{"name": [}');
});
after(() => rmSync(folder, { recursive: true }));

describe('kamaji-metal3 variables', () => {
  it('lists them, and which have no default', () => {
    assert.equal(
      run('variables', 'template.yaml').stdout,
      [
        'template.yaml',
        '  CLUSTER_NAME   no default  (line 4)',
        '  ENDPOINT_HOST  no default  (line 7)',
        '  ENDPOINT_PORT  default: 6443  (line 8)',
        '  3 variables, 2 without a default.',
        '',
      ].join('\n'),
    );
    const { files } = JSON.parse(run('variables', '--format', 'json').stdout);
    assert.deepEqual(files[0].variables[2], { name: 'ENDPOINT_PORT', default: '6443', lines: [8] });
    writeFileSync(join(folder, 'ports.yaml'), 'a: ${PORT:=443}\nb: ${PORT:=6443}\nc: ${NAME}\n');
    const other = run('variables', 'ports.yaml').stdout;
    rmSync(join(folder, 'ports.yaml'));
    assert.match(other, / {2}NAME +no default .*\n {2}PORT +default: 443, elsewhere 6443 /);
  });
});

describe('kamaji-metal3 lint --env', () => {
  it('checks the filled-in template, at the positions of the template', () => {
    assert.deepEqual(findings('template.yaml'), ['template.yaml:9:3 unknown-field']);
    assert.deepEqual(findings('template.yaml', '--env', 'env'), [
      'template.yaml:4:9 invalid-metadata',
      'template.yaml:8:11 wrong-type',
      'template.yaml:9:3 unknown-field',
    ]);
  });

  it('names the variables without a value', () => {
    writeFileSync(join(folder, 'less'), 'ENDPOINT_HOST=a\n');
    assert.match(run('lint', 'template.yaml', '--env', 'less').stderr, /template\.yaml: CLUSTER_NAME has no value/);
  });
});

describe('the file of --env', () => {
  const lint = (text: string) => {
    writeFileSync(join(folder, 'own-env'), text);
    const { status, stderr } = run('lint', 'template.yaml', '--env', 'own-env');
    rmSync(join(folder, 'own-env'));
    return status === 2 ? stderr : '';
  };

  const rejected = { FOO: 'FOO', '=x': '=x', 'A B=2': 'A B=2', 'A="x" B=2\r': 'A="x" B=2' };
  for (const [line, shown] of Object.entries(rejected))
    it(`cannot contain ${JSON.stringify(line)}`, () => {
      const message = `error: own-env:4: "${shown}" is not an assignment. Write one NAME=value per line.\n`;
      assert.equal(lint(`# a comment\nX="a\nb" # two lines\n${line}\n`), message);
    });

  for (const [text, line, name] of [
    ['A=1\nB="open\n', 2, 'B'],
    ["A='\nC=1\n", 1, 'A'],
    ['# x\r\n\r\nexport A="a\\"\r\n', 3, 'A'],
  ] as const)
    it(`cannot be ${JSON.stringify(text)}`, () => {
      assert.equal(lint(text), `error: own-env:${line}: The value of ${name} has no closing quote.\n`);
    });

  it('keeps all characters of a value that begins with a quote in a clusterctl configuration', () => {
    assert.deepEqual(readEnvironment('A: 1\nS: |\n  x="\n  y=\'b\n', 'env'), { A: '1', S: '|', x: '"', y: "'b" });
  });

  for (const text of [
    "export A=1\r\n\r\n  # note\nB = 'x'\nexport A B\nmy.name=x\nC=\n",
    'providers:\n  - name: cluster-api\n    url: "https://a"\nimages:\n  all:\n---\nA: b\n',
  ])
    it(`can be ${JSON.stringify(text)}`, () => assert.equal(lint(text), ''));
});

describe('kamaji-metal3 lint', () => {
  it('reports the same in a code block of a page as in a file', () => {
    const own = findings('--markdown', '.').filter((each) => each.startsWith('page.md'));
    assert.ok(!findings('.').some((each) => each.startsWith('page.md')));
    const [, line, column] = own[0]?.split(/[: ]/) ?? [];
    assert.equal(own.length, 6);
    assert.deepEqual([line, column], ['14', '22']);
  });

  it('skips code blocks with shell commands', () => {
    const command =
      "~~~yaml\n# apply it\ncat <<'EOF' | kubectl apply -f -\napiVersion: ipam.metal3.io/v1alpha1\nkind: [IPPool\nEOF\n~~~\n";
    writeFileSync(join(folder, 'commands.md'), command);
    assert.deepEqual(findings('--markdown', 'commands.md', '--allow-empty'), []);
    writeFileSync(join(folder, 'commands.md'), command.replace(/^cat.*\n/m, ''));
    assert.deepEqual(findings('--markdown', 'commands.md').length, 1);
    rmSync(join(folder, 'commands.md'));
  });

  it('reports in the pages of this project only what their examples show', () => {
    const { stdout } = spawnSync(process.execPath, [cli, 'lint', '--markdown', '--format', 'json', 'docs/'], {
      encoding: 'utf8',
    });
    const { findings: found } = JSON.parse(stdout) as {
      findings: { file: string; message: string; range: { start: { line: number } } }[];
    };
    assert.ok(found.length > 0);
    for (const { file, message, range } of found) {
      const mark = readFileSync(file, 'utf8').split('\n')[range.start.line] ?? '';
      assert.ok(/^# *\^+ /.test(mark) && mark.endsWith(message), `${file}:${range.start.line} ${message}`);
    }
  });

  it('reads JSON manifests in folders', () => {
    assert.ok(findings('.').some((each) => /^list\.json:1:\d+ unknown-field/.test(each)));
    assert.ok(!findings('.').some((each) => each.startsWith('package.json')));
  });

  it('counts the files that are not checked, in the text format', () => {
    const chart = '{{- if .Values.a }}\napiVersion: v1\nkind: A\nmetadata:\n  name: {{ .Values.b }}\n{{- end }}\n';
    const variable =
      'apiVersion: cluster.x-k8s.io/v1beta1\nkind: Cluster\nmetadata: {name: a}\nspec: {topology: {class: [${A}]}}\n';
    writeFileSync(join(folder, 'chart.yaml'), chart);
    writeFileSync(join(folder, 'variable.yaml'), variable);
    writeFileSync(join(folder, 'values'), 'A=b\n');
    const rendered = 'a Helm template is not YAML. Run helm template CHART | kamaji-metal3 lint -\n';
    const result = (text: string) => ({ status: 0, stdout: text, stderr: '' });
    assert.deepEqual(
      run('lint', 'chart.yaml', 'variable.yaml'),
      result(
        `Nothing found in 2 files.\n1 file not checked: ${rendered}1 file not checked: variables make it invalid YAML. Set them with --env FILE.\n`,
      ),
    );
    assert.doesNotMatch(run('lint', 'variable.yaml', '--env', 'values').stdout, /not checked/);
    assert.deepEqual(run('lint', 'chart.yaml', '--quiet'), result(''));
    assert.deepEqual(run('lint', 'chart.yaml', '--format', 'concise'), result(''));
    writeFileSync(join(folder, 'chart.yaml'), `${chart}---\napiVersion: v1\nkind: B\nmetadata: {name: a}\n`);
    assert.match(run('lint', 'chart.yaml').stdout, /\n1 file not checked completely: a Helm template/);
    for (const name of ['chart.yaml', 'variable.yaml', 'values']) rmSync(join(folder, name));
  });
});
