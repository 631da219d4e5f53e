import type { Resource } from '../../objects/resource.ts';
import { childOf, nodeAt, scalarAt } from '../../syntax/lookup.ts';
import type { Node, ScalarNode } from '../../syntax/node.ts';
import { matches, pathPattern } from '../../syntax/path-pattern.ts';
import { changedDraft, type Draft } from './draft.ts';
import { withChange } from './edit-tree.ts';
import { selects } from './selection.ts';

/** Returns the object that the source of a replacement selects; undefined if that is not certain. */
export type SourceOf = (source: Node) => Draft | undefined;

/**
 * Returns an object after the replacements of a kustomization. A field is unknown unless the source and the target are
 * certain.
 *
 * Source: kustomize, api/filters/replacement/replacement.go.
 */
export function withReplacements(draft: Draft, kustomization: Resource, sourceOf: SourceOf): Draft {
  let result = draft;
  for (const { node: replacement } of matches(kustomization.root, REPLACEMENTS)) {
    const targets = matches(replacement, TARGETS);
    // The replacement is in another file.
    if (targets.length === 0) return changedDraft(result, undefined, replacement);
    for (const { node: target } of targets) result = replaced(result, kustomization, replacement, target, sourceOf);
  }
  return result;
}

const REPLACEMENTS = pathPattern('replacements[]');
const TARGETS = pathPattern('targets[]');
const REJECTED = pathPattern('reject[]');
const FIELDS = pathPattern('fieldPaths[]');

function replaced(draft: Draft, kustomization: Resource, replacement: Node, target: Node, sourceOf: SourceOf): Draft {
  const selected = selects(childOf(target, 'select'), draft);
  const rejected = matches(target, REJECTED).map(({ node }) => selects(node, draft));
  if (selected === 'no' || rejected.includes('yes')) return draft;
  const isCertain = selected === 'yes' && rejected.every((each) => each === 'no') && isWholeValue(target);
  const written = isCertain ? sourceValue(childOf(replacement, 'source'), sourceOf) : undefined;
  const fields = matches(target, FIELDS).flatMap(({ node }) => (node.kind === 'scalar' ? [node.text] : []));
  let result = draft;
  for (const field of fields.length > 0 ? fields : ['metadata.name']) {
    // `spec.list.[name=x].field`: everything in the list is unknown.
    const simple = /^[^[*\\]*$/.test(field);
    const keys = field.replace(/\.?[[*\\].*$/, '').split('.');
    if (keys.some((key) => key === '' || /^\d+$/.test(key))) return changedDraft(result, undefined, replacement);
    const value = (simple && written?.node) || result.origins.created(unknownAt(target), kustomization);
    if (written && value === written.node) result.origins.created(value, written.resource);
    // A missing field ends the build, unless it may be created.
    const isThere = nodeAt(result.root, keys) || scalarAt(target, ['options', 'create'])?.text === 'true';
    const root = isThere ? withChange(result.root, keys, () => value, result.origins) : undefined;
    const by = written ? [replacement, written.node] : [replacement];
    result = by.reduce((changed, each) => changedDraft(changed, root, each), result);
  }
  return { ...result, dependsOnOthers: true };
}

/** True if the value is not a part of a text. */
function isWholeValue(node: Node): boolean {
  const options = childOf(node, 'options');
  return (
    !options ||
    (options.kind === 'map' && options.entries.every(({ key }) => key.kind === 'scalar' && key.text === 'create'))
  );
}

interface SourceValue {
  readonly node: Node;
  /** The resource in whose document the value is written. */
  readonly resource: Resource | undefined;
}

function sourceValue(source: Node | undefined, sourceOf: SourceOf): SourceValue | undefined {
  const path = scalarAt(source, ['fieldPath'])?.text ?? 'metadata.name';
  if (!source || !isWholeValue(source) || !/^[\w-]+(\.[A-Za-z][\w-]*)*$/.test(path)) return undefined;
  const draft = sourceOf(source);
  const node = draft && !draft.isUnknown ? nodeAt(draft.root, path.split('.')) : undefined;
  return node?.kind === 'scalar' ? { node, resource: draft?.origins.of(node) } : undefined;
}

/** A placeholder: rules report nothing about it. */
function unknownAt({ span }: Node): ScalarNode {
  return { kind: 'scalar', text: '${VALUE}', style: 'plain', span };
}
