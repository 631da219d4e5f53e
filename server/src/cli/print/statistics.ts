import type { ReportedFinding } from '../report/report.ts';

/** Returns the number of findings per rule, the most frequent first. */
export function statisticsText(findings: readonly ReportedFinding[]): string {
  const counts = new Map<string, { readonly severity: string; count: number }>();
  for (const { rule, severity } of findings) {
    const known = counts.get(rule);
    if (known) known.count++;
    else counts.set(rule, { severity, count: 1 });
  }
  const rows = [...counts].sort(([one, a], [other, b]) => b.count - a.count || (one < other ? -1 : 1));
  const width = Math.max(0, ...rows.map(([, { count }]) => String(count).length));
  return rows.map(([rule, { count }]) => `${String(count).padStart(width)}  ${rule}\n`).join('');
}
