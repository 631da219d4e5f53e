import type { ManifestFile } from '../syntax/manifest-file.ts';
import type { Completion } from './completion.ts';

/**
 * The characters after which an editor requests completions by itself: a new line, the space after a colon or a dash,
 * the dot inside an expression, the brace of `${`, and the separator of a JSON pointer.
 */
export const TRIGGER_CHARACTERS = ['\n', ' ', '.', '{', '/'];

/**
 * Returns true if a typed trigger character starts a word that can be completed. The characters also occur in comments,
 * addresses and scripts, where a list would be a distraction.
 */
export function isIntendedTrigger(
  character: string,
  { span, kind }: Pick<Completion, 'span' | 'kind'>,
  file: ManifestFile,
  { index, offset }: { readonly index: number; readonly offset: number },
): boolean {
  const text = file.documents[index]?.text ?? '';
  if (character === '.') return kind === 'metadata-key';
  if (character === '{') return text.endsWith('${', offset);
  // Most comments are prose, not suppression comments.
  return span.start === offset && !text.endsWith('# ', offset);
}
