import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { documentContaining, type Finding, positionIn, type Workspace } from '../../server/src/core/index.ts';
import { allFindings, workspaceOf } from '../support/check.ts';
import { type CorpusFile, corpusFiles, corpusMistakes, sharedIsMissing } from '../support/shared.ts';

/** The start of a file name in the corpus, the line, the rule, its severity, and text in its message. */
type Row = readonly [file: string, line: number, rule: string, severity: string, ...words: readonly string[]];

/** A version that KamajiControlPlane never had. It works in every release, so the finding is a hint. */
const VERSION: readonly string[] = ['KamajiControlPlane has no version v1beta1', 'resolves the reference'];
const REJECTED = 'The API server rejects';

const FOUND: readonly Row[] = [
  ['001', 16, 'reference-version-not-served', 'hint', ...VERSION, 'served as v1alpha1'],
  ['002', 23, 'reference-version-not-served', 'hint', ...VERSION],
  ['078', 10, 'reference-version-not-served', 'hint', ...VERSION],
  ['112', 12, 'reference-version-not-served', 'hint', ...VERSION, 'served as v1alpha2'],
  ['113', 13, 'reference-version-not-served', 'hint', ...VERSION, 'served as v1alpha2'],
  ['114', 125, 'reference-version-not-served', 'hint', ...VERSION, 'served as v1alpha2'],
  ['118', 14, 'reference-version-not-served', 'hint', ...VERSION, 'served as v1alpha2'],
  ['120', 15, 'reference-version-not-served', 'hint', ...VERSION, 'served as v1alpha2'],
  ['122', 14, 'reference-version-not-served', 'hint', ...VERSION, 'served as v1alpha2'],
  ['126', 11, 'reference-version-not-served', 'hint', ...VERSION, 'served as v1alpha2'],
  ['128', 10, 'reference-version-not-served', 'hint', ...VERSION, 'served as v1alpha2'],
  ['129', 10, 'reference-version-not-served', 'hint', ...VERSION],
  ['658', 16, 'reference-version-not-served', 'hint', ...VERSION, 'served as v1alpha2'],
  ['113', 100, 'missing-reference-target', 'warning', 'Cluster "workload" not found', 'does not create any machines'],
  ['115', 62, 'yaml-syntax-error', 'error', 'Two keys on one line'],
  ['117', 160, 'ambiguous-namespace', 'warning', 'MachineDeployment', 'has no namespace', '${TENANT_NAMESPACE}'],
  ['659', 30, 'ambiguous-namespace', 'warning', '${CLUSTER_NAMESPACE}', '${NAMESPACE}', 'Use one variable'],
  ['660', 160, 'ambiguous-namespace', 'warning', 'MachineDeployment', 'has no namespace', '${TENANT_NAMESPACE}'],
  ['048', 8, 'unknown-field', 'error', 'spec.spec. ', REJECTED],
  ['066', 8, 'unknown-field', 'error', 'spec.deployment and spec.service. ', REJECTED, 'fields of spec.controlPlane'],
  ['091', 7, 'unknown-field', 'warning', 'blockCreate. ', 'Did you mean "blockCreation"?'],
  ['092', 7, 'unknown-field', 'warning', 'blockCreate. ', 'Did you mean "blockCreation"?'],
  [
    '100',
    4,
    'yaml-syntax-error',
    'error',
    'looks like a label or an annotation',
    'Add "labels:" or "annotations:" above it',
  ],
  ['102', 45, 'unknown-field', 'error', 'konnectivity.proxyHost. ', REJECTED],
  ['103', 51, 'unknown-field', 'error', 'coreDNS.enabled. ', REJECTED],
  [
    '037-fix-kamaji-konnectivity-servicetype/before',
    27,
    'unknown-field',
    'error',
    'konnectivity.serviceType. ',
    REJECTED,
  ],
  ['096', 7, 'unknown-field', 'error', 'spec.bootstrap. ', REJECTED],
  ['208', 12, 'unknown-field', 'error', 'controlPlaneEndpoint.cloudProviderEnabled. ', REJECTED],
  ['208', 214, 'unknown-field', 'error', 'machineHealthCheck. ', 'In v1beta2, use spec.controlPlane.healthCheck'],
  [
    '323-metal3-dev-env-jinja-main/machine-healthcheck-c',
    8,
    'unknown-field',
    'error',
    'Unknown field spec.maxUnhealthy. ',
    REJECTED,
  ],
  [
    '323-metal3-dev-env-jinja-main/machine-healthcheck-w',
    10,
    'unknown-field',
    'error',
    'Unknown field spec.maxUnhealthy. ',
    REJECTED,
  ],
  ['236', 32, 'invalid-metadata', 'error', 'metadata.name must be a lowercase', '"Claim1"', REJECTED],
  ['238', 13, 'invalid-metadata', 'error', 'metadata.name must be a lowercase', '"Claim1"', REJECTED],
  ['240', 7, 'unknown-field', 'error', 'spec.foo. ', 'BareMetalHost', REJECTED],
  ['248', 7, 'unknown-field', 'error', 'spec.foo. ', 'PreprovisioningImage', REJECTED],
  ['245', 13, 'unknown-field', 'error', 'spec.updates[0].name. ', 'Did you mean "component"?'],
  ['246', 6, 'wrong-type', 'error', 'spec.settings must be an object, but is a list', REJECTED],
  ['189', 106, 'unknown-field', 'error', 'routes[0].netmask. ', 'Did you mean "prefix"?'],
];

