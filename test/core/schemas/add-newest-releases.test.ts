import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import type { BundleIndex } from '../../../server/src/core/schemas/bundle.ts';
import { addRelease } from '../../../server/src/node/add-release.ts';
import { importBundle, tagOf } from '../../../server/src/node/import-crds.ts';

const root = mkdtempSync(join(tmpdir(), 'add-newest-'));
after(() => rmSync(root, { recursive: true }));

const CRDS = '../shared/crds';

interface Release {
  readonly provider: string;
  readonly release: string;
  readonly date: string;
}

describe('adding the newest release of each provider', () => {
  const skip = existsSync(CRDS) ? missingReleases() : 'there is no ../shared here';
  it('gives the bundled schemas', { skip }, () => {
    const releases: readonly Release[] = JSON.parse(readFileSync(join(CRDS, 'releases.json'), 'utf8'));
    const newest = [...new Map(releases.map((each) => [each.provider, each])).values()];
    const folder = join(root, 'older');
    for (const { provider } of newest) cpSync(join(CRDS, provider), join(folder, provider), { recursive: true });
    writeFileSync(join(folder, 'releases.json'), JSON.stringify(releases.filter((each) => !newest.includes(each))));
    const bundle = join(root, 'bundle');
    importBundle(folder, bundle);
    for (const { provider, release, date } of newest)
      addRelease(bundle, { provider, release: tagOf(release), date, crds: join(CRDS, provider, release) });
    const paths = readdirSync(bundle, { recursive: true, encoding: 'utf8' });
    for (const path of paths.filter((each) => each.endsWith('.json') && each !== 'index.json'))
      assert.deepEqual(
        JSON.parse(readFileSync(join(bundle, path), 'utf8')),
        JSON.parse(readFileSync(join('schemas', path), 'utf8')),
        path,
      );
  });
});

/** Returns a note that names the bundled releases without CRDs here; false if there are none. */
function missingReleases(): string | false {
  const { providers } = JSON.parse(readFileSync('schemas/index.json', 'utf8')) as BundleIndex;
  const missing = providers.flatMap(({ name, releases }) =>
    releases.map((release) => join(name, release)).filter((path) => !existsSync(join(CRDS, path))),
  );
  return missing.length > 0 && `${CRDS} has no folder for ${missing.join(', ')}`;
}
