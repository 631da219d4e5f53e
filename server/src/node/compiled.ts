import { readFileSync, statSync, writeFileSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';
import { setOptimization } from './optimization.ts';

/**
 * V8's limit for inlining into an optimized function. Optimization delays the diagnostics of a first large file: with a
 * fifth of V8's default, a file of several thousand lines is validated in five sixths of the time, and edits are not
 * slower.
 */
const INLINING = '--max-inlined-bytecode-size-cumulative=200';

/**
 * V8 allocates objects of a kind that lived long directly where only a full garbage collection frees them. The syntax trees
 * of the first files live long, those of a large workspace do not: the flag halves the processor time to read 10,000 files.
 */
const PRETENURING = '--no-allocation-site-pretenuring';

/** Set by the build only: writes V8's code cache next to the bundle when the process ends. */
const WRITES = 'KAMAJI_METAL3_WRITES_COMPILED';

/**
 * Runs a bundle with the code cache from the build (`FILE.cache`), if there is one: compilation takes half of the time
 * until the first file is validated. A different version of V8 rejects the cache; then Node's own compile cache is used
 * (v22.1 and later). Returns what the bundle exports. `late` is when V8 optimizes late. V8 accepts a cache only with the
 * flags with which it was created.
 */
export function runCompiled(file: string, late?: 'at start' | 'always'): unknown {
  for (const flag of [INLINING, PRETENURING]) setFlagsFromString(flag);
  if (late) setOptimization('late');
  const exported = run(file);
  if (late === 'at start') setOptimization('usual');
  return exported;
}

function run(file: string): unknown {
  const cache = `${file}.cache`;
  const isWriting = process.env[WRITES] !== undefined;
  const cachedData = isWriting ? undefined : compiled(cache, file);
  const require = createRequire(file);
  if (!cachedData && !isWriting) {
    // Node 20 does not have this function.
    (module as { enableCompileCache?: () => unknown }).enableCompileCache?.();
    return require(file);
  }
  // The build writes ASCII only, and this encoding is decoded faster.
  const source = readFileSync(file, 'latin1');
  const script = new Script(module.wrap(source), { filename: file, ...(cachedData ? { cachedData } : {}) });
  const own = { exports: {} };
  script.runInThisContext()(own.exports, require, own, file, dirname(file));
  if (isWriting) process.on('exit', () => writeFileSync(cache, script.createCachedData()));
  return own.exports;
}

/** V8 validates only the length of the source, so a cache that is older than the bundle is ignored. */
function compiled(cache: string, file: string): Buffer | undefined {
  try {
    return statSync(cache).mtimeMs >= statSync(file).mtimeMs ? readFileSync(cache) : undefined;
  } catch {
    return undefined;
  }
}
