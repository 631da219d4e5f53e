import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { positionIn } from '../../server/src/core/index.ts';
import { allFindings, applyFix, marksOf, workspaceOf } from '../support/check.ts';
import { type CorpusFile, corpusFiles, corpusMistakes, corpusVerdicts, sharedIsMissing } from '../support/shared.ts';

/**
 * Files that are not YAML, checked by hand: a status with wrong indentation, ASCII art, an unresolved merge. They are
 * not in the list of mistakes because they have no single position.
 */
const UNREADABLE = [
  // Ends with the EOF of a shell script.
  '101-clastix-kamaji-kamaji-azure-deployment-guide-l95',
  '649-baremetal-operator-docs-api-l747',
  '650-cluster-api-provider-metal-docs-architecture-l80',
  '651-cluster-api-provider-metal-docs-api-l549',
];

interface ErrorAt {
  readonly file: string;
  /** The first line of its document, and the line after the document. */
  readonly lines: readonly [from: number, to: number];
  readonly rule: string;
  /** `file:line rule`, for failure messages. */
  readonly text: string;
}

function errorsIn(files: readonly CorpusFile[]): readonly ErrorAt[] {
  const workspace = workspaceOf(files);
  return allFindings(workspace)
    .filter(({ severity }) => severity === 'error')
    .map(({ place, rule, message }) => {
      const file = workspace.files.get(place.uri);
      const document = file?.documents.indexOf(place.document) ?? -1;
      const line = file ? positionIn(file, document, place.span.start).line + 1 : 0;
      const name = files.find(({ uri }) => uri === place.uri)?.name ?? '';
      const lineOf = (index: number) => (file?.documents[index] ? positionIn(file, index, 0).line + 1 : Infinity);
      const lines = [lineOf(document), lineOf(document + 1)] as const;
      return { file: name, lines, rule, text: `${name}:${line} ${rule}: ${message}` };
    });
}

/** The rules that compare documents, which the API server does not do. */
const ACROSS = [
  'endpoint-host-mismatch',
  'endpoint-port-mismatch',
  'api-server-port-out-of-range',
  'missing-reference-target',
  'undefined-health-check',
  'invalid-variable-value',
  'unknown-worker-class',
];

/** Templates with errors that are correct. Templates have no verdict. */
const WRONG_TEMPLATES = [
  // A MachineHealthCheck of v1beta2 with fields of v1beta1.
  '227-cluster-api-provider-metal-cluster-template-centos-md-remediation-mhc',
  // Variables of a v1beta2 ClusterClass that do not set `required`.
  '179-capm3-e2e-main-kustomize/clusterclass',
  // A Cluster of v1alpha2, which no release here serves.
  '332-metal3-dev-env-v1alpha2-cluster',
];

describe('the corpus', { skip: sharedIsMissing }, () => {
  const files = sharedIsMissing ? [] : corpusFiles();
  const wrong = new Set(sharedIsMissing ? [] : corpusMistakes().map(({ file }) => file));
  const verdicts = sharedIsMissing ? new Map<string, boolean>() : corpusVerdicts();

  /** Comments before the first marker belong to the document, but its verdict starts at the marker. */
  function verdictAt(file: string, [from, to]: ErrorAt['lines']): boolean | undefined {
    for (let line = from; line < Math.min(to, from + 20); line++) {
      const verdict = verdicts.get(`${file}:${line}`);
      if (verdict !== undefined) return verdict;
    }
    return undefined;
  }

  it('has no error in a document that a release accepts, with each file in its own scope', () => {
    const errors = files.flatMap((file) => errorsIn([file])).filter(({ file }) => !wrong.has(file));
    const accepted = errors.filter(({ file, lines, rule }) => {
      const verdict = verdictAt(file, lines);
      if (verdict === undefined)
        return rule !== 'yaml-syntax-error' && !WRONG_TEMPLATES.some((name) => file.includes(name));
      return verdict;
    });
    assert.deepEqual(
      accepted.map(({ text }) => text),
      [],
    );
  });

  it('has no cross-document error except known mistakes, in one workspace or file by file', () => {
    const errors = [...errorsIn(files), ...files.flatMap((file) => errorsIn([file]))];
    const across = errors.filter(({ file, rule }) => ACROSS.includes(rule) && !wrong.has(file));
    assert.deepEqual(
      across.map(({ text }) => text),
      [],
    );
  });

  it('has syntax errors exactly in the text that is not YAML', () => {
    const errors = files.flatMap((file) => errorsIn([file])).filter(({ rule }) => rule === 'yaml-syntax-error');
    const names = errors
      .map(({ file }) => file)
      .filter((file) => !wrong.has(file) && !UNREADABLE.some((name) => file.includes(name)));
    assert.deepEqual(names, []);
  });

  it('has no finding in the two files whose address is in an annotation', () => {
    const set = files.filter(({ name }) => name.includes('002-kamaji-metal3-poc'));
    assert.equal(set.length > 1, true);
    // Its noCloudProvider was renamed in later releases; the version of its reference never existed.
    const hints = ['deprecated-field', 'reference-version-not-served'];
    const findings = allFindings(workspaceOf(set)).filter(({ rule }) => !hints.includes(rule));
    assert.deepEqual(findings, []);
  });

  it('has one finding less and no new one after each fix', () => {
    for (const file of files) {
      const workspace = workspaceOf([file]);
      const before = marksOf(workspace).map(({ text }) => text);
      for (const finding of allFindings(workspace))
        for (const fix of finding.fixes) {
          const after = marksOf(workspaceOf(applyFix(workspace, fix))).map(({ text }) => text);
          assert.ok(!after.includes(`${finding.severity}: ${finding.message}`), `${file.name}: ${fix.title}`);
          // A document is validated only once it can be read.
          if (finding.rule === 'yaml-syntax-error') continue;
          // In another version an object may be correct but deprecated.
          const isHint = (text: string) => finding.rule === 'api-version-not-served' && text.startsWith('hint: ');
          assert.deepEqual(
            after.filter((text) => !before.includes(text) && !isHint(text)),
            [],
            `${file.name}: ${fix.title}`,
          );
        }
    }
  });
});
