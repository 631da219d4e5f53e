import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Usage, type UsageCounts } from '../core/index.ts';

/** Returns how often fields and values are used, as counted at build time. */
export function bundledUsage(path = fileURLToPath(new URL('schemas/usage.json', import.meta.url))): Usage {
  return new Usage(JSON.parse(readFileSync(path, 'utf8')) as UsageCounts);
}
