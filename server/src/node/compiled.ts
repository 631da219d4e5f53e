import { readFileSync, statSync, writeFileSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';

/**
 * How much of other functions V8 puts into one that it compiles well. It takes time that a first file of thousands of lines
 * waits for: with a fifth of what V8 takes by itself such a file is judged a sixth sooner, and edits take no longer.
 */
const INLINING = '--max-inlined-bytecode-size-cumulative=200';

/** Set by the build alone: has what V8 has compiled written beside the bundle, when the process ends. */
const WRITES = 'KAMAJI_METAL3_WRITES_COMPILED';

/**
 * Runs a bundle, with what V8 made of it at build time where that lies beside it (`FILE.cache`): half of the time that
 * the server needs to answer for the first file goes into compiling. Another V8 than that of the build refuses the cache
 * by itself; there Node's own is used, which it has from v22.1 on.
 */
export function runCompiled(file: string): void {
  setFlagsFromString(INLINING);
  const cache = `${file}.cache`;
  const isWriting = process.env[WRITES] !== undefined;
  const cachedData = isWriting ? undefined : compiled(cache, file);
  const require = createRequire(file);
  if (!cachedData && !isWriting) {
    // Node 20 has no such function yet.
    (module as { enableCompileCache?: () => unknown }).enableCompileCache?.();
    require(file);
    return;
  }
  const source = readFileSync(file, 'utf8');
  const script = new Script(module.wrap(source), { filename: file, ...(cachedData ? { cachedData } : {}) });
  const own = { exports: {} };
  script.runInThisContext()(own.exports, require, own, file, dirname(file));
  if (isWriting) process.on('exit', () => writeFileSync(cache, script.createCachedData()));
}

/** V8 knows a text by its length alone, so a cache that is older than the bundle is somebody else's. */
function compiled(cache: string, file: string): Buffer | undefined {
  try {
    return statSync(cache).mtimeMs >= statSync(file).mtimeMs ? readFileSync(cache) : undefined;
  } catch {
    return undefined;
  }
}
