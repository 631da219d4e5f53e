import type { Found } from '../../core/facts/fact.ts';
import { isUnsure, isWritten } from '../../core/facts/field-values.ts';
import { type NodePath, nodeAt, scalarAt } from '../../core/syntax/lookup.ts';
import type { Node } from '../../core/syntax/node.ts';

/** A template reference of the class. */
export interface Template {
  readonly apiVersion: string;
  readonly kind: string;
  /** The reference. */
  readonly node: Node;
}

/** An enabled part of `matchResources`, with the templates that it can match; undefined if some are unknown. */
export interface Selection {
  readonly path: NodePath;
  readonly name: string;
  readonly templates: readonly Template[] | undefined;
}

/** The lists of worker classes, by the field of `matchResources`. */
export const CLASS_LISTS = { machineDeploymentClass: 'machineDeployments', machinePoolClass: 'machinePools' } as const;

/** Returns the enabled parts of the selector of a patch definition. */
export function selectionsOf(found: Found): readonly Selection[] {
  const at = [...found.path, 'selector', 'matchResources'];
  const matched = nodeAt(found.node, ['selector', 'matchResources']);
  const spec = nodeAt(found.resource.root, ['spec']);
  if (matched?.kind !== 'map' || !spec || isUnsure(spec)) return [];
  const selections: Selection[] = [];
  for (const [name, parts] of [
    ['infrastructureCluster', [['infrastructure']]],
    ['controlPlane', [['controlPlane'], ['controlPlane', 'machineInfrastructure']]],
  ] as const)
    if (scalarAt(matched, [name])?.text === 'true')
      selections.push({ path: [...at, name], name, templates: templatesIn(spec, parts) });
  for (const [name, list] of Object.entries(CLASS_LISTS)) {
    const names = nodeAt(matched, [name, 'names']);
    if (names?.kind !== 'sequence') continue;
    for (const [index, item] of names.items.entries()) {
      if (item.kind !== 'scalar' || isUnsure(item) || isMisplaced(item.text)) break;
      const path = [...at, name, 'names', index];
      selections.push({ path, name: `The class "${item.text}"`, templates: workerTemplates(spec, list, item.text) });
    }
  }
  return selections;
}

function workerTemplates(spec: Node, list: string, name: string): readonly Template[] | undefined {
  const classes = nodeAt(spec, ['workers', list]);
  if (!classes || !isWritten(classes)) return [];
  if (classes.kind !== 'sequence' || classes.items.some((item) => isUnsure(item))) return undefined;
  const templates: Template[] = [];
  for (const item of classes.items) {
    const written = scalarAt(item, ['class']);
    if (!written || isUnsure(written)) return undefined;
    if (!isSelected(written.text, name)) continue;
    const own = templatesIn(item, [
      ['bootstrap'],
      ['infrastructure'],
      ['template', 'bootstrap'],
      ['template', 'infrastructure'],
    ]);
    if (!own) return undefined;
    templates.push(...own);
  }
  return templates;
}

/** Returns the templates that some parts reference: in `ref` in v1beta1, in `templateRef` in v1beta2. */
function templatesIn(node: Node, parts: readonly NodePath[]): readonly Template[] | undefined {
  const templates: Template[] = [];
  for (const part of parts)
    for (const key of ['ref', 'templateRef']) {
      const reference = nodeAt(node, [...part, key]);
      if (!reference || !isWritten(reference)) continue;
      const [apiVersion, kind] = [scalarAt(reference, ['apiVersion']), scalarAt(reference, ['kind'])];
      if (!apiVersion?.text || !kind?.text || isUnsure(apiVersion) || isUnsure(kind)) return undefined;
      templates.push({ apiVersion: apiVersion.text, kind: kind.text, node: reference });
    }
  return templates;
}

/** True if a worker class matches a name that can start or end with `*`. */
function isSelected(className: string, name: string): boolean {
  if (className === name || name === '*') return true;
  if (name.startsWith('*')) return className.endsWith(name.slice(1));
  return name.endsWith('*') && className.startsWith(name.slice(0, -1));
}

/** True for a name with `*` in the middle or twice, which is reported separately. */
export function isMisplaced(name: string): boolean {
  return /.\*.|\*.*\*/.test(name);
}
