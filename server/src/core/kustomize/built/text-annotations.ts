import { nodeAt } from '../../syntax/lookup.ts';
import type { Node } from '../../syntax/node.ts';
import { readScalar } from '../../syntax/read-scalar.ts';
import type { Draft } from './draft.ts';
import { withChange } from './edit-tree.ts';

/** Returns an object whose annotations are text: kustomize writes numbers and booleans with quotes. */
export function withTextAnnotations(draft: Draft): Draft {
  const { origins } = draft;
  const annotations = nodeAt(draft.root, PATH);
  if (annotations?.kind !== 'map' || annotations.entries.every(({ value }) => !isConverted(value))) return draft;
  const entries = annotations.entries.map((entry) => {
    const { key, value } = entry;
    if (!isConverted(value)) return entry;
    return { key, value: origins.replaced({ ...value, style: 'double' as const }, value) };
  });
  const root = withChange(draft.root, PATH, () => origins.replaced({ ...annotations, entries }, annotations), origins);
  return root ? { ...draft, root } : draft;
}

const PATH = ['metadata', 'annotations'];

function isConverted(value: Node): boolean {
  return value.kind === 'scalar' && value.style === 'plain' && !['string', 'null'].includes(readScalar(value).type);
}
