import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isTemplate } from '../../../server/src/core/objects/template-text.ts';

describe('isTemplate', () => {
  const templates: readonly (readonly [tool: string, ...texts: string[]])[] = [
    ['clusterctl and envsubst', '${NAME}', 'edge-${NAME:=1}', '$NAME', 'http://$HOST_IP/image'],
    ['Helm', '{{ .Values.name }}', 'edge-{{ .Release.Name }}', 'name }}'],
    ['Jinja', '{% if a %}', '{{ ds.meta_data.name }}'],
    ['token replacement in pipelines', '@NAME@', '@@NAME@@', '%NAME%', '%%NAME%%', '__NAME__', '#{NAME}#'],
    ['kustomize', '$(NAME)', 'edge-$(NAME)'],
    ['vals and Argo CD', 'ref+vault://path#key', '<name>', '<path:secret#key>'],
    ['spruce and ytt', '(( grab name ))', '(@= data.values.name @)'],
    ['Chainsaw', '($cluster)', 'edge-($id)', "(join('-', [$a, $b]))", "(env('NAME'))"],
    ['SOPS', 'ENC[AES256_GCM,data:AAAA]'],
    ['placeholders in documentation', 'http://<host>/image', 'CLUSTER_NAME', 'VLAN_1_ID', '...', '…'],
  ];
  for (const [tool, ...texts] of templates)
    it(`is true for ${tool}`, () => {
      for (const text of texts) assert.equal(isTemplate(text), true, text);
    });

  it('is false for names, addresses and versions', () => {
    const texts = ['edge-1', '10.0.0.1', 'v1.33.0', 'fd00::1', '', 'Metal3Cluster', 'ENC', 'ref', 'Retain', 'Always'];
    for (const text of texts) assert.equal(isTemplate(text), false, text);
  });

  it('is false for text that only resembles a template', () => {
    const texts = ['CLUSTER', 'a < b', 'a@b.example', '100%', '__proto__', '(a)', '5$', '%', '@', 'RSA2048', 'A_b'];
    for (const text of texts) assert.equal(isTemplate(text), false, text);
  });
});
