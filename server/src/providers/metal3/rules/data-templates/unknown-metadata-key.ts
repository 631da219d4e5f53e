import type { Fix } from '../../../../core/findings/finding.ts';
import { fixIn } from '../../../../core/fixes/fix.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import { defineRule, placeOf, type Report } from '../../../../core/rules/rule.ts';
import { BOOTSTRAP_KINDS, isIgnition, type MetadataUse, renderedTexts } from '../../../kubeadm/metadata-uses.ts';
import { bootPathsOf } from '../../boot-paths.ts';
import { explainMissingKey, isSameKey, type KnownPath, knownPath } from '../../missing-metadata-key.ts';

/**
 * Source: renderMetaData of CAPM3 and getConfigDrive of the Bare Metal Operator for the keys; the templater of cloud-init
 * for unknown keys. Skips machines whose data template or metadata is not in the workspace, and keys that the text itself
 * tests or provides a default for.
 */
export const unknownMetadataKey = defineRule({
  id: 'unknown-metadata-key',
  severity: 'warning',
  effect: 'wrong',
  by: 'boot',
  on: BOOTSTRAP_KINDS,
  summary: 'Bootstrap data reads a metadata key that the machines do not have.',

  *check(config, view) {
    if (isIgnition(config)) return;
    let paths: readonly KnownPath[] | undefined;
    for (const { uses, node, path } of renderedTexts(config))
      for (const use of uses) {
        if (use.guarded || use.subtracts || isTemplate(use.key)) continue;
        paths ??= bootPathsOf(config, view).flatMap(knownPath);
        const pathWithoutKey = paths.find(({ known }) => !known.has(use.key));
        if (pathWithoutKey && !isInComment(config, use)) yield reportOf(config, { ...use, node, path }, pathWithoutKey);
      }
  },
});

/** Returns true in a comment of a script, where a missing key has no effect. */
function isInComment({ document: { text } }: Resource, use: MetadataUse): boolean {
  return /^\s*#/.test(text.slice(text.lastIndexOf('\n', use.span.start) + 1, use.span.start));
}

function reportOf(config: Resource, use: MetadataUse, pathWithoutKey: KnownPath): Report {
  const { dataTemplate, machines, machineTemplate } = pathWithoutKey;
  const { cause, remedy, names } = explainMissingKey(use.key, pathWithoutKey);
  const outcome = outcomeAt(use);
  const about = dataTemplate ?? machineTemplate;
  return {
    resource: config,
    node: { kind: 'scalar', style: 'plain', text: use.key, span: use.span },
    path: use.path,
    message: `Unknown metadata key "${use.key}": machines of ${nameOf(machines)} do not have it${cause}. ${outcome}. ${remedy}`,
    related: [{ place: placeOf(about, about.nameNode ?? about.root), message: `${nameOf(about)} is defined here.` }],
    fixes: names.flatMap((name) =>
      useInstead(
        config,
        use,
        name,
        isSameKey(name, use.key) && names.filter((each) => isSameKey(each, use.key)).length === 1,
      ),
    ),
  };
}

function outcomeAt({ key, path }: MetadataUse): string {
  const written = `CI_MISSING_JINJA_VAR/${key}`;
  if (!path.includes('nodeRegistration')) return `They boot with the text ${written} in its place`;
  if (path.at(-1) === 'name') return `kubeadm rejects the node name ${written}, so they never join`;
  return `The kubelet gets ${written} in its place`;
}

function useInstead(config: Resource, use: MetadataUse, name: string, certain: boolean): readonly Fix[] {
  return fixIn(`Change to ${name}`, config, { span: use.span, newText: name }, certain);
}
