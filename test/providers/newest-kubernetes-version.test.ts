import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isNewerThan, newestKubernetesVersion } from '../../server/src/providers/kamaji/newest-kubernetes-version.ts';
import { parseVersion } from '../../server/src/providers/kubernetes/kubernetes-version.ts';

/** Whether a release of Kamaji rejects a Kubernetes version as too new. */
function rejects(release: string, version: string): boolean | undefined {
  const [ceiling, wanted] = [newestKubernetesVersion(release), parseVersion(version)];
  return ceiling && wanted && isNewerThan(wanted, ceiling, release);
}

describe('the newest Kubernetes version of a Kamaji release', () => {
  const cases: readonly { release: string; accepted: string; rejected: string; why: string }[] = [
    { release: 'v0.3.1', accepted: '1.27.3', rejected: '1.27.4', why: 'the patch version applies' },
    { release: 'v0.3.2', accepted: '1.27.3', rejected: '1.27.4', why: 'a later patch has the same' },
    { release: 'v0.3.6', accepted: '1.28.2', rejected: '1.28.3', why: 'the newest row that is not newer applies' },
    { release: 'v1.0.0', accepted: '1.30.2', rejected: '1.30.3', why: 'v releases are older than edge releases' },
    { release: 'edge-25.4.1', accepted: '1.33.0', rejected: '1.33.1', why: 'an edge release' },
    { release: 'edge-25.10.5', accepted: '1.34.0', rejected: '1.34.1', why: 'the last release with patch versions' },
    { release: 'edge-25.11.5', accepted: '1.34.99', rejected: '1.35.0', why: 'only the minor version applies' },
    { release: '26.5.3-edge', accepted: '1.36.9', rejected: '1.37.0', why: 'the newest row' },
  ];
  for (const { release, accepted, rejected, why } of cases)
    it(`${release}: ${why}`, () => {
      assert.equal(rejects(release, accepted), false);
      assert.equal(rejects(release, rejected), true);
      assert.equal(rejects(release, '1.10.99'), false);
      assert.equal(rejects(release, '2.0.0'), true);
    });

  it('is unknown for a release before the table', () => assert.equal(newestKubernetesVersion('v0.0.9'), undefined));
});
