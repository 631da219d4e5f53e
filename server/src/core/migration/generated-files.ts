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
