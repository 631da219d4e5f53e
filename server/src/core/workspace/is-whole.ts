import { KUSTOMIZATION } from '../resources/kustomization.ts';
import type { Resource } from '../resources/resource.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import { remembered } from '../text/remembered.ts';
import type { Judgement } from '../validation/judge.ts';
import type { ProblemCode } from '../validation/problem.ts';
import type { Asked } from './asked.ts';
import { folderOf, indexKey } from './object-index.ts';

/**
 * Whether a document is an object as it will be applied. A text that something renders first is not, nor is a patch,
 * which holds only what it changes: what a kustomization names as one, and what stands beside one, which may be one.
 */
export function isWhole(resource: Resource, { index, ask }: Asked): boolean {
  if (isRendered(resource.document)) return false;
  const keys = [indexKey.kindIn(KUSTOMIZATION, folderOf(resource.uri)), indexKey.patching(resource.uri)];
  for (const key of keys) ask(key);
  return keys.every((key) => !index.has(key));
}

const isRendered = remembered(
  ({ text }: ManifestDocument) =>
    /[{$]/.test(text) && /^\s*(- )?\{\{|^\s*\{%|^\s*\$\{\w+[^}]*\}\s*$|^\s*\$patch:/m.test(text),
);

/**
 * Whether a problem is one of a part too: what is written there is wrong by itself, whatever is put around it. A key
 * such as `$patch` is a word to kustomize.
 */
export function isOfPart({ problem: { code, path } }: Judgement): boolean {
  return OF_PARTS.includes(code) && !path.some((step) => String(step).startsWith('$'));
}

const OF_PARTS: readonly ProblemCode[] = [
  'unknown-field',
  'wrong-type',
  'value-not-allowed',
  'wrong-form',
  'out-of-bounds',
];
