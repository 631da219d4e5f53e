import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { HOSTILE_TEXTS, LONG_NEIGHBOR, NEIGHBOR } from './texts.ts';

const CLI = resolve('dist/cli.cjs');
/** The limit of CPU time, after which the run is killed. Most runs take 0.3 s. */
const SECONDS = 5;
const SKIP = process.platform === 'win32' ? 'needs pipes, devices and ulimit' : false;

let root = '';
let count = 0;
before(() => {
  root = mkdtempSync(join(tmpdir(), 'kamaji-metal3-hostile-'));
});
after(() => rmSync(root, { recursive: true }));

/** Creates a folder with valid manifests. */
function newFolder(): { readonly folder: string; put(name: string, text: string): void } {
  const folder = join(root, String(count++));
  const put = (name: string, text: string) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  put('neighbor.yaml', NEIGHBOR);
  put(LONG_NEIGHBOR, NEIGHBOR.replace('name: p', 'name: long'));
  return { folder, put };
}

/** Checks that the valid manifests keep their findings, and that the run terminates. */
function lintsWell(folder: string, files = ['neighbor.yaml', LONG_NEIGHBOR]): void {
  const command = `ulimit -t ${SECONDS}; exec "$0" --max-old-space-size=1000 "$1" lint --format json .`;
  const { status, signal, stdout, stderr } = spawnSync('bash', ['-c', command, process.execPath, CLI], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 120_000,
    maxBuffer: 1e9,
    input: '',
  });
  assert.equal(signal, null, `killed: ${stderr.slice(0, 500)}`);
  assert.ok(status === 0 || status === 1, `exit ${status}: ${stderr.slice(0, 500)}`);
  assert.doesNotMatch(stderr, /fault of ours|bug/);
  const { findings } = JSON.parse(stdout) as { findings: { file: string; rule: string }[] };
  for (const file of files)
    assert.ok(
      findings.some((each) => each.file === file && each.rule === 'unknown-field'),
      `${file} lost its finding`,
    );
}

describe('the command line, with hostile texts in a folder', { skip: SKIP }, () => {
  for (const { name, file = 'x.yaml', text } of HOSTILE_TEXTS)
    it(name, () => {
      const { folder, put } = newFolder();
      put(file, text());
      lintsWell(folder);
    });
});

describe('the command line, in hostile folders', { skip: SKIP }, () => {
  const pipe = (folder: string, name: string) => execFileSync('mkfifo', [join(folder, name)]);
  const cases: Readonly<Record<string, (folder: string, put: (name: string, text: string) => void) => void>> = {
    'a pipe for a manifest': (folder) => pipe(folder, 'a.yaml'),
    'a pipe for a configuration': (folder) => pipe(folder, '.kamaji-metal3.yaml'),
    'a pipe for a kustomization': (folder) => pipe(folder, 'kustomization.yaml'),
    'a device for a configuration': (folder) => symlinkSync('/dev/zero', join(folder, '.kamaji-metal3.yaml')),
    'a device for a manifest': (folder) => symlinkSync('/dev/zero', join(folder, 'a.yaml')),
    'a folder for a configuration': (folder) => mkdirSync(join(folder, '.kamaji-metal3.yaml')),
    'links in a loop': (folder) => {
      symlinkSync('b.yaml', join(folder, 'a.yaml'));
      symlinkSync('a.yaml', join(folder, 'b.yaml'));
      symlinkSync('..', join(folder, 'up'));
      symlinkSync('a', join(folder, '.kamaji-metal3.yaml'));
    },
    'a file of 30 MB': (folder, put) => {
      put('big.yaml', '');
      truncateSync(join(folder, 'big.yaml'), 30_000_000);
    },
    'names that are not UTF-8': (folder) =>
      void execFileSync(
        'bash',
        [
          '-c',
          `cp neighbor.yaml "$(printf '\\xff.yaml')"; mkdir "$(printf 'd\\xff')"; cp neighbor.yaml "$(printf 'd\\xff/x.yaml')"`,
        ],
        { cwd: folder },
      ),
    'definitions in all the world': (_, put) =>
      put('.kamaji-metal3.yaml', 'crds: ["/**/*.yaml", "/proc/**", "../../../../../../**/*.yaml", "/dev/zero"]\n'),
    'patterns that backtrack': (folder, put) => {
      put(
        '.kamaji-metal3.yaml',
        `exclude: ["${'*a'.repeat(40)}b", "+(+(a|aa)+(a|aa))b", "${'**/'.repeat(60)}b", "${'{a,b}'.repeat(100)}"]\ninclude: ["**", "+(+(a|aa))b"]\n`,
      );
      put(`${'a/'.repeat(60)}${'a'.repeat(100)}.yaml`, NEIGHBOR);
      assert.ok(folder);
    },
    'a chain of kustomizations': (_, put) => {
      for (let at = 0; at < 300; at++)
        put(
          `k${at}/kustomization.yaml`,
          `resources: [${at < 299 ? `../k${at + 1}` : 'c.yaml'}]\npatches:\n- target: {kind: IPPool}\n  patch: |-\n    - {op: add, path: /spec/prefix, value: 24}\n`,
        );
      put('k299/c.yaml', NEIGHBOR);
    },
    'a cycle of kustomizations': (_, put) => {
      for (let at = 0; at < 300; at++) {
        put(`k${at}/kustomization.yaml`, `resources: [../k${(at + 1) % 300}, ../k${(at * 7 + 1) % 300}, c.yaml]\n`);
        put(`k${at}/c.yaml`, NEIGHBOR);
      }
    },
  };
  for (const [name, make] of Object.entries(cases))
    it(name, () => {
      const { folder, put } = newFolder();
      make(folder, put);
      lintsWell(folder);
    });
});
