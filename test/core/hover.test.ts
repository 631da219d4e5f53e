import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { hoverOf } from '../support/completion.ts';

const EXAMPLE = readFileSync('examples/correct/cluster.yaml', 'utf8');

/** What is shown where `text` begins, or at a mark in it. */
function shown(text: string): { text: string; markdown: string } {
  const plain = text.replace('█', '');
  assert.ok(EXAMPLE.includes(plain), plain);
  const hover = hoverOf(EXAMPLE.replace(plain, text.includes('█') ? text : `█${text}`));
  assert.ok(hover, text);
  return hover;
}

function assertShows(text: string, ...parts: readonly RegExp[]): void {
  const { markdown } = shown(text);
  for (const part of parts) assert.match(markdown, part);
}

describe('a hover', () => {
  it('of a field tells its path, type, use and releases', () => {
    assertShows('dataStoreName: default', /`spec\.dataStoreName` · string/);
    assertShows('cloudProviderEnabled: false', /`spec\.cloudProviderEnabled` · boolean/, /CAPM3/);
    assertShows('prefix: 24\n---', /`spec\.prefix` · integer/, /At most 128|0 to 128/);
    assertShows('namePrefix: test1-prov', /required of `spec`/);
    assertShows('namespace: metal3', /namespace the object lives in/);
  });

  it('of a kind tells what it is and who serves it', () => {
    assertShows(
      'kind: █Metal3Cluster\nmetadata',
      /\*\*Metal3Cluster\*\* `infrastructure\.cluster\.x-k8s\.io\/v1beta1`/,
      /CAPM3 serves it/,
    );
  });

  it('of a field that must agree tells with what, and whether it does', () => {
    assertShows(
      'host: 172.18.255.200',
      /✓ Agrees with KamajiControlPlane "capi-quickstart-metal3": `172\.18\.255\.200`/,
    );
    assertShows('serviceAddress: █172.18.255.200', /✓ Agrees with Metal3Cluster "test1"/);
    const wrong = hoverOf(EXAMPLE.replace('host: 172.18.255.200', 'ho█st: 172.18.255.201'));
    assert.match(wrong?.markdown ?? '', /✗ Does not agree with KamajiControlPlane/);
  });

  it('of a reference tells of the object that it names', () => {
    assertShows(
      'name: █capi-quickstart-metal3\n  infra',
      /\*\*KamajiControlPlane "capi-quickstart-metal3"\*\*/,
      /version: `1\.27\.1`/,
      /published at `172/,
    );
    assertShows(
      'ipAddressFromIPPool: █externalv4-pool',
      /IPPool "externalv4-pool"/,
      /192\.168\.111\.100–192\.168\.111\.200` \(101 addresses\)/,
    );
    const missing = hoverOf(EXAMPLE.replace('ipAddressFromIPPool: externalv4-pool', 'ipAddressFromIPPool: █nowhere'));
    assert.match(missing?.markdown ?? '', /No IPPool "nowhere" is in the manifests at hand/);
  });

  it('of a name within the object tells where it is given', () => {
    assertShows('link: █enp2s0', /The link at `spec\.networkData\.links\.ethernets\[1\]`/);
    assertShows('id: █enp2s0', /Used at `spec\.networkData\.networks\.ipv4\[0\]\.link`/);
  });

  it('of an object’s name tells who refers to it', () => {
    assertShows(
      'name: █provisioning-pool\n  namespace',
      /Referred to by/,
      /Metal3DataTemplate "test1-workers-template", `spec\.metaData\.ipAddressesFromIPPool\[0\]\.name`/,
    );
    assertShows(
      'name: █test1\n  namespace: metal3\nspec:\n  clusterNetwork',
      /MachineDeployment "test1", `spec\.clusterName`/,
    );
  });

  it('of a key of the metadata tells where it comes from', () => {
    const { text, markdown } = shown('{{ ds.meta_data.prov█isioningIP }}');
    assert.equal(text, 'provisioningIP');
    assert.match(
      markdown,
      /Holds an address of IPPool "provisioning-pool".*From Metal3DataTemplate "test1-workers-template"/,
    );
    assertShows('ds.meta_data.uu█id', /uid of the BareMetalHost/);
  });

  it('of an address tells who hands it out, and who else has it', () => {
    assertShows('- █10.96.0.0/12', /10\.96\.0\.0–10\.111\.255\.255`, 1048576 addresses/);
    assertShows('start: █172.22.0.100', /handed out by IPPool "provisioning-pool"/);
    assertShows('serviceAddress: █172.18.255.200', /also Metal3Cluster "test1", `spec\.controlPlaneEndpoint\.host`/);
  });

  it('of a rule in a comment tells what it is about', () => {
    const hover = hoverOf(
      EXAMPLE.replace(
        '  cloudProviderEnabled',
        '  # kamaji-metal3: ignore endpoint-host█-mismatch\n  cloudProviderEnabled',
      ),
    );
    assert.equal(hover?.text, 'endpoint-host-mismatch');
    const { markdown = '' } = hover ?? {};
    assert.match(markdown, /\*\*endpoint-host-mismatch\*\* · error\n\n.*expects the API server at another host/);
    // Not the summary alone, and nothing of the examples.
    assert.match(markdown, /asks again for ever while they differ/);
    assert.doesNotMatch(markdown, /apiVersion|^#/m);
  });

  it('is none where nothing is known', () => {
    assert.equal(hoverOf('apiVersion: v1\nkind: Secret\nmetadata:\n  na█me: x\n'), undefined);
    assert.equal(hoverOf('services:\n  we█b: {}\n'), undefined);
    assert.equal(hoverOf('# a comm█ent\n'), undefined);
  });
});
