import type { Finding, Place } from '../findings/finding.ts';
import type { TreeNode } from './object-tree.ts';

/**
 * Returns a few words about the most severe problem of a node: `host 10.20.0.50 ≠ 10.20.0.60`. Undefined without
 * problems.
 */
export function shortNote({ state, findings }: Pick<TreeNode, 'state' | 'findings'>): string | undefined {
  // The line of the object that refers to it has the details.
  if (state === 'missing') return 'missing';
  const [worst, ...others] = findings;
  if (!worst) return undefined;
  const text = mismatchOf(worst) ?? firstSentence(worst.message);
  return others.length === 0 ? text : `${text} (+${others.length})`;
}

/** Returns the first sentence of a message, without its full stop. */
export function firstSentence(message: string): string {
  return (/^.*?[.](?= [A-Z])/.exec(message)?.[0] ?? message).replace(/\.$/, '');
}

/** Returns the field and both values of a mismatch. A finding of another rule may relate values that do not conflict. */
function mismatchOf({ rule, message, place, related, path }: Finding): string | undefined {
  const field = path.findLast((step) => typeof step === 'string');
  const [other] = related;
  if (!rule.includes('mismatch') || field === undefined || !other) return undefined;
  const [one, two] = [textAt(place), textAt(other.place)];
  const sentence = firstSentence(message);
  const isQuoted = one !== '' && two !== '' && sentence.includes(one) && sentence.includes(two);
  return isQuoted && one !== two ? `${field} ${one} ≠ ${two}` : undefined;
}

function textAt({ document, span }: Place): string {
  return document.text.slice(span.start, span.end).replace(/^(['"])(.*)\1$/s, '$2');
}
