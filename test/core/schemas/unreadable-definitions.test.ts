import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { workspaceOf } from '../../support/check.ts';

const DEFINITION = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: racks.example.com}
spec:
  group: example.com
  names: {kind: Rack, plural: racks, singular: rack, shortNames: [r]}
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      subresources: {status: {}, scale: {specReplicasPath: .spec.count, statusReplicasPath: .status.count}}
      schema:
        openAPIV3Schema:
          type: object
          required: [spec]
          properties:
            spec:
              type: object
              minProperties: 1
              properties:
                row: {type: string, pattern: ^a, minLength: 1, enum: [a1, a2], nullable: true}
                count: {type: integer, format: int32, minimum: 1}
                slots:
                  type: array
                  x-kubernetes-list-type: map
                  x-kubernetes-list-map-keys: [at]
                  items: {type: object, required: [at], properties: {at: {type: integer}}}
                labels: {type: object, additionalProperties: {type: string}}
                one: {type: object, anyOf: [{required: [a]}], not: {required: [b]}, properties: {a: {type: string}, b: {}}}
              x-kubernetes-validations: [{rule: self.count > 0, message: must be positive}]
`;
const OBJECT = `apiVersion: example.com/v1
kind: Rack
metadata: {name: a}
spec:
  row: b
  count: 0
  slots: [{at: 1}, {at: 1}, {}]
  labels: {a: 1}
  one: {c: 1}
  other: 1
`;
const WRONG: readonly unknown[] = ['text', 1, true, null, [], ['text'], [1], {}, { a: 1 }];

type Json = Record<string, unknown>;

/** Yields the definition with each value replaced by each of the wrong ones. */
function* broken(): Generator<string> {
  const whole = parse(DEFINITION) as Json;
  function* at(holder: Json): Generator<string> {
    for (const key of Object.keys(holder)) {
      const value = holder[key];
      for (const wrong of WRONG) {
        holder[key] = wrong;
        yield JSON.stringify(whole);
      }
      holder[key] = value;
      if (typeof value === 'object' && value !== null) yield* at(value as Json);
    }
  }
  yield* at(whole.spec as Json);
}

describe('a definition with a value of the wrong type', () => {
  it('never ends a check with an exception', () => {
    let count = 0;
    for (const definition of broken()) {
      // Throws if a rule does.
      workspaceOf([
        { uri: 'file:///crd.json', text: definition },
        { uri: 'file:///rack.yaml', text: OBJECT },
      ]);
      count++;
    }
    assert.ok(count > 600);
  });

  it('has no findings for a field with an unreadable schema, and all findings for the others', () => {
    const definition = DEFINITION.replace('{type: object, additionalProperties: {type: string}}', 'text');
    const workspace = workspaceOf([
      { uri: 'file:///crd.yaml', text: definition },
      { uri: 'file:///rack.yaml', text: OBJECT },
    ]);
    const paths = workspace.findingsIn('file:///rack.yaml').map(({ path }) => path.join('.'));
    assert.ok(!paths.some((path) => path.startsWith('spec.labels')));
    assert.ok(paths.includes('spec.count'));
    assert.ok(paths.includes('spec.other'));
  });
});
