import { fixIn } from '../../../../core/fixes/fix.ts';
import { scalarText, writeScalar } from '../../../../core/fixes/write-scalar.ts';
import { nameOf } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import { defineRule } from '../../../../core/rules/rule.ts';
import { matches, pathPattern } from '../../../../core/syntax/path-pattern.ts';
import { Metal3DataTemplate } from '../../kinds.ts';

const ADDRESSES = pathPattern('spec.networkData.links.{ethernets,bonds,vlans}[].macAddress.string');

/** Source: getLinkMacAddress of CAPM3; cloud-init compares with the kernel's form, which has colons. */
export const invalidMacAddress = defineRule({
  id: 'invalid-mac-address',
  formerIds: ['unreadable-mac-address'],
  severity: 'error',
  effect: 'stuck',
  by: 'controller',
  on: [Metal3DataTemplate],
  summary: "A link's MAC address is malformed, or is in a form that cloud-init does not match.",

  *check(resource) {
    for (const { node, path } of matches(resource.root, ADDRESSES)) {
      if (node.kind !== 'scalar' || node.text === '' || isPlaceholder(node.text)) continue;
      const digits = node.text.replace(/[^0-9a-fA-F]/g, '').toLowerCase();
      const usual = digits.length === 12 ? digits.replace(/..(?=.)/g, '$&:') : undefined;
      if (/^[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}$/.test(node.text)) continue;
      const isDashed = /^[0-9a-fA-F]{2}([-:][0-9a-fA-F]{2}){5}$/.test(node.text);
      yield {
        resource,
        node,
        path,
        ...(isDashed ? ({ severity: 'warning', effect: 'wrong', by: 'boot' } as const) : {}),
        message: isDashed
          ? `MAC address ${node.text} in ${nameOf(resource)} is written with dashes. cloud-init only matches addresses with colons, so it does not find the interface. Use ${usual}.`
          : `MAC address "${node.text}" in ${nameOf(resource)} is not six pairs of hexadecimal digits. CAPM3 cannot render the network data, so no machine is provisioned. Use the form 52:54:00:12:34:56.`,
        fixes: usual
          ? fixIn(
              `Change to ${usual}`,
              resource,
              // In YAML 1.1, pairs of decimal digits with colons are a number.
              node.style === 'plain'
                ? { span: node.span, newText: /[a-f]/.test(usual) ? usual : scalarText(usual, 'double') }
                : writeScalar(node, usual),
              isDashed,
            )
          : [],
      };
    }
  },
});

/** Returns true for a template, or a placeholder as in documentation: `XX:XX:XX:XX:XX:XX`. */
function isPlaceholder(text: string): boolean {
  return isTemplate(text) || /^[g-z]{2}(:[g-z]{2}){5}$/i.test(text);
}
