import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isStrictVersion, minorText, parseVersion } from '../../server/src/providers/kubernetes/kubernetes-version.ts';

describe('parseVersion', () => {
  const cases: readonly (readonly [text: string, version: string | undefined])[] = [
    ['v1.33.0', '1.33.0'],
    ['1.33.10', '1.33.10'],
    ['v1.33.1-rc.1', '1.33.1'],
    ['v1.33.1+rke2r1', '1.33.1'],
    [' v1.33.1\n', '1.33.1'],
    ['v1.33', undefined],
    ['1', undefined],
    ['v1.33.x', undefined],
    ['V1.33.0', undefined],
    ['v1.33.0.1', undefined],
    ['${KUBERNETES_VERSION}', undefined],
    ['', undefined],
  ];
  for (const [text, expected] of cases)
    it(JSON.stringify(text), () => {
      const version = parseVersion(text);
      assert.equal(version && `${version.major}.${version.minor}.${version.patch}`, expected);
      if (version) assert.equal(minorText(version), expected?.replace(/\.\d+$/, ''));
    });
});

describe('isStrictVersion', () => {
  it('accepts three numbers without leading zeros', () => {
    const accepted = ['1.33.0', 'v1.33.10', 'v0.0.0', '1.2.3-rc.1', '1.2.3+build.5', '1.2.3-a+b'];
    const rejected = ['1.33', '01.33.0', '1.033.0', '1.33.00', 'v1.33.0 ', '1.2.3-', '1.2.3_1', 'vv1.2.3', ''];
    assert.deepEqual(
      accepted.filter((text) => !isStrictVersion(text)),
      [],
    );
    assert.deepEqual(rejected.filter(isStrictVersion), []);
  });
});
