import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  fileText,
  foldingsIn,
  hintsOf,
  hoverAt,
  linksIn,
  outlineOf,
  placeAt,
  prepareRename,
  referenceCount,
  SchemaValidator,
  selections,
  templateVariables,
} from '../../server/src/core/index.ts';
import { REGISTRY } from '../../server/src/providers/index.ts';
import { SCHEMAS } from '../support/check.ts';
import { PAGES, SNIPPETS, USAGE, WORDS, type Writer, writerOf } from '../support/completion.ts';
import type { FixtureFile } from '../support/fixture.ts';
import { pointAt } from '../support/navigation.ts';
import { corpusFiles, sharedIsMissing } from '../support/shared.ts';

const CHART: FixtureFile = {
  uri: 'file:///chart/templates/cluster.yaml',
  text: `{{- if .Values.enabled }}
{{- range $name, $cluster := .Values.clusters }}
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3Cluster
metadata:
  name: {{ $name }}
  labels:
    {{- include "chart.labels" . | nindent 4 }}
spec:
  controlPlaneEndpoint:
    host: {{ $cluster.host | quote }}
    port: {{ $cluster.port | default 6443 }}
  {{- if $cluster.cloud }}
  cloudProviderEnabled: true
  {{- end }}
{{- end }}
{{- end }}
`,
};

const YTT: FixtureFile = {
  uri: 'file:///ytt/hosts.yaml',
  text: `#@ load("@ytt:data", "data")
#@ for host in data.values.hosts:
---
apiVersion: metal3.io/v1alpha1
kind: BareMetalHost
metadata:
  name: #@ host.name
spec:
  online: #@ host.online
  bmc:
    address: #@ host.bmc
    credentialsName: #@ host.name + "-bmc"
#@ end
`,
};

const PLAYBOOK: FixtureFile = {
  uri: 'file:///templates/hosts.yaml',
  text: `{% for host in hosts %}
---
apiVersion: metal3.io/v1alpha1
kind: BareMetalHost
metadata:
  name: {{ host.name }}
spec:
  online: {{ host.online }}
  bmc:
    address: redfish://{{ host.bmc }}
    credentialsName: {{ host.name }}-bmc
{% endfor %}
`,
};

/** Common placeholders that are replaced before the API server receives the object. */
const FILLED_IN: readonly string[] = [
  '${MAC}',
  '$MAC',
  '$mac',
  '"{{ mac }}"',
  '"@@MAC@@"',
  '"@MAC@"',
  '"%MAC%"',
  '__MAC__',
  '"#{MAC}#"',
  '$(MAC)',
  '<mac>',
  '<path:hosts/one#mac>',
  '(( grab mac ))',
  '(@= data.values.mac @)',
  '($mac)',
  'ref+vault://secret/hosts#/mac',
  'ENC[AES256_GCM,data:abc=,iv:x=,tag:y=,type:str]',
  '!vault |\n    $ANSIBLE_VAULT;1.1;AES256\n    3061',
];

/** Sends all requests of an editor at many positions of a file. Any exception is a failure. */
function askAll(writer: Writer, { uri, text }: FixtureFile): number {
  const { workspace } = writer;
  const file = workspace.files.get(uri);
  assert.ok(file);
  const schemas = new SchemaValidator(SCHEMAS, {}, REGISTRY.validation);
  const asks = {
    schemas,
    usage: USAGE,
    snippets: SNIPPETS,
    workspace,
    descriptions: WORDS,
    rules: REGISTRY.rules,
    pages: PAGES,
  };
  for (const document of file.documents) {
    foldingsIn(document);
    for (const resource of workspace.resourcesIn(document)) {
      outlineOf(resource, true);
      referenceCount(resource, workspace.referrersTo(resource));
      hintsOf(resource, workspace);
    }
  }
  linksIn(file, workspace);
  templateVariables(text);
  let answers = 0;
  const step = Math.max(1, Math.floor(text.length / 40));
  for (let place = 0; place <= text.length; place += step) {
    const { index, offset } = placeAt(file, place);
    const document = file.documents[index];
    if (hoverAt(file, index, offset, asks)) answers++;
    answers += writer.at(uri, place).length > 0 ? 1 : 0;
    if (document) selections(document, offset);
    prepareRename(pointAt(workspace, uri, place), workspace);
  }
  assert.equal(fileText(file), text);
  return answers;
}

describe('template files', () => {
  it('contain unknown values', () => {
    for (const value of FILLED_IN) {
      const text = `apiVersion: metal3.io/v1alpha1
kind: BareMetalHost
metadata:
  name: ${value.startsWith('!') ? 'host' : value}
spec:
  online: ${value}
  bootMACAddress: ${value}
  bmc:
    address: ${value.startsWith('!') ? 'ipmi://10.0.0.1' : value}
    credentialsName: bmc
sops:
  version: 3.8.1
`;
      const { workspace } = writerOf([{ uri: 'file:///host.yaml', text }], {}, REGISTRY.rules);
      assert.deepEqual(
        workspace.findingsIn('file:///host.yaml').map(({ message }) => message),
        [],
        value,
      );
    }
  });

  it('have no findings, and support every request', () => {
    for (const file of [CHART, PLAYBOOK, YTT]) {
      const writer = writerOf([file], {}, REGISTRY.rules);
      assert.deepEqual(writer.workspace.findingsIn(file.uri), []);
      assert.ok(askAll(writer, file) > 0, file.uri);
    }
  });

  it('support every request: real files', { skip: sharedIsMissing }, (test) => {
    const rendered = corpusFiles().filter(({ text }) => /\{\{|\{%|\$\{/.test(text));
    let answers = 0;
    for (const file of rendered) answers += askAll(writerOf([file]), file);
    test.diagnostic(`${rendered.length} files, ${answers} answers`);
    assert.ok(rendered.length > 100, String(rendered.length));
  });
});
