import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SCHEMAS } from '../support/check.ts';
import { hoverOf } from '../support/completion.ts';

/** Checks that the hover at the cursor of a manifest has each of the parts. */
function assertShows(manifest: string, ...parts: readonly RegExp[]): void {
  const hover = hoverOf(manifest);
  assert.ok(hover, manifest);
  for (const part of parts) assert.match(hover.markdown, part);
}

describe('a hover', () => {
  it('of a value in quotes shows the same as without quotes', () => {
    for (const quote of ['"', "'"])
      assertShows(
        `apiVersion: ipam.metal3.io/v1alpha1
kind: IPPool
metadata:
  name: ${quote}ed█ge${quote}
`,
        /^\*\*IPPool "edge"\*\*/,
      );
  });

  it('of a field shows its path, type, description and releases', () => {
    assertShows(
      `apiVersion: controlplane.cluster.x-k8s.io/v1alpha1
kind: KamajiControlPlane
spec:
  █dataStoreName: default
`,
      /`spec\.dataStoreName` · string/,
    );
    assertShows(
      `apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3Cluster
spec:
  █cloudProviderEnabled: false
`,
      /`spec\.cloudProviderEnabled` · boolean/,
      /CAPM3/,
    );
    assertShows(
      `apiVersion: ipam.metal3.io/v1alpha1
kind: IPPool
spec:
  █prefix: 24
`,
      /`spec\.prefix` · integer/,
      /At most 128|0 to 128/,
    );
    assertShows(
      `apiVersion: ipam.metal3.io/v1alpha1
kind: IPPool
spec:
  █namePrefix: edge
`,
      /required in `spec`/,
    );
    assertShows(
      `apiVersion: ipam.metal3.io/v1alpha1
kind: IPPool
metadata:
  █namespace: metal3
`,
      /namespace the object lives in/,
    );
  });

  it('of a kind shows its description and the releases that serve it', () => {
    assertShows(
      `apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: █Metal3Cluster
`,
      /\*\*Metal3Cluster\*\* `infrastructure\.cluster\.x-k8s\.io\/v1beta1`/,
      /Served by CAPM3/,
    );
  });

  it('of a field that must match another shows whether it does', () => {
    const cluster = `apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata: {name: edge}
spec:
  controlPlaneRef:
    {apiVersion: controlplane.cluster.x-k8s.io/v1alpha1, kind: KamajiControlPlane, name: edge}
  infrastructureRef:
    {apiVersion: infrastructure.cluster.x-k8s.io/v1beta1, kind: Metal3Cluster, name: edge}
`;
    const endpoint = (field: string) => `---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3Cluster
metadata: {name: edge}
spec:
  controlPlaneEndpoint:
    ${field}
    port: 6443
`;
    const published = (field: string) => `---
apiVersion: controlplane.cluster.x-k8s.io/v1alpha1
kind: KamajiControlPlane
metadata: {name: edge}
spec:
  network:
    serviceType: LoadBalancer
    ${field}
  replicas: 2
  version: 1.31.0
`;
    assertShows(
      cluster + endpoint('█host: 192.0.2.10') + published('serviceAddress: 192.0.2.10'),
      /✓ Matches KamajiControlPlane "edge": `192\.0\.2\.10`/,
    );
    assertShows(
      cluster + endpoint('host: 192.0.2.10') + published('serviceAddress: █192.0.2.10'),
      /✓ Matches Metal3Cluster "edge"/,
      /also Metal3Cluster "edge", `spec\.controlPlaneEndpoint\.host`/,
    );
    assertShows(
      cluster + endpoint('ho█st: 192.0.2.11') + published('serviceAddress: 192.0.2.10'),
      /✗ Does not match KamajiControlPlane/,
    );
  });

  it('of a reference describes its target', () => {
    assertShows(
      `apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata: {name: edge}
spec:
  controlPlaneRef:
    apiVersion: controlplane.cluster.x-k8s.io/v1alpha1
    kind: KamajiControlPlane
    name: █edge-api
---
apiVersion: controlplane.cluster.x-k8s.io/v1alpha1
kind: KamajiControlPlane
metadata: {name: edge-api}
spec:
  version: 1.31.0
  network: {serviceType: LoadBalancer, serviceAddress: 192.0.2.10}
`,
      /\*\*KamajiControlPlane "edge-api"\*\*/,
      /version: `1\.31\.0`/,
      /published at `192/,
    );
    const template = (pool: string) => `apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3DataTemplate
metadata: {name: workers}
spec:
  clusterName: edge
  networkData:
    networks:
      ipv4:
      - id: nodes
        link: eno1
        ipAddressFromIPPool: ${pool}
---
apiVersion: ipam.metal3.io/v1alpha1
kind: IPPool
metadata: {name: nodes}
spec:
  namePrefix: nodes
  pools: [{start: 192.0.2.100, end: 192.0.2.200}]
`;
    assertShows(template('█nodes'), /IPPool "nodes"/, /192\.0\.2\.100–192\.0\.2\.200` \(101 addresses\)/);
    assertShows(template('█nowhere'), /No IPPool "nowhere" is in the workspace/);
  });

  it('of a name within the object shows where it is defined', () => {
    const template = (id: string, link: string) => `apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3DataTemplate
metadata: {name: workers}
spec:
  networkData:
    links:
      ethernets:
      - id: eno1
      - id: ${id}
    networks:
      ipv4:
      - id: nodes
        link: ${link}
`;
    assertShows(template('eno2', '█eno2'), /Refers to the link at `spec\.networkData\.links\.ethernets\[1\]`/);
    assertShows(template('█eno2', 'eno2'), /Referenced at `spec\.networkData\.networks\.ipv4\[0\]\.link`/);
  });

  it('of an object’s name lists the references to it', () => {
    assertShows(
      `apiVersion: ipam.metal3.io/v1alpha1
kind: IPPool
metadata:
  name: █provisioning
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3DataTemplate
metadata: {name: workers}
spec:
  metaData:
    ipAddressesFromIPPool:
    - {key: address, name: provisioning}
`,
      /Referenced by/,
      /Metal3DataTemplate "workers", `spec\.metaData\.ipAddressesFromIPPool\[0\]\.name`/,
    );
    assertShows(
      `apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata:
  name: █edge
---
apiVersion: cluster.x-k8s.io/v1beta1
kind: MachineDeployment
metadata: {name: workers}
spec:
  clusterName: edge
`,
      /MachineDeployment "workers", `spec\.clusterName`/,
    );
  });

  it('of a metadata key shows its source', () => {
    const bootstrap = (expression: string) => `apiVersion: cluster.x-k8s.io/v1beta1
kind: MachineDeployment
metadata: {name: workers}
spec:
  clusterName: edge
  template:
    spec:
      bootstrap:
        configRef:
          {apiVersion: bootstrap.cluster.x-k8s.io/v1beta1, kind: KubeadmConfigTemplate, name: workers}
      infrastructureRef:
        {apiVersion: infrastructure.cluster.x-k8s.io/v1beta1, kind: Metal3MachineTemplate, name: workers}
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3MachineTemplate
metadata: {name: workers}
spec: {template: {spec: {dataTemplate: {name: workers}}}}
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3DataTemplate
metadata: {name: workers}
spec:
  clusterName: edge
  metaData:
    ipAddressesFromIPPool:
    - {key: address, name: provisioning}
---
apiVersion: bootstrap.cluster.x-k8s.io/v1beta1
kind: KubeadmConfigTemplate
metadata: {name: workers}
spec:
  template:
    spec:
      preKubeadmCommands:
      - echo ${expression}
`;
    const hover = hoverOf(bootstrap('{{ ds.meta_data.addr█ess }}'));
    assert.equal(hover?.text, 'address');
    assert.match(hover?.markdown ?? '', /Holds an address of IPPool "provisioning".*From Metal3DataTemplate "workers"/);
    assertShows(bootstrap('{{ ds.meta_data.uu█id }}'), /uid of the BareMetalHost/);
  });

  it('of an address shows its pool, and the size of its network', () => {
    assertShows(
      `apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
spec:
  clusterNetwork:
    services:
      cidrBlocks:
      - █10.96.0.0/12
`,
      /10\.96\.0\.0–10\.111\.255\.255`, 1048576 addresses/,
    );
    assertShows(
      `apiVersion: ipam.metal3.io/v1alpha1
kind: IPPool
metadata: {name: provisioning}
spec:
  pools:
  - start: █192.0.2.100
    end: 192.0.2.200
`,
      /in IPPool "provisioning"/,
    );
  });

  it('of a rule in a comment shows its page', () => {
    const hover = hoverOf(`apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3Cluster
spec:
  # kamaji-metal3: ignore endpoint-host█-mismatch
  cloudProviderEnabled: false
`);
    assert.equal(hover?.text, 'endpoint-host-mismatch');
    const { markdown = '' } = hover ?? {};
    assert.match(markdown, /\*\*endpoint-host-mismatch\*\* · error\n\n.*have different endpoint hosts/);
    // More than the summary, but without the examples.
    assert.match(markdown, /While they differ, it retries indefinitely/);
    assert.doesNotMatch(markdown, /apiVersion|^#/m);
  });

  it('of a field or a kind links to its type in the API reference of the release', () => {
    const link = (manifest: string, targets = {}) =>
      /\[API reference: .*\)$/m.exec(hoverOf(manifest, targets)?.markdown ?? '')?.[0];
    const field =
      'apiVersion: infrastructure.cluster.x-k8s.io/v1beta1\nkind: Metal3Cluster\nspec:\n  control█PlaneEndpoint: {}\n';
    assert.equal(
      link(field, { 'cluster-api-provider-metal3': 'v1.10' })?.replace(/v1\.10\.\d+/g, 'v1.10.x'),
      '[API reference: Metal3ClusterSpec, CAPM3 v1.10.x](https://pkg.go.dev/github.com/metal3-io/cluster-api-provider-metal3/api@v1.10.x/v1beta1#Metal3ClusterSpec)',
    );
    assert.match(
      link(field.replace('█', '').replace('Metal3Cluster\n', 'Metal3█Cluster\n')) ?? '',
      /: Metal3Cluster, CAPM3 v1\.13\..*#Metal3Cluster\)$/,
    );
    assert.equal(
      link('apiVersion: infrastructure.cluster.x-k8s.io/v1beta1\nkind: Metal3Cluster\nmetadata:\n  na█me: x\n'),
      undefined,
    );
    assert.equal(link(field.replace('control█PlaneEndpoint', 'other█')), undefined);
    // Packages move between releases.
    const pool = 'apiVersion: cluster.x-k8s.io/v1beta1\nkind: MachinePool\nspec:\n  re█plicas: 1\n';
    assert.match(link(pool, { 'cluster-api': 'v1.9' }) ?? '', /\/cluster-api@v1\.9\.\d+\/exp\/api\/v1beta1#/);
    assert.match(link(pool, { 'cluster-api': 'v1.11' }) ?? '', /\/cluster-api@v1\.11\.\d+\/api\/core\/v1beta1#/);
    assert.match(link(pool, { 'cluster-api': 'v1.14' }) ?? '', /\/cluster-api\/api@v1\.14\.\d+\/core\/v1beta1#/);
    // The newest state is not a release: the link is for the newest one before it.
    const store = 'apiVersion: kamaji.clastix.io/v1alpha1\nkind: DataStore\nspec:\n  dri█ver: etcd\n';
    assert.match(
      link(store) ?? '',
      /DataStoreSpec, Kamaji \S+-edge\]\(https:\/\/github\.com\/.*\/datastore_types\.go\)$/,
    );
    assert.match(link(store, { kamaji: 'v1.0' }) ?? '', /clastix\/kamaji@v1\.0\.\d+\/api\/v1alpha1#DataStoreSpec\)$/);
  });

  it('links the API reference of every kind, except the test infrastructure of Cluster API', () => {
    for (const { group, kind, provider, served } of SCHEMAS.kinds) {
      if (provider === 'cluster-api' && group === 'infrastructure.cluster.x-k8s.io') continue;
      for (const version of Object.keys(served))
        assertShows(
          `apiVersion: ${group}/${version}\nkind: ${kind.slice(0, 2)}█${kind.slice(2)}\n`,
          new RegExp(
            `\\[API reference: ${kind}, .*\\]\\(https://\\S+/${version}(#${kind}|/${kind.toLowerCase()}_types\\.go)\\)`,
          ),
        );
    }
  });

  it('is empty for unknown fields', () => {
    assert.equal(hoverOf('apiVersion: v1\nkind: Secret\nmetadata:\n  na█me: x\n'), undefined);
    assert.equal(hoverOf('services:\n  we█b: {}\n'), undefined);
    assert.equal(hoverOf('# a comm█ent\n'), undefined);
  });
});
