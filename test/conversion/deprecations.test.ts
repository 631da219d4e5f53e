import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isOneOf } from '../../server/src/core/objects/group-kind.ts';
import { inRange } from '../../server/src/core/schemas/releases.ts';
import { KamajiControlPlaneTemplate } from '../../server/src/providers/kamaji-control-plane/kinds.ts';
import { UNSERVED } from '../../server/src/providers/kamaji-control-plane/served-versions.ts';
import { SCHEMAS } from '../support/check.ts';
import { DEPRECATIONS } from '../support/migration.ts';

/** `v1.11` of `v1.11.2`. */
function minor(release: string): string {
  return /^v\d+\.\d+/.exec(release)?.[0] ?? release;
}

describe('deprecated API versions', () => {
  const served = SCHEMAS.kinds.flatMap(({ group, kind, served: versions }) =>
    Object.keys(versions).map((version) => ({ group, kind, version })),
  );

  it('start with the release whose CRD marks them', () => {
    for (const { group, kind, version } of served) {
      const row = DEPRECATIONS.find(
        (each) =>
          each.group === group && each.version === version && (!each.kinds || isOneOf({ group, kind }, each.kinds)),
      );
      if (!row) continue;
      const { releases = [] } = SCHEMAS.providerOf(group, kind) ?? {};
      const first = releases.find((release) => SCHEMAS.version(group, kind, version, release)?.deprecated);
      assert.equal(minor(first ?? ''), row.deprecatedIn, `${group}/${version} ${kind}`);
      const newest = releases.at(-1) ?? '';
      assert.ok(SCHEMAS.isServed(group, kind, row.replacement, newest), `${row.replacement} of ${kind} is not served`);
    }
  });

  it('include all that the newest releases mark and still serve, except those of test providers', () => {
    for (const { group, kind, version } of served) {
      const newest = SCHEMAS.providerOf(group, kind)?.releases.at(-1) ?? '';
      const isDeprecated = SCHEMAS.version(group, kind, version, newest)?.deprecated ?? false;
      if (!isDeprecated || !SCHEMAS.isServed(group, kind, version, newest) || /^(Docker|Dev)/.test(kind)) continue;
      const row = DEPRECATIONS.find(
        (each) =>
          each.group === group && each.version === version && (!each.kinds || isOneOf({ group, kind }, each.kinds)),
      );
      assert.ok(row, `${group}/${version} ${kind} has no row`);
    }
  });
});

describe('served versions of KamajiControlPlaneTemplate', () => {
  const { group, kind } = KamajiControlPlaneTemplate;
  const releases = SCHEMAS.providerOf(group, kind)?.releases ?? [];
  const withKind = releases.filter((release) => SCHEMAS.versionsServed(group, kind, release).length > 0);

  it('are those of the CRDs', () => {
    for (const [version, ranges] of Object.entries(UNSERVED))
      assert.deepEqual(
        withKind.filter((release) => ranges.some((range) => inRange(range, release))),
        withKind.filter((release) => !SCHEMAS.isServed(group, kind, version, release)),
        version,
      );
    assert.ok(withKind.length > 1);
  });
});
