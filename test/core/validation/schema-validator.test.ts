import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { manifestFile, type Resource, resourceOf, SchemaValidator } from '../../../server/src/core/index.ts';
import { REGISTRY } from '../../../server/src/providers/index.ts';
import { SCHEMAS } from '../../support/check.ts';

const CAPI = 'cluster-api';
const URI = 'file:///main.yaml';

/** CAPM3 requires `apiGroup` of the item in its newest releases only. */
const TEMPLATE = `apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3DataTemplate
metadata: {name: a}
spec:
  clusterName: a
  metaData:
    ipAddressesFromIPPool:
    - {key: a, name: a, kind: IPPool}
`;

function object(kind: string, version: string, spec = '{}'): Resource {
  return parse(`apiVersion: cluster.x-k8s.io/${version}\nkind: ${kind}\nmetadata: {name: a}\nspec: ${spec}\n`);
}

function parse(text: string): Resource {
  const [document] = manifestFile(URI, text).documents;
  const resource = document && resourceOf(URI, document, REGISTRY.model);
  assert.ok(resource);
  return resource;
}

/** Returns the releases that serve a version of Cluster, newest first. The same releases serve the other kinds here. */
function serving(version: string): readonly string[] {
  return SCHEMAS.releasesServing('cluster.x-k8s.io', 'Cluster', version).toReversed();
}

const all = SCHEMAS.providers.find(({ name }) => name === CAPI)?.releases.toReversed() ?? [];

describe('the releases for validation', () => {
  const validator = new SchemaValidator(SCHEMAS, {}, REGISTRY.validation);
  const releases = (...objects: readonly Resource[]) => validator.applicableReleases(CAPI, URI, objects);

  it('the test has versions that some releases serve together, and versions that none does', () => {
    const [oldest, middle, newest] = ['v1alpha4', 'v1beta1', 'v1beta2'].map(serving) as [string[], string[], string[]];
    assert.ok(middle.some((release) => oldest.includes(release)) && middle.some((release) => newest.includes(release)));
    assert.ok(!oldest.some((release) => newest.includes(release)));
  });

  it('are all releases without objects', () => assert.deepEqual(releases(), all));

  it('are the releases that serve an object', () =>
    assert.deepEqual(releases(object('Cluster', 'v1alpha4')), serving('v1alpha4')));

  it('are the releases that serve all objects', () => {
    const found = releases(object('Cluster', 'v1beta1'), object('MachineDeployment', 'v1beta2'));
    assert.deepEqual(found, serving('v1beta2'));
  });

  it('are all releases if no release serves the objects together', () =>
    assert.deepEqual(releases(object('Cluster', 'v1alpha4'), object('MachineDeployment', 'v1beta2')), all));

  it('do not depend on objects whose version is a template or unknown', () => {
    const cluster = object('Cluster', 'v1alpha4');
    assert.deepEqual(releases(cluster, object('MachineDeployment', '${VERSION}')), serving('v1alpha4'));
    assert.deepEqual(releases(cluster, object('MachineDeployment', 'v9')), serving('v1alpha4'));
  });

  it('are the target release, regardless of the objects', () => {
    const [target = ''] = serving('v1beta2');
    const targeted = new SchemaValidator(SCHEMAS, { [CAPI]: target }, REGISTRY.validation);
    assert.deepEqual(targeted.applicableReleases(CAPI, URI, [object('Cluster', 'v1alpha4')]), [target]);
  });

  it('are empty for an unknown provider', () =>
    assert.deepEqual(validator.applicableReleases('no-such-provider', URI, [object('Cluster', 'v1beta1')]), []));
});

describe('SchemaValidator.validate', () => {
  const validator = new SchemaValidator(SCHEMAS, {}, REGISTRY.validation);
  const wrong = object('Cluster', 'v1alpha4', '{paused: 5}');
  const codes = (joined: readonly Resource[]) =>
    validator.validate(wrong, () => joined).map(({ problem }) => problem.code);

  it('reports the same if an object that it is connected to shares no release with it', () => {
    assert.deepEqual(codes([]), ['wrong-type']);
    assert.deepEqual(codes([object('MachineDeployment', 'v1beta2')]), ['wrong-type']);
  });

  it('reports what the newest release rejects, with the first release that does', () => {
    const [violation, ...others] = validator.validate(parse(TEMPLATE));
    assert.deepEqual(others, []);
    assert.equal(violation?.problem.code, 'required-field');
    const [range] = violation.releases;
    const serving = SCHEMAS.releasesServing('infrastructure.cluster.x-k8s.io', 'Metal3DataTemplate', 'v1beta1');
    assert.ok(range?.from && serving.indexOf(range.from) > 0, range?.from);
    // The previous release accepts it.
    const before = serving[serving.indexOf(range.from) - 1] ?? '';
    assert.deepEqual(
      new SchemaValidator(SCHEMAS, { [range.provider]: before }, REGISTRY.validation).validate(parse(TEMPLATE)),
      [],
    );
    assert.equal(
      new SchemaValidator(SCHEMAS, { [range.provider]: range.from }, REGISTRY.validation).validate(parse(TEMPLATE))
        .length,
      1,
    );
  });

  it('does not report what only releases reject that do not serve a connected object', () => {
    const older = parse(
      'apiVersion: infrastructure.cluster.x-k8s.io/v1alpha5\nkind: Metal3Cluster\nmetadata: {name: a}\n',
    );
    assert.deepEqual(
      validator.validate(parse(TEMPLATE), () => [older]),
      [],
    );
  });

  it('does not report anything for a kind without a schema or a version that is a template', () => {
    assert.deepEqual(validator.validate(object('NoSuchKind', 'v1beta1', '{paused: 5}')), []);
    assert.deepEqual(validator.validate(object('Cluster', '${VERSION}', '{paused: 5}')), []);
  });
});
