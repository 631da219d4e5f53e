import type { Fix } from '../../../../core/findings/finding.ts';
import { fixAcross, fixIn } from '../../../../core/fixes/fix.ts';
import { removeAt } from '../../../../core/fixes/remove-at.ts';
import { setField } from '../../../../core/fixes/set-field.ts';
import { isKind } from '../../../../core/objects/group-kind.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { entryOf, nodeAt, scalarAt } from '../../../../core/syntax/lookup.ts';
import type { Node } from '../../../../core/syntax/node.ts';
import { Cluster, ClusterClass } from '../../../cluster-api/kinds.ts';
import { type Infrastructure, inClass, inCluster } from '../../created-infrastructure.ts';
import { type EndpointSetting, endpointSettings } from '../../facts/endpoint-settings.ts';

/** Source: as for the settings, and the pages of the Kamaji control plane provider v0.20.0 for each infrastructure. */
export const competingEndpoint = defineRule({
  id: 'competing-endpoint',
  severity: 'warning',
  effect: 'wrong',
  by: 'controller',
  on: [Cluster, ClusterClass],
  summary: 'The infrastructure provider creates its own endpoint in addition to the one that Kamaji publishes.',

  *check(cluster, view) {
    const infrastructure = isKind(cluster, ClusterClass) ? inClass(cluster, view) : inCluster(cluster, view);
    if (!infrastructure) return;
    const { resource, inner, prefix } = infrastructure;
    for (const setting of endpointSettings(inner)) {
      if (!applies(setting, inner) || isSet(inner, setting)) continue;
      const path = [...prefix, ...setting.path];
      yield {
        resource,
        node: nodeFor(resource, path),
        path,
        severity: setting.severity,
        effect: setting.effect,
        message: `${nameOf(resource)} must ${setting.requirement ?? requirement(setting)} for a Kamaji control plane. Otherwise ${setting.consequence}`,
        related: [
          {
            place: placeOf(cluster, cluster.nameNode ?? cluster.root),
            message: `${nameOf(cluster)} has a Kamaji control plane.`,
          },
        ],
        fixes: fixesOf(infrastructure, setting),
      };
    }
  },
});

function applies({ versions, isRequired }: EndpointSetting, infrastructure: Resource): boolean {
  if (versions && !versions.includes(infrastructure.version)) return false;
  return isRequired?.(infrastructure) ?? true;
}

function isSet({ root }: Resource, { path, expected }: EndpointSetting): boolean {
  // A block that a template creates may contain the field.
  for (let depth = 1; depth < path.length; depth++) {
    const block = nodeAt(root, path.slice(0, depth));
    if (block?.kind === 'scalar' && isTemplate(block.text)) return true;
    if (entryOf(block, '<<')) return true;
  }
  const text = scalarAt(root, path)?.text;
  if (text === undefined || expected === 'absent') return false;
  return expected === undefined || text === expected || isTemplate(text);
}

/** Returns what the object must do, after “must”. */
function requirement({ path, expected, suggested }: EndpointSetting): string {
  const field = shown(path);
  if (expected === 'absent') return `not set ${field}`;
  return expected === undefined && suggested === undefined ? `set ${field}` : `set ${field}: ${suggested}`;
}

/** Returns the name of a field or an annotation without its parents in metadata or spec. */
function shown(path: readonly string[]): string {
  return path[0] === 'metadata' ? String(path.at(-1)) : path.slice(1).join('.');
}

function fixesOf(
  { resource, inner, prefix }: Infrastructure,
  { path, expected, suggested, together = [], isFixable }: EndpointSetting,
) {
  const { document } = resource;
  const { root } = inner;
  if (isFixable?.(inner) === false) return [];
  if (expected === 'absent') return fixIn(`Remove ${shown(path)}`, resource, removeAt(document, [...prefix, ...path]));
  if (suggested === undefined) return [];
  const missing = together.filter((other) => scalarAt(root, other.path) === undefined);
  const settings = [{ path, value: suggested }, ...missing];
  const title = `${scalarAt(root, path) ? 'Set' : 'Add'} ${settings.map((each) => `${shown(each.path)}: ${each.value}`).join(' and ')}`;
  return fixAcross(
    title,
    settings.map((each) => ({ resource, change: setField(document, [...prefix, ...each.path], each.value) })),
  ) satisfies readonly Fix[];
}

/** Returns the field, or the key of its nearest parent below spec, or the name of the object. */
function nodeFor(resource: Resource, path: readonly string[]): Node {
  for (let depth = path.length; depth > 1; depth--) {
    const entry = entryOf(nodeAt(resource.root, path.slice(0, depth - 1)), path[depth - 1] ?? '');
    if (entry && path[0] === 'spec')
      return depth === path.length && entry.value.span.end > entry.value.span.start ? entry.value : entry.key;
  }
  return resource.nameNode ?? resource.root;
}
