import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';

/** Complete reports, in each format, next to their manifests. `UPDATE=1` writes them. */
const FOLDER = 'test/cli/upgrades';

interface Upgrade {
  readonly name: string;
  readonly manifest: string;
  readonly arguments: readonly string[];
}

const UPGRADES: readonly Upgrade[] = [
  {
    name: 'founding',
    manifest: 'examples/correct/cluster.yaml',
    arguments: [
      ...['--from', 'capi=v1.10', '--to', 'capi=v1.14', '--from', 'capm3=v1.12', '--to', 'capm3=v1.13'],
      ...['--from', 'kamaji-cp=v0.19', '--to', 'kamaji-cp=v0.20', '--from', 'ip-address-manager=v1.12'],
    ],
  },
  {
    name: 'kubeadm',
    manifest: `${FOLDER}/kubeadm.yaml`,
    arguments: [
      ...['--from', 'capi=v1.9', '--to', 'capi=v1.13', '--from', 'capm3=v1.9', '--to', 'capm3=v1.13'],
      ...['--from', 'baremetal-operator=v0.9', '--to', 'baremetal-operator=v0.12'],
    ],
  },
  {
    name: 'mixed-contracts',
    manifest: `${FOLDER}/mixed-contracts.yaml`,
    arguments: [
      ...['--from', 'capi=v1.10', '--from', 'kamaji-cp=v0.19', '--to', 'kamaji-cp=v0.20'],
      ...['--from', 'capm3=v1.12', '--to', 'capm3=v1.13'],
    ],
  },
];

const FORMATS = { text: 'txt', markdown: 'md', json: 'json' };

describe('reports of upgrades', () => {
  for (const { name, manifest, arguments: words } of UPGRADES)
    for (const [format, extension] of Object.entries(FORMATS))
      it(`${name} as ${format}`, () => {
        const { stdout, stderr } = spawnSync(
          process.execPath,
          [resolve('dist/cli.cjs'), 'upgrade', '--format', format, ...words, manifest],
          { encoding: 'utf8' },
        );
        assert.equal(stderr, '');
        const path = join(FOLDER, `${name}.${extension}`);
        if (process.env.UPDATE) writeFileSync(path, stdout);
        else assert.equal(stdout, readFileSync(path, 'utf8'));
      });
});
