import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { pathText } from '../../server/src/core/index.ts';
import { allFindings, workspaceOf } from '../support/check.ts';

const EXAMPLE = readFileSync('examples/correct/cluster.yaml', 'utf8');

/** Returns the errors and warnings about the example after an edit: rule and path. */
function findings(from: string, to: string): readonly string[] {
  const text = EXAMPLE.replace(from, to);
  assert.notEqual(text, EXAMPLE);
  return allFindings(workspaceOf([{ uri: 'file:///main.yaml', text }]))
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ rule, path }) => `${rule} ${pathText(path)}`);
}

describe('one mistake has one finding', () => {
  const cases: readonly (readonly [from: string, to: string, finding: string])[] = [
    ['gateway: 192.168.111.1', 'gateway: 192.168.112.1', 'invalid-pool-gateway spec.gateway'],
    ['  infrastructureRef:', '  infraRef:', 'unknown-field spec.infraRef'],
    ['end: 172.22.0.200', 'stop: 172.22.0.200', 'unknown-field spec.pools[0].stop'],
    [
      'dataTemplate:',
      'dataTemplate:\n        namespace: other',
      'conflicting-values spec.template.spec.dataTemplate.namespace',
    ],
  ];
  for (const [from, to, finding] of cases)
    it(to.replace(/\s+/g, ' '), () => assert.deepEqual(findings(from, to), [finding]));
});
