import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { allFindings, workspaceOf } from '../../support/check.ts';
import type { FixtureFile } from '../../support/fixture.ts';

/** The correct example, one file for each of its objects. */
const OBJECTS = readFileSync('examples/correct/cluster.yaml', 'utf8').split('---\n');

const ENVIRONMENTS = 20;

/** Hosts and pools without references to them, so that an environment has about thirty files. */
function extras(): readonly string[] {
  const hosts = Array.from(
    { length: 15 },
    (_, index) => `apiVersion: metal3.io/v1alpha1
kind: BareMetalHost
metadata:
  name: host-${index}
  namespace: metal3
spec:
  online: true
  bootMACAddress: 52:54:00:00:00:${String(index).padStart(2, '0')}
  bmc:
    address: ipmi://192.0.2.${index + 1}
    credentialsName: host-${index}-bmc
`,
  );
  const pools = Array.from(
    { length: 6 },
    (_, index) => `apiVersion: ipam.metal3.io/v1alpha1
kind: IPPool
metadata:
  name: spare-${index}
  namespace: metal3
spec:
  namePrefix: spare-${index}
  pools:
    - start: 198.51.100.${index * 20 + 1}
      end: 198.51.100.${index * 20 + 10}
  prefix: 24
`,
  );
  return [...hosts, ...pools];
}

interface Mistake {
  readonly from: string;
  readonly to: string;
  readonly rules: readonly string[];
}

/** The mistakes, by the number of the environment modulo seven. */
const MISTAKES: Readonly<Record<number, Mistake>> = {
  1: { from: 'host: 172.18.255.200', to: 'host: 172.18.255.201', rules: ['endpoint-host-mismatch'] },
  3: { from: '    port: 6443', to: '    port: 6444', rules: ['endpoint-port-mismatch'] },
  5: {
    from: '        name: test1-workers-template',
    to: '        name: test1-worker-template',
    rules: ['missing-reference-target'],
  },
};

function environments(folderOf: (environment: number) => string): readonly FixtureFile[] {
  return Array.from({ length: ENVIRONMENTS }, (_, environment) =>
    [...OBJECTS, ...extras()].map((text, index) => {
      const mistake = MISTAKES[environment % 7];
      return {
        uri: `file:///repository/${folderOf(environment)}/${index}.yaml`,
        text: mistake ? text.replace(mistake.from, mistake.to) : text,
      };
    }),
  ).flat();
}

describe('a repository of twenty environments with the same objects', () => {
  for (const [how, folderOf] of [
    ['side by side', (environment: number) => `env-${environment}`],
    ['in folders of folders', (environment: number) => `sites/${environment % 4}/clusters/env-${environment}`],
  ] as const)
    it(`${how}: each mistake is reported in its own environment only`, () => {
      const files = environments(folderOf);
      assert.ok(files.length >= ENVIRONMENTS * 30 - ENVIRONMENTS);
      const bad = allFindings(workspaceOf(files)).filter(
        ({ severity }) => severity === 'error' || severity === 'warning',
      );
      for (let environment = 0; environment < ENVIRONMENTS; environment++) {
        const folder = `file:///repository/${folderOf(environment)}/`;
        const rules = new Set(bad.filter(({ place }) => place.uri.startsWith(folder)).map(({ rule }) => rule));
        assert.deepEqual([...rules], MISTAKES[environment % 7]?.rules ?? [], folder);
      }
      // Related locations are in the same environment.
      for (const { place, related } of bad)
        for (const other of related)
          assert.equal(other.place.uri.replace(/[^/]*$/, ''), place.uri.replace(/[^/]*$/, ''));
    });

  it('as roots, which share no names with other files', () => {
    const roots = { uri: 'file:///repository/.kamaji-metal3.yaml', text: 'roots: ["*"]\n' };
    const files = environments((environment) => `env-${environment}`);
    // Without roots, the environments without the object would use this one.
    const around = { uri: 'file:///repository/all.yaml', text: OBJECTS.join('---\n').replaceAll('-template', 's') };
    const bad = allFindings(workspaceOf([roots, around, ...files])).filter(
      ({ severity, place }) => (severity === 'error' || severity === 'warning') && place.uri !== around.uri,
    );
    for (let environment = 0; environment < ENVIRONMENTS; environment++) {
      const folder = `file:///repository/env-${environment}/`;
      const rules = new Set(bad.filter(({ place }) => place.uri.startsWith(folder)).map(({ rule }) => rule));
      assert.deepEqual([...rules], MISTAKES[environment % 7]?.rules ?? [], folder);
    }
  });

  it('as one file each, in one folder', () => {
    const files = Array.from({ length: ENVIRONMENTS }, (_, environment) => {
      const mistake = MISTAKES[environment % 7];
      const text = OBJECTS.join('---\n');
      return {
        uri: `file:///repository/env-${environment}.yaml`,
        text: mistake ? text.replace(mistake.from, mistake.to) : text,
      };
    });
    const bad = allFindings(workspaceOf(files)).filter(
      ({ severity }) => severity === 'error' || severity === 'warning',
    );
    for (const [environment, { uri }] of files.entries()) {
      const rules = new Set(bad.filter(({ place }) => place.uri === uri).map(({ rule }) => rule));
      assert.deepEqual([...rules], MISTAKES[environment % 7]?.rules ?? [], uri);
    }
  });
});
