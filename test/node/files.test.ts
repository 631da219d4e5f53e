import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { configurationPaths, isListed, manifestPaths, matchingPaths } from '../../server/src/node/list-files.ts';
import { nodeHost } from '../../server/src/node/node-host.ts';
import { readText, readTextSync } from '../../server/src/node/read-text.ts';
import { TextFiles } from '../../server/src/node/text-files.ts';

const POSIX = process.platform === 'win32' ? 'needs pipes and devices' : false;
let folder = '';

function put(name: string, text: string | Buffer = 'a: b\n'): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

async function listed(reading = {}): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const portion of manifestPaths(folder, { exclude: [], include: [], ...reading })) found.push(...portion);
  return found.map((path) => relative(folder, path));
}

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'kamaji-metal3-files-'));
  for (const name of [
    'a.yaml',
    'sub/b.yml',
    'sub/Kustomization',
    'sub/c.txt',
    '.hidden/d.yaml',
    'node_modules/e.yaml',
    '.f.yaml',
  ])
    put(name);
  put('.kamaji-metal3.yaml', 'roots: []\n');
  if (POSIX) return;
  execFileSync('mkfifo', [join(folder, 'pipe.yaml'), join(folder, 'sub/.kamaji-metal3.yaml')]);
  symlinkSync('/dev/zero', join(folder, 'zero.yaml'));
  symlinkSync('..', join(folder, 'sub/loop'));
  symlinkSync('y.yaml', join(folder, 'x.yaml'));
  symlinkSync('x.yaml', join(folder, 'y.yaml'));
  execFileSync('bash', ['-c', `cp a.yaml "$(printf '\\xff.yaml')"`], { cwd: folder });
});
after(() => rmSync(folder, { recursive: true }));

describe('listing', () => {
  it('finds only regular files, and terminates', async () => {
    const found = (await listed()).filter((name) => !name.includes('\ufffd'));
    assert.deepEqual(found, ['a.yaml', 'sub/Kustomization', 'sub/b.yml']);
    assert.deepEqual(await configurationPaths(folder), [join(folder, '.kamaji-metal3.yaml')]);
  });

  it('omits excluded files, and agrees with isListed', async () => {
    const from = pathToFileURL(`${folder}/`).href;
    for (const reading of [
      { exclude: ['sub'] },
      { exclude: ['*.yml', '*a*a*a*a*a*a*b'] },
      { include: [{ from, include: ['sub'] }] },
    ]) {
      const names = await listed(reading);
      const all = { exclude: [], include: [], ...reading };
      for (const name of [
        'a.yaml',
        'sub/b.yml',
        'sub/Kustomization',
        'sub/c.txt',
        '.hidden/d.yaml',
        'node_modules/e.yaml',
      ])
        assert.equal(isListed(folder, join(folder, name), all, 'yaml,yml'), names.includes(name), name);
    }
  });

  it('keeps definitions inside a folder if configured', async () => {
    const names = async (patterns: readonly string[], within?: string) =>
      (await matchingPaths(join(folder, 'sub'), patterns, within))
        .map((path) => relative(folder, path))
        .filter((name) => !name.includes('\ufffd'));
    assert.deepEqual(await names(['../a.yaml', '*.yml', '../.hidden/*.yaml']), [
      '.hidden/d.yaml',
      'a.yaml',
      'sub/b.yml',
    ]);
    assert.deepEqual(await names(['../a.yaml', '*.yml', '../**/*.yaml', '/**/*.yaml', '/proc'], join(folder, 'sub')), [
      'sub/b.yml',
    ]);
    assert.deepEqual(await names(['..'], folder), ['a.yaml', 'sub/b.yml']);
  });
});

describe('reading', () => {
  it('never waits for pipes and devices', { skip: POSIX }, async () => {
    for (const name of ['pipe.yaml', 'zero.yaml', 'sub']) {
      assert.deepEqual(await readText(join(folder, name)), { unread: 'not a regular file' });
      assert.deepEqual(readTextSync(join(folder, name)), { unread: 'not a regular file' });
    }
    assert.equal((await readText(join(folder, 'x.yaml'))).unread, 'unreadable');
    assert.equal((await readText(join(folder, 'none.yaml'))).unread, 'missing');
  });

  it('skips large files with a note', async () => {
    const path = put('large.txt', '');
    truncateSync(path, 20_000_001);
    assert.deepEqual(await readText(path), { unread: 'too large' });
    const notes: string[] = [];
    assert.equal(await nodeHost.read(pathToFileURL(path).href, (note) => notes.push(note)), undefined);
    assert.deepEqual(notes, [`${path} is larger than 20 MB, so it is skipped.`]);
  });

  it('decodes UTF-16 by its byte order mark', async () => {
    const text = '\ufeffa: ü🙂\n';
    const little = Buffer.from(text, 'utf16le');
    assert.equal((await readText(put('le.txt', little))).text, text);
    assert.equal(readTextSync(put('be.txt', Buffer.from(little).swap16())).text, text);
    assert.equal(
      (await readText(put('odd.txt', Buffer.concat([Buffer.from(little).swap16(), Buffer.from('x')])))).text,
      text,
    );
  });
});

describe('reading many files', () => {
  it('is asynchronous for a while after a slow file', async () => {
    let time = 0;
    let perMeasurement = 1;
    const texts = new TextFiles(() => {
      time += perMeasurement;
      return time;
    });
    const path = put('many.yaml');
    const isMeasured = async () => {
      const before = time;
      assert.deepEqual(await texts.read(path), { text: 'a: b\n' });
      return time > before;
    };
    assert.equal(await isMeasured(), true);
    perMeasurement = 10;
    assert.equal(await isMeasured(), true);
    for (let read = 0; read < 100; read++) assert.equal(await isMeasured(), false);
    assert.equal(await isMeasured(), true);
    assert.equal((await texts.read(join(folder, 'none.yaml'))).unread, 'missing');
  });
});
