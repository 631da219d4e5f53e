import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { defineRule, type Report } from '../../../../core/rules/rule.ts';
import { otherRendererOf } from '../../cloud-init.ts';
import { BOOTSTRAP_KINDS, isIgnition, type MetadataUse, renderedTexts } from '../../metadata-uses.ts';

/**
 * Source: Cluster API, which marks cloud-config as a Jinja template and passes on Ignition unchanged. Packet v0.9.0,
 * pkg/cloud/packet/client.go; BYOH v0.5.0, agent/cloudinit/template_parser.go; Nutanix v1.8.0 to v1.10.3,
 * controllers/nutanixmachine_controller.go.
 */
export const unrenderedExpression = defineRule({
  id: 'unrendered-expression',
  severity: 'warning',
  effect: 'wrong',
  by: 'boot',
  on: BOOTSTRAP_KINDS,
  summary: 'A cloud-init expression in bootstrap data that cloud-init does not render.',

  *check(config, view) {
    const uses = renderedTexts(config).flatMap((text) => text.uses);
    if (uses.length === 0) return;
    const renderer = isIgnition(config) ? 'Ignition' : otherRendererOf(config, view);
    if (!renderer) return;
    for (const use of uses) {
      const problem = PROBLEMS[renderer](use, config);
      if (problem) yield { ...place(config, use), ...problem };
    }
  },
});

type Problem = Pick<Report, 'message' | 'effect' | 'by'> | undefined;

const PROBLEMS: Readonly<
  Record<'Ignition' | 'Packet' | 'BYOH' | 'Nutanix', (use: MetadataUse, config: Resource) => Problem>
> = {
  Ignition: ({ key }, config) => ({
    message: `Ignition does not render ds.meta_data.${key} in ${nameOf(config)}. The machine receives it as literal text. Read the value at boot, from meta_data.json on the config drive.`,
  }),
  Packet: ({ key }, config) => ({
    message: `The Packet provider renders the bootstrap data of ${nameOf(config)} as a Go template, which has no ds.meta_data.${key}. It never creates the machine. Write {{ \`{{ … }}\` }} around the expression.`,
    effect: 'stuck',
    by: 'controller',
  }),
  BYOH: ({ key }, config) => ({
    message: `The agent of BYOH renders the files of ${nameOf(config)} as Go templates, which have no ds.meta_data.${key}. The host never joins the cluster. BYOH provides {{ .DefaultNetworkInterfaceName }} only.`,
    effect: 'stuck',
  }),
  Nutanix: ({ key }, config) =>
    key === 'hostname'
      ? undefined
      : {
          message: `The Nutanix provider v1.8 and later replaces only {{ ds.meta_data.hostname }}. The machines of ${nameOf(config)} receive ds.meta_data.${key} as literal text.`,
        },
};

function place(resource: Resource, { key, span, path }: MetadataUse): Pick<Report, 'resource' | 'node' | 'path'> {
  return { resource, node: { kind: 'scalar', style: 'plain', text: key, span }, path };
}
