import { check, isEmpty, isUnsure, isWritten } from '../../../core/facts/checks.ts';
import { type Check, type Fault, type Found, fieldName } from '../../../core/facts/fact.ts';
import { fixIn } from '../../../core/fixes/fix.ts';
import { writeScalar } from '../../../core/fixes/write-scalar.ts';
import { type NodePath, nodeAt, scalarAt } from '../../../core/syntax/lookup.ts';
import type { Node, ScalarNode } from '../../../core/syntax/node.ts';

/** A template reference of the class. */
interface Template {
  readonly apiVersion: string;
  readonly kind: string;
}

/** An enabled part of `matchResources`, with the templates that it can match; undefined if some are unknown. */
interface Selection {
  readonly path: NodePath;
  readonly name: string;
  readonly templates: readonly Template[] | undefined;
}

const CLASS_LISTS = { machineDeploymentClass: 'machineDeployments', machinePoolClass: 'machinePools' } as const;

/** Reports selectors of a patch definition that enable nothing. */
export function selectsNothing(): Check {
  return check('required-field', function* (found) {
    const matched = nodeAt(found.node, ['selector', 'matchResources']);
    if (!nodeAt(found.node, ['selector']) || isUnsure(found.node) || (matched && isUnsure(matched))) return;
    if (matched?.kind === 'map' && mayEnable(matched)) return;
    const path = [...found.path, 'selector', 'matchResources'];
    yield { path, problem: `${fieldName(found, path)} selects no templates` };
  });
}

/** Reports each enabled part of `matchResources` that matches no template of the class by apiVersion and kind. */
export function selectsMissingTemplate(): Check {
  return check('conflicting-values', function* (found) {
    const selector = nodeAt(found.node, ['selector']);
    const [apiVersion, kind] = [scalarAt(selector, ['apiVersion']), scalarAt(selector, ['kind'])];
    if (!apiVersion?.text || !kind?.text || isUnsure(apiVersion) || isUnsure(kind)) return;
    const unmatched = selectionsOf(found).filter(
      ({ templates }) =>
        templates && !templates.some((each) => each.apiVersion === apiVersion.text && each.kind === kind.text),
    );
    // One wrong apiVersion makes every selection fail and is one mistake.
    const wrongVersion = versionFault(found, apiVersion, kind, unmatched);
    if (wrongVersion) yield wrongVersion;
    else
      for (const { path, name } of unmatched)
        yield {
          path,
          problem: `${name} in the selector of ${fieldName(found, found.path)} matches no ${kind.text} of version ${apiVersion.text}`,
        };
  });
}

function versionFault(
  found: Found,
  apiVersion: ScalarNode,
  kind: ScalarNode,
  unmatched: readonly Selection[],
): Fault | undefined {
  const sameKind = unmatched.flatMap(({ templates = [] }) => templates.filter((each) => each.kind === kind.text));
  if (sameKind.length === 0 || unmatched.length < selectionsOf(found).length) return undefined;
  const versions = [...new Set(sameKind.map((each) => each.apiVersion))];
  const path = [...found.path, 'selector', 'apiVersion'];
  return {
    path,
    problem: `${fieldName(found, path)} is "${apiVersion.text}", but the class references that kind as ${versions.join(' and ')}`,
    fixes: versions.flatMap((version) =>
      fixIn(`Change to ${version}`, found.resource, writeScalar(apiVersion, version)),
    ),
  };
}

function selectionsOf(found: Found): readonly Selection[] {
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
      templates.push({ apiVersion: apiVersion.text, kind: kind.text });
    }
  return templates;
}

/** Returns true if a worker class matches a name that can start or end with `*`. */
function isSelected(className: string, name: string): boolean {
  if (className === name || name === '*') return true;
  if (name.startsWith('*')) return className.endsWith(name.slice(1));
  return name.endsWith('*') && className.startsWith(name.slice(0, -1));
}

/** Returns true for a name with `*` in the middle or twice, which is reported separately. */
export function isMisplaced(name: string): boolean {
  return /.\*.|\*.*\*/.test(name);
}

/** Returns true if a part of `matchResources` is enabled or unknown. */
function mayEnable(matched: Node): boolean {
  for (const field of ['infrastructureCluster', 'controlPlane']) {
    const node = nodeAt(matched, [field]);
    if (node?.kind === 'scalar' && (isUnsure(node) || (isWritten(node) && node.text !== 'false'))) return true;
  }
  return Object.keys(CLASS_LISTS).some((field) => {
    const selected = nodeAt(matched, [field]);
    const names = nodeAt(selected, ['names']);
    return (selected && isUnsure(selected)) || (names !== undefined && isWritten(names) && !isEmpty(names));
  });
}
