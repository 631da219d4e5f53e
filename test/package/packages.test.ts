import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const TARBALL = `kamaji-metal3-${version}.tgz`;
const BILL = `kamaji-metal3-${version}.cdx.json`;
const EXTENSION = `kamaji-metal3-${version}.vsix`;
let folder = '';

/** Copies the sources, because a build replaces `dist`, which other tests use. */
function copy(name: string): string {
  const to = join(folder, name);
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    encoding: 'utf8',
  });
  for (const file of files.split('\0')) if (file !== '') cpSync(file, join(to, file), { errorOnExist: false });
  symlinkSync(resolve('node_modules'), join(to, 'node_modules'), 'dir');
  return to;
}

function packages(cwd: string, ...args: readonly string[]) {
  const env = { ...process.env, SOURCE_DATE_EPOCH: '1700000000' };
  return spawnSync(process.execPath, ['scripts/packages.mjs', ...args], { cwd, encoding: 'utf8', env });
}

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'kamaji-metal3-packages-'));
});
after(() => rmSync(folder, { recursive: true }));

describe('scripts/packages.mjs', () => {
  it('writes equal bytes in two folders, with checksums', () => {
    const [one, other] = ['one', 'other folder'].map((name) => {
      const source = copy(name);
      const { status, stderr } = packages(source, 'build/packages');
      assert.equal(status, 0, stderr);
      return join(source, 'build/packages');
    }) as [string, string];
    const names = readdirSync(one).sort();
    assert.deepEqual(names, ['SHA256SUMS', BILL, TARBALL, EXTENSION].sort());
    for (const name of names) assert.ok(readFileSync(join(one, name)).equals(readFileSync(join(other, name))), name);
    for (const name of [BILL, TARBALL, EXTENSION]) {
      const content = readFileSync(join(one, name));
      assert.ok(content.length <= 3_000_000, `${name} has ${content.length} bytes`);
      const sum = createHash('sha256').update(content).digest('hex');
      assert.ok(readFileSync(join(one, 'SHA256SUMS'), 'utf8').includes(`${sum}  ${name}\n`), name);
    }
    const entries = zipEntries(readFileSync(join(one, EXTENSION)));
    for (const name of ['package.json', 'readme.md', 'changelog.md', 'LICENSE.txt', 'dist/ThirdPartyNotices.txt'])
      assert.ok(entries.includes(`extension/${name}`), name);
    assert.deepEqual(
      entries.filter((name) => /\.(cache|map|ts|tsbuildinfo)$|node_modules|\/test\//.test(name)),
      [],
    );
  });

  it('accepts a tag that equals the version in package.json and the changelog', () => {
    const source = copy('checked');
    assert.equal(packages(source, '--check', `v${version}`).status, 1);
    const changelog = join(source, 'CHANGELOG.md');
    const text = readFileSync(changelog, 'utf8');
    writeFileSync(changelog, text.replace('## [Unreleased]', `## [Unreleased]\n\n## [${version}] - 2026-01-01`));
    assert.equal(packages(source, '--check', `v${version}`).status, 0);
    assert.match(packages(source, '--check', 'v9.9.9').stderr, /^The tag v9\.9\.9 is not v/);
    assert.match(packages(source, '--notes', `v${version}`).stdout, /^### Added\n/);
  });
});

/** The names in the central directory of a ZIP file. */
function zipEntries(file: Buffer): readonly string[] {
  const names: string[] = [];
  const signature = Buffer.from([0x50, 0x4b, 0x01, 0x02]);
  for (let at = file.indexOf(signature); at >= 0; at = file.indexOf(signature, at + 46)) {
    const length = file.readUInt16LE(at + 28);
    names.push(file.subarray(at + 46, at + 46 + length).toString());
  }
  return names;
}
