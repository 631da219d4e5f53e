import type { Resource } from '../../objects/resource.ts';
import { childOf, scalarAt } from '../../syntax/lookup.ts';
import type { Node } from '../../syntax/node.ts';
import { matches, pathPattern } from '../../syntax/path-pattern.ts';
import { changedDraft, type Draft } from './draft.ts';
import { withChange } from './edit-tree.ts';
import { fieldPath } from './field-path.ts';
import type { Level } from './level.ts';
import { type SourceObject, type SourceValue, sourceValue, unknownAt, writtenValue } from './replacement-values.ts';
import { selects } from './selection.ts';
import { withTextAnnotations } from './text-annotations.ts';

/** Returns the object that the source of a replacement selects; undefined if that is not certain. */
export type SourceOf = (source: Node) => SourceObject | undefined;

/**
 * Returns an object after the replacements of a kustomization. A field is unknown unless the source and the target are
 * certain.
 *
 * Source: kustomize, api/filters/replacement/replacement.go.
 */
export function withReplacements(draft: Draft, { replacements }: Level, sourceOf: SourceOf): Draft {
  let result = draft;
  for (const { node, items } of replacements) {
    if (!items) return changedDraft(result, undefined, node);
    for (const { root, resource } of items) {
      const targets = matches(root, TARGETS);
      if (targets.length === 0) return changedDraft(result, undefined, root);
      for (const { node: target } of targets) result = replaced(result, resource, root, target, sourceOf);
    }
  }
  return result === draft ? draft : withTextAnnotations(result);
}

const TARGETS = pathPattern('targets[]');
const REJECTED = pathPattern('reject[]');
const FIELDS = pathPattern('fieldPaths[]');

function replaced(draft: Draft, resource: Resource, replacement: Node, target: Node, sourceOf: SourceOf): Draft {
  const selected = selects(childOf(target, 'select'), draft);
  const rejected = matches(target, REJECTED).map(({ node }) => selects(node, draft));
  if (selected === 'no' || rejected.includes('yes')) return draft;
  const isCertain = selected === 'yes' && rejected.every((each) => each === 'no');
  const value = isCertain ? sourceValue(childOf(replacement, 'source'), sourceOf) : undefined;
  const fields = matches(target, FIELDS).flatMap(({ node }) => (node.kind === 'scalar' ? [node.text] : []));
  let result = draft;
  for (const field of fields.length > 0 ? fields : ['metadata.name']) {
    const by = value ? [replacement, value.node] : [replacement];
    const root = withField(result, field, { target, value, resource });
    result = by.reduce((changed, each) => changedDraft(changed, root, each), result);
  }
  return { ...result, dependsOnOthers: true };
}

interface Replaced {
  readonly target: Node;
  /** Undefined if it is unknown. */
  readonly value: SourceValue | undefined;
  readonly resource: Resource;
}

/** Returns the tree with another value of a field; undefined if that is not certain. */
function withField({ root, origins }: Draft, field: string, { target, value, resource }: Replaced) {
  const path = fieldPath(root, field);
  // A missing field ends the build, unless it may be created.
  if (!path || (!path.isThere && scalarAt(target, ['options', 'create'])?.text !== 'true')) return undefined;
  const unknown = () => origins.created(unknownAt(target), resource);
  const change = (before: Node | undefined) => {
    if (!value || !path.isExact) return unknown();
    const written = writtenValue(before, value, childOf(target, 'options'));
    return written && written !== value.node ? origins.created(written, value.resource) : written;
  };
  if (value) origins.created(value.node, value.resource);
  return withChange(root, path.steps, change, origins);
}
