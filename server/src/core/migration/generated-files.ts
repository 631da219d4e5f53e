/**
 * Why a file must not be edited: something generates it, and would overwrite the change. Undefined for files that
 * people write.
 */
export function generatedReason(text: string): string | undefined {
  const [, chart] = /^# Source: (\S+\/(?:templates|charts|crds)\/\S+)/m.exec(text) ?? [];
  if (chart !== undefined) return `Helm rendered this file from ${chart}. Change the chart instead.`;
  const [line] = /^[ \t]*#.*\b(?:DO NOT EDIT|@generated)\b.*$/m.exec(text) ?? [];
  return line === undefined
    ? undefined
    : `A comment says that this file is generated: "${line.trim()}". Change its source instead.`;
}