/**
 * A file with tabs after a colon in line 14, which YAML and the API server allow. The syntax error is in line 9: a
 * colon without a space after it.
 */
const TABS = '633';

function findingsAt(workspace: Workspace, line: number): readonly Finding[] {
  return allFindings(workspace).filter(({ place }) => {
    const file = workspace.files.get(place.uri);
    const index = file?.documents.indexOf(documentContaining(place.document)) ?? -1;
    return file !== undefined && positionIn(file, index, place.span.start).line + 1 === line;
  });
}

describe('the known mistakes of the corpus', { skip: sharedIsMissing }, () => {
  const files = sharedIsMissing ? [] : corpusFiles();
  const mistakes = sharedIsMissing ? [] : corpusMistakes();

  function fileOf(name: string): CorpusFile {
    const file = files.find((each) => each.name.startsWith(name));
    assert.ok(file, `no file ${name}`);
    return file;
  }

  for (const [name, line, rule, severity, ...words] of FOUND)
    it(`${name}, line ${line}: ${rule}`, () => {
      const found = findingsAt(workspaceOf([fileOf(`files/${name}`)]), line);
      const finding = found.find((finding) => finding.rule === rule && finding.severity === severity);
      assert.ok(finding, JSON.stringify(found.map(({ rule, severity, message }) => [rule, severity, message])));
      for (const word of words)
        assert.ok(finding.message.includes(word), `${finding.message} does not contain: ${word}`);
    });

  it(`${TABS}: tabs after a colon are valid, and the colon before them is not`, () => {
    const file = fileOf(`files/${TABS}`);
    assert.equal(mistakes.find((mistake) => mistake.file === file.name)?.line, 14);
    const at = (line: number, text: string) =>
      findingsAt(workspaceOf([{ uri: file.uri, text }]), line).filter(({ rule }) => rule === 'yaml-syntax-error');
    assert.deepEqual(at(14, file.text), []);
    const [colon, ...others] = at(9, file.text);
    assert.deepEqual(others, []);
    assert.match(colon?.message ?? '', /Missing space after ":" of "apiVersion"/);
    const corrected = file.text.replace('apiVersion:cluster', 'apiVersion: cluster');
    assert.ok(corrected.includes('strategy: \t'));
    for (const line of corrected.split('\n').keys()) assert.deepEqual(at(line + 1, corrected), []);
  });

  it('are complete', () => {
    const known = FOUND.map(([name, line]) => `${fileOf(`files/${name}`).name}:${line}`);
    const all = mistakes
      .filter(({ file, line }) => !file.startsWith(`files/${TABS}`) && !isOfClusterctl(file, line))
      .map(({ file, line }) => `${file}:${line}`);
    assert.equal(mistakes.length, all.length + 2);
    assert.deepEqual([...known].sort(), [...all].sort());
  });
});

/** An object without a namespace next to ones in `${NAMESPACE}`: clusterctl sets the namespace of every object. */
function isOfClusterctl(file: string, line: number): boolean {
  return file.startsWith('files/659') && line === 160;
}
