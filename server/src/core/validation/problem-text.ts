import { shortPathText } from '../syntax/lookup.ts';
import type { Problem } from './problem.ts';

/** Returns what is wrong, as a sentence without its period: `spec.replicas must be an integer, but is a string`. */
export function problemText({ code, path, detail }: Pick<Problem, 'code' | 'path' | 'detail'>): string {
  const field = path.length === 0 ? 'The document' : shortPathText(path);
  switch (code) {
    case 'api-version-not-served':
      return detail;
    case 'required-field':
      return `Missing required field ${field}`;
    case 'duplicate-key':
      return `Duplicate key ${field}`;
    case 'unknown-field':
      return detail === NO_FIELD ? `Unknown field ${field}` : `${field} ${detail}`;
    case 'validation-rule-failed':
      return `${field} violates a validation rule: ${detail.replace(/\.$/, '')}`;
    default:
      return `${field} ${detail}`;
  }
}

/** The detail of a field that the schema does not have. */
export const NO_FIELD = 'is not a field';

/** Returns ` in FILE` with the name of the file that defines a kind; empty for an unknown file. */
export function inFile(path: string): string {
  const file = path.slice(path.lastIndexOf('/') + 1);
  return file === '' ? '' : ` in ${file}`;
}
