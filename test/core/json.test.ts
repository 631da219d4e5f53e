import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { parseAllDocuments } from 'yaml';
import { mayBeManifest } from '../../server/src/core/index.ts';
import { allFindings, applyFix, marksOf, workspaceOf } from '../support/check.ts';
import { type FixtureFile, readFixture } from '../support/fixture.ts';
import { readRulePage } from '../support/rule-page.ts';
import { RULE_PAGES } from '../support/rule-pages.ts';

/** Yields the examples of the rule pages, with each document as a JSON file. */
function* examples(): Generator<{ readonly rule: string; readonly files: readonly FixtureFile[] }> {
  for (const [rule, page] of RULE_PAGES)
    for (const { source, kind } of readRulePage(readFileSync(page, 'utf8')).examples) {
      if (kind !== 'bad') continue;
      const files = readFixture(source).files.flatMap(({ uri, text }) => jsonFiles(uri, text));
      if (files.length > 0) yield { rule, files };
    }
}

function jsonFiles(uri: string, text: string): readonly FixtureFile[] {
  return parseAllDocuments(text).flatMap((document, index) => {
    if (document.errors.length > 0 || document.contents === null) return [];
    const value: unknown = document.toJS();
    return [{ uri: uri.replace(/(\.ya?ml)?$/, `-${index}.json`), text: `${JSON.stringify(value, undefined, 2)}\n` }];
  });
}

describe('manifests in JSON', () => {
  it('are still JSON after every fix, and the finding is gone', () => {
    let fixes = 0;
    const rules = new Set<string>();
    for (const { rule, files } of examples()) {
      const workspace = workspaceOf(files);
      for (const finding of allFindings(workspace))
        for (const fix of finding.fixes) {
          fixes++;
          rules.add(finding.rule);
          const after = applyFix(workspace, fix);
          for (const { uri, text } of after)
            assert.doesNotThrow(() => JSON.parse(text), `${rule}, “${fix.title}” in ${uri}:\n${text}`);
          const remaining = marksOf(workspaceOf(after)).map((mark) => mark.text);
          assert.ok(!remaining.includes(`${finding.severity}: ${finding.message}`), `${rule}, “${fix.title}”`);
        }
    }
    assert.ok(fixes > 100 && rules.size > 40, `${fixes} fixes of ${rules.size} rules`);
  });

  it('are distinguished from other JSON, which has no findings', () => {
    const files = [
      { uri: 'file:///w/package.json', text: '{ "name": "a", "scripts": { "b": "echo ${C" } }\n' },
      { uri: 'file:///w/tsconfig.json', text: '// words\n{ "compilerOptions": { "strict": true, }, }\n' },
      { uri: 'file:///w/schema.json', text: '{ "properties": { "apiVersion": { "type": "string" } }, // words\n}\n' },
      { uri: 'file:///w/other.json', text: '{ "apiVersion": "v1", "apiVersion": "v2" }\n' },
    ];
    const workspace = workspaceOf(files);
    assert.equal(workspace.resourceCount, 0);
    assert.deepEqual(allFindings(workspace), []);
  });

  it('are recognized by their text, and JSON Schemas are not', () => {
    for (const text of [
      '{"apiVersion":"v1"}',
      '{ "apiVersion" : {{ .version }} }',
      '{"properties": {"apiVersion": {}}, "items": [{"apiVersion":\n"v1"',
      '[{"op": "remove", "path": "/apiVersion"}]',
    ])
      assert.ok(mayBeManifest(text), text);
    for (const text of [
      '{"properties": {"apiVersion": {"const": "v1"}}, "required": ["apiVersion", "kind"]}',
      '{"properties": {"apiVersion": {\n}}}',
      '{"a": "apiVersion"}',
    ])
      assert.ok(!mayBeManifest(text), text);
  });
});
