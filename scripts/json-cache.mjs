// Measures what the cache of JSON saves: `node scripts/json-cache.mjs [ITEMS]`. An editor requests all symbols of a file after
// each keystroke, and one of them is new. The reference is `JSON.stringify`.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const MESSAGES = 300;
const [count = '2000'] = process.argv.slice(2);
const { outputFiles } = await build({
  absWorkingDir: fileURLToPath(new URL('..', import.meta.url)),
  entryPoints: ['server/src/lsp/caches/json-cache.ts'],
  bundle: true,
  write: false,
  format: 'esm',
});
const source = Buffer.from(outputFiles[0].contents).toString('base64');
const { JsonCache } = await import(`data:text/javascript;base64,${source}`);

const encode = (text) => Buffer.from(text, 'utf8');
const cache = new JsonCache(encode);
const all = milliseconds((message) => encode(JSON.stringify(message)));
const changed = milliseconds((message) => cache.encode(message));
console.log(`${count} symbols, one of them new in each message, processor time for each message:`);
console.log(`  JSON.stringify  ${all.toFixed(3)} ms`);
console.log(`  JsonCache       ${changed.toFixed(3)} ms (${(all / changed).toFixed(1)} times as fast)`);

/** Returns the processor time for the encoding of one message, without the first ones, during which V8 optimizes. */
function milliseconds(encodeMessage) {
  const items = Array.from({ length: Number(count) }, (_, index) => cache.keep(symbolAt(index)));
  let start = process.cpuUsage();
  for (let round = -MESSAGES / 3; round < MESSAGES; round++) {
    if (round === 0) start = process.cpuUsage();
    const at = (round + MESSAGES) % items.length;
    items[at] = cache.keep(symbolAt(at));
    encodeMessage({ jsonrpc: '2.0', id: round, result: items });
  }
  return process.cpuUsage(start).user / 1000 / MESSAGES;
}

function symbolAt(index) {
  const range = { start: { line: index * 20, character: 0 }, end: { line: index * 20 + 19, character: 12 } };
  return { name: `edge-${index}`, detail: 'MachineDeployment', kind: 5, range, selectionRange: range, children: [] };
}
