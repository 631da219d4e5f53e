// `lint` of one large file, next to kubeconform with the schemas of `schema export`.
import { join } from 'node:path';
import { lineCount, SIZES, written } from './manifests.mjs';
import { median, megabytes, note, printTable, ratio, seconds } from './output.mjs';
import { CLI, kubeconform, peakMemoryOf, timesOf } from './programs.mjs';

const RUNS = 5;
const HEADINGS = ['lines', '', 'elapsed', 'processor time', 'peak memory'];

export async function measureLint({ folder, manifests, schemas }) {
  const peer = kubeconform();
  const location = join(schemas, '{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json');
  const rows = [];
  for (const size of SIZES) {
    const text = manifests.ofLines(size);
    const file = join(folder, `lint-${size}.yaml`);
    written(file, text);
    const words = ['-strict', '-ignore-missing-schemas', '-schema-location', location, file];
    const [ours, theirs] = await measured([[...CLI, 'lint', file], ...(peer ? [[peer, ...words]] : [])]);
    rows.push([lineCount(text), 'lint', ...cells(ours)]);
    if (theirs) {
      const ratios = [ratio(ours.elapsed, theirs.elapsed), ratio(ours.cpu, theirs.cpu)];
      rows.push(['', 'kubeconform', ...cells(theirs)], ['', 'ratio', ...ratios, ratio(ours.memory, theirs.memory)]);
    }
  }
  printTable(`lint of one file, median of ${RUNS} runs`, HEADINGS, rows);
  if (!peer) note('kubeconform is missing. `node test/run.mjs kubeconform` builds it if Go is installed.');
}

/** Returns the medians of commands that run in turn. */
async function measured(commands) {
  const runs = commands.map(() => []);
  for (let run = 0; run < RUNS; run++)
    for (const [index, command] of commands.entries())
      runs[index].push({ ...timesOf(command), memory: await peakMemoryOf(command) });
  const medianOf = (each, key) => median(each.map((run) => run[key]));
  return runs.map((each) => ({
    elapsed: medianOf(each, 'elapsed'),
    cpu: medianOf(each, 'cpu'),
    memory: medianOf(each, 'memory'),
  }));
}

function cells({ elapsed, cpu, memory }) {
  return [seconds(elapsed), seconds(cpu), megabytes(memory)];
}
