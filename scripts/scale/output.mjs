// Plain tables.

/** Prints a title and rows of text below their headings. The first column is aligned to the left. */
export function printTable(title, headings, rows) {
  const cells = [headings, ...rows].map((row) => row.map(String));
  const widths = headings.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const align = (cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]));
  console.log(`\n${title}\n`);
  for (const row of cells) console.log(`  ${row.map(align).join('   ').trimEnd()}`);
}

export function note(text) {
  console.log(`\n  ${text}`);
}

export function median(values) {
  return percentile(values, 50);
}

/** Returns the smallest value that at least this percentage of the values does not exceed. */
export function percentile(values, percent) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
}

export function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}

export function ms(milliseconds) {
  return `${milliseconds.toFixed(milliseconds < 100 ? 1 : 0)} ms`;
}

export function megabytes(value) {
  return `${Math.round(value)} MB`;
}

export function ratio(ours, theirs) {
  return (ours / theirs).toFixed(2);
}
