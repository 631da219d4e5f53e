// Edits of an open file.
import { valueEnds } from './manifests.mjs';
import { median, percentile } from './output.mjs';

const PAUSE = 30;

/**
 * Types and deletes a character after values, and measures the time until the diagnostics arrive and the processor time
 * of the server for each edit, in milliseconds.
 */
export async function measureEdits(client, file, rounds) {
  const ends = valueEnds(file.text);
  const times = [];
  const before = client.usage.cpu;
  for (let round = 0; round < rounds; round++) {
    const isTyped = round % 2 === 0;
    const start = ends[Math.floor(((round >> 1) / (rounds / 2)) * ends.length)];
    const range = { start, end: isTyped ? start : { ...start, character: start.character + 1 } };
    times.push(await client.millisecondsToDiagnostics(file, () => client.change(file, range, isTyped ? '0' : '')));
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  return {
    median: median(times),
    p95: percentile(times, 95),
    cpu: (client.usage.cpu - before) / rounds,
  };
}
