import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { JsonValue, StructuralSchema } from '../../../server/src/core/index.ts';
import { splitApiVersion } from '../../../server/src/core/objects/resource.ts';
import { childOf, scalarAt } from '../../../server/src/core/syntax/lookup.ts';
import { manifestFile } from '../../../server/src/core/syntax/manifest-file.ts';
import type { Node } from '../../../server/src/core/syntax/node.ts';
import { jsonValue } from '../../../server/src/core/validation/json-value.ts';
import { bundledSchemas } from '../../../server/src/node/bundled-schemas.ts';
import { mutationsOf } from '../../support/mutations.ts';
import { ajvAccepts, comparableProblems } from '../../support/schema-walk.ts';
import { corpusFiles, sharedIsMissing } from '../../support/shared.ts';

// The schema walk and ajv must agree on every value. Not compared because JSON Schema cannot express them: CEL rules
// and lists of type map. Both use our formats.

const MUTATIONS = 25;
const store = bundledSchemas(join(process.cwd(), 'schemas'));

describe('the schema walk and ajv', { skip: sharedIsMissing }, () => {
  it('agree on every spec of the corpus, and on mutations of each', () => {
    const differences: string[] = [];
    let compared = 0;
    for (const { name, schema, value } of specs())
      for (const each of [value, ...mutationsOf(value, name, MUTATIONS)]) {
        compared++;
        const [ours, theirs] = [comparableProblems(each, schema), ajvAccepts(each, schema)];
        if ((ours.length === 0) !== theirs) differences.push(`${name}: ${ours.join(', ')} ${JSON.stringify(each)}`);
      }
    assert.deepEqual(differences.slice(0, 5), []);
    assert.ok(compared > 5000, `only ${compared} values`);
  });
});

/** Yields the specs of the corpus without templates, for the newest release that serves them. */
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

/** Returns the JSON value without nulls and defaults; undefined for a template. */
function plain(node: Node): JsonValue | undefined {
  try {
    return jsonValue(node, {});
  } catch {
    return undefined;
  }
}
