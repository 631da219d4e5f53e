import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Ajv } from 'ajv';
import type { JsonValue, StructuralSchema } from '../../../server/src/core/index.ts';
import { splitApiVersion } from '../../../server/src/core/objects/resource.ts';
import { jsonSchemaOf } from '../../../server/src/core/schemas/json-schema.ts';
import { childOf, scalarAt } from '../../../server/src/core/syntax/lookup.ts';
import { manifestFile } from '../../../server/src/core/syntax/manifest-file.ts';
import type { Node } from '../../../server/src/core/syntax/node.ts';
import { parseDocument } from '../../../server/src/core/syntax/parse-document.ts';
import { Expressions } from '../../../server/src/core/validation/expressions.ts';
import { formatProblem, isCheckedFormat } from '../../../server/src/core/validation/formats.ts';
import { jsonValue } from '../../../server/src/core/validation/json-value.ts';
import type { Walk } from '../../../server/src/core/validation/problem.ts';
import { validateValue } from '../../../server/src/core/validation/validate-value.ts';
import { bundledSchemas } from '../../../server/src/node/bundled-schemas.ts';
import { mutationsOf } from '../../support/mutations.ts';
import { corpusFiles, sharedIsMissing } from '../../support/shared.ts';

// The walk along a schema and ajv, which knows nothing of ours, must say the same of the same value: right or wrong.
// Not compared, since JSON Schema has no words for them: rules in CEL, lists that are maps. Formats are ours in both.

const MUTATIONS = 25;
const store = bundledSchemas(join(process.cwd(), 'schemas'));
const expressions = new Expressions();

describe('the walk and ajv', { skip: sharedIsMissing }, () => {
  it('agree on every spec of the corpus, and on mutations of each', () => {
    const differences: string[] = [];
    let compared = 0;
    for (const { name, schema, value } of specs())
      for (const each of [value, ...mutationsOf(value, name, MUTATIONS)]) {
        compared++;
        const [ours, theirs] = [walk(each, schema), ajvOf(schema)(each)];
        if ((ours.length === 0) !== theirs) differences.push(`${name}: ${ours.join(', ')} ${JSON.stringify(each)}`);
      }
    assert.deepEqual(differences.slice(0, 5), []);
    assert.ok(compared > 5000, `only ${compared} values`);
  });
});

/** The specs of the corpus that hold no templates, by the newest release that serves them. */
function* specs(): Generator<{ name: string; schema: StructuralSchema; value: JsonValue }> {
  for (const file of corpusFiles())
    for (const document of manifestFile(file.uri, file.text).documents) {
      const { root, problems } = document.parsed;
      const spec = childOf(root, 'spec');
      if (problems.length > 0 || !spec || !root) continue;
      const { group, version } = splitApiVersion(scalarAt(root, ['apiVersion'])?.text ?? '');
      const kind = scalarAt(root, ['kind'])?.text ?? '';
      const release = store.releasesServing(group, kind, version).at(-1);
      const schema = release && store.version(group, kind, version, release)?.schema.properties?.spec;
      const value = plain(spec);
      if (schema && value !== undefined) yield { name: file.name, schema, value };
    }
}

/** As JSON, nulls left out and nothing filled in; undefined where a template stands. */
function plain(node: Node): JsonValue | undefined {
  try {
    return jsonValue(node, {});
  } catch {
    return undefined;
  }
}

function walk(value: JsonValue, schema: StructuralSchema): readonly string[] {
  const { root } = parseDocument(JSON.stringify(value));
  const state: Walk = { problems: [], expressions };
  if (root) validateValue(root, schema, { span: root.span }, state);
  const isListMap = (code: string, detail: string) => code === 'duplicate-item' && detail.startsWith('has the same');
  return state.problems
    .filter(({ code, detail }) => !isListMap(code, detail))
    .map(({ code, path }) => `${code} ${path.join('.')}`);
}

/** The API server takes a list for a text with a format that it checks; nobody should be told so by a JSON Schema. */
function withLists(_key: string, value: { readonly type?: unknown; readonly format?: unknown } | undefined) {
  const { type, format } = value ?? {};
  const isFormatted = type !== undefined && typeof format === 'string' && isCheckedFormat(format);
  return isFormatted ? { ...value, type: [type, 'array'].flat() } : value;
}

const validators = new Map<StructuralSchema, (value: JsonValue) => boolean>();

function ajvOf(schema: StructuralSchema): (value: JsonValue) => boolean {
  const known = validators.get(schema);
  if (known) return known;
  const ajv = new Ajv({ strict: false, unicodeRegExp: false });
  for (const format of ['date-time', 'byte', 'uri'])
    ajv.addFormat(format, (text: string) => formatProblem(text, format) === undefined);
  ajv.addFormat('int32', { type: 'number', validate: (value) => Math.abs(value + 0.5) <= 2 ** 31 });
  ajv.addFormat('int64', { type: 'number', validate: (value) => Math.abs(value) <= 2 ** 63 });
  for (const format of ['double', 'float']) ajv.addFormat(format, true);
  const validate = ajv.compile(JSON.parse(JSON.stringify(jsonSchemaOf(schema)), withLists));
  const answer = (value: JsonValue) => validate(value);
  validators.set(schema, answer);
  return answer;
}
