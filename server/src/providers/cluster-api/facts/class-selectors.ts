import { check } from '../../../core/facts/checks.ts';
import { type Check, type Fault, type Found, fieldName } from '../../../core/facts/fact.ts';
import { isEmpty, isUnsure, isWritten } from '../../../core/facts/field-values.ts';
import { fixIn } from '../../../core/fixes/fix.ts';
import { writeScalar } from '../../../core/fixes/write-scalar.ts';
import { nodeAt, scalarAt } from '../../../core/syntax/lookup.ts';
import type { Node, ScalarNode } from '../../../core/syntax/node.ts';
import { andList } from '../../../core/text/enumeration.ts';
import { CLASS_LISTS, type Selection, selectionsOf } from '../patch-selection.ts';

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
    problem: `${fieldName(found, path)} is "${apiVersion.text}", but the class references that kind as ${andList(versions)}`,
    fixes: versions.flatMap((version) =>
      fixIn(`Change to ${version}`, found.resource, writeScalar(apiVersion, version)),
    ),
  };
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
