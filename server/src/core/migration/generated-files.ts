import type { ManifestFile } from '../syntax/manifest-file.ts';
import { memoize } from '../text/memoize.ts';

/** Returns `generatedReason` for a file, as a part of a sentence. Cached per document, because editors ask often. */
export function obstacleInFile({ documents }: ManifestFile): string | undefined {
  for (const document of documents) {
    const reason = reasonIn(document);
    if (reason !== undefined) return reason.replace(/\.$/, '');
  }
  return undefined;
}

const reasonIn = memoize(({ text }: ManifestFile['documents'][number]) => generatedReason(text));

/**
 * Returns why a file must not be edited: a tool generates it, and would overwrite the change. Undefined for other files.
 */
export function generatedReason(text: string): string | undefined {
  const [, chart] = /^# Source: (\S+\/(?:templates|charts|crds)\/\S+)/m.exec(text) ?? [];
  if (chart !== undefined) return `Helm rendered this file from ${chart}. Change the chart instead.`;
  const [line] = /^[ \t]*#.*\b(?:DO NOT EDIT|@generated)\b.*$/m.exec(text) ?? [];
  return line === undefined
    ? undefined
    : `A comment marks this file as generated: "${line.trim()}". Change its source instead.`;
}
