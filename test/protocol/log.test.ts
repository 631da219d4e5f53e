import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startClient } from '../support/client.ts';

const POOL = `apiVersion: ipam.metal3.io/v1alpha1
kind: IPPool
metadata: {name: pool}
spec: {namePrefix: pool, pools: [{start: 10.0.0.1, end: 10.0.0.9}], prefix: 24}
`;

describe('the log of the server', () => {
  it('contains the version, folders, target releases, numbers and durations', async () => {
    const files = [
      { uri: 'file:///w/pool.yaml', text: POOL },
      { uri: 'file:///w/.kamaji-metal3.yaml', text: 'targets:\n  ip-address-manager: v1.10\n' },
    ];
    const { heard, close } = await startClient({ files });
    close();
    const log = heard
      .filter(({ method }) => method === 'window/logMessage')
      .map(({ params }) => (params as { message: string }).message);
    for (const pattern of [
      /^Language server 0\.0\.0$/,
      /^Workspace folders: file:\/\/\/w$/,
      /^Configuration file: file:\/\/\/w\/\.kamaji-metal3\.yaml$/,
      /^Target releases: ip-address-manager v1\.10/,
      /^Read 1 object in 2 files in \d+ ms\.$/,
    ])
      assert.ok(
        log.some((entry) => pattern.test(entry)),
        `${pattern} is not in\n${log.join('\n')}`,
      );
  });
});
