import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { codeLines, sources } from '../support/sources.ts';

describe('the providers', () => {
  /**
   * Compares a kind without its group: with a literal, or with the kind of a constant. A kind of the same name in another
   * group would match.
   */
  const WITHOUT_GROUP =
    /\bkind\b['\])?]*(?:\[0\]\?)?(?:\.(?:node\.)?text)? [=!]== (?:'[A-Z][A-Za-z\d]*[a-z][A-Za-z\d]*'|[A-Z]\w*\.kind\b|\w+\.kind\b)/;
  /** The line also compares the group, or the field that it reads has no group. */
  const isCompared = (line: string) => /\b(?:group|apiVersion|isKind)\b/.test(line);

  it('compare kinds with their group', () => {
    const files = sources.filter((file) => file.startsWith('server/src/providers/'));
    const found = files.flatMap((file) =>
      codeLines(file).flatMap((line) =>
        WITHOUT_GROUP.test(line) && !isCompared(line) ? [`${file}: ${line.trim()}`] : [],
      ),
    );
    assert.deepEqual(found, [
      // Any group counts: another rule reports a wrong one.
      "server/src/providers/metal3/rules/machines/missing-metal3-cluster.ts: if (target.kind === Metal3ClusterTemplate.kind || !target.kind.endsWith('ClusterTemplate') || isTemplate(target.kind))",
    ]);
    for (const line of [
      "if (reference.kind === 'Metal3Cluster') return;",
      "if (scalarAt(node, ['ref', 'kind'])?.text !== 'KubeadmConfigTemplate') return;",
      "textsAt(found, 'bootstrap.configRef.kind')[0]?.node.text === 'MachinePool'",
      'kind === Cluster.kind',
      'other.kind === controlPlane.kind',
    ])
      assert.match(line, WITHOUT_GROUP);
  });

  it('name kinds and groups by the constants of `kinds.ts`', () => {
    const providers = sources.filter((file) => file.startsWith('server/src/providers/'));
    const constants = providers.filter((file) => file.endsWith('/kinds.ts')).flatMap(codeLines);
    const named = constants.flatMap(
      (line) => /groupKind\(\w+, '(\w+)'\)|_GROUP = '([^']+)'/.exec(line)?.slice(1) ?? [],
    );
    const names = new Set(named.filter(Boolean));
    const written = (line: string) => [...line.matchAll(/'([^']+)'/g)].filter(([, text]) => names.has(text ?? ''));
    assert.equal(written("on: [groupKind('cluster.x-k8s.io', 'Cluster')],").length, 2);
    const found = providers
      .filter((file) => !file.endsWith('/kinds.ts'))
      .flatMap((file) =>
        codeLines(file).flatMap((line) => written(line).map(([, text]) => `${file.split('/').at(-1)}: ${text}`)),
      );
    assert.deepEqual(found.sort(), [
      // Words of texts, and the name of a feature gate.
      'cluster-label.ts: Cluster',
      'endpoint-in-pool.ts: Service',
      'feature-gates.ts: MachinePool',
      'ignored-network.ts: Service',
      'machines.ts: Machine',
      'node-network-overlap.ts: Service',
      'node-network-overlap.ts: Service',
      'topology-workers.ts: Machine',
    ]);
  });
});
