// The server in a workspace of many files, next to a workspace of one file.
import { join } from 'node:path';
import { measureEdits } from './edits.mjs';
import { LanguageClient } from './language-client.mjs';
import { written } from './manifests.mjs';
import { megabytes, ms, note, printTable, seconds } from './output.mjs';
import { SERVER } from './programs.mjs';

const OPEN = 20;

export async function measureFiles({ folder, manifests, count, rounds }) {
  const columns = [];
  for (const files of [count, 1]) {
    const workspace = join(folder, `files-${files}`);
    const open = [];
    for (let index = 0; index < files; index++) {
      const file = written(join(workspace, `c${index}`, 'cluster.yaml'), manifests.copy(index));
      if (index < OPEN) open.push(file);
    }
    columns.push(await measured(workspace, open, rounds));
  }
  const [many, one] = columns;
  const rows = many.map(([name, value], row) => [name, value, one[row][1]]);
  const title = `Server with ${count} files (${count * manifests.lines} lines), ${Math.min(OPEN, count)} of them open`;
  printTable(title, ['since the start of the process', `${count} files`, '1 file'], rows);
  note('There is no comparison: yaml-language-server reads only open files, and kubeconform ends after one run.');
}

/** Returns rows of a name and a value. */
async function measured(workspace, [first, ...others], rounds) {
  const start = performance.now();
  const elapsed = () => seconds(performance.now() - start);
  const client = new LanguageClient(SERVER);
  try {
    await client.initialize(workspace);
    await client.millisecondsToDiagnostics(first, () => client.open(first));
    const firstDiagnostics = { elapsed: elapsed(), ...client.usage };
    for (const file of others) await client.open(file);
    await client.ready;
    const read = { elapsed: elapsed(), ...client.usage };
    await client.request('workspace/diagnostic', { previousResultIds: [] });
    const all = { elapsed: elapsed(), ...client.usage };
    // The server edits a copy of the first file, so that V8 optimizes its code.
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    const edits = await measureEdits(client, first, rounds);
    // V8 returns memory when the process is idle.
    await new Promise((resolve) => setTimeout(resolve, 10_000));
    const idle = client.usage;
    await client.stop();
    return [
      ['first diagnostics', firstDiagnostics.elapsed],
      ['  processor time', seconds(firstDiagnostics.cpu)],
      ['all files read', read.elapsed],
      ['  processor time', seconds(read.cpu)],
      ['  memory', megabytes(read.memory)],
      ['all diagnostics', all.elapsed],
      ['  processor time', seconds(all.cpu)],
      ['  memory', megabytes(all.memory)],
      ['memory when idle, after edits', megabytes(idle.memory)],
      ['memory at most', megabytes(idle.maximum)],
      ['edit of an open file', ms(edits.median)],
      ['  95th percentile', ms(edits.p95)],
      ['  processor time', ms(edits.cpu)],
    ];
  } finally {
    client.kill();
  }
}
