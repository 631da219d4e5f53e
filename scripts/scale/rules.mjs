// All rules over one large file in a warm process.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { lineCount, SIZES, written } from './manifests.mjs';
import { ms, note, printTable } from './output.mjs';
import { ROOT } from './programs.mjs';

const HEADINGS = ['lines', 'parse and index', 'all rules', 'processor time', 'all rules again', 'processor time'];

export function measureRules({ folder, manifests }) {
  const rows = SIZES.map((size) => {
    const text = manifests.ofLines(size);
    const file = join(folder, `rules-${size}.yaml`);
    written(file, text);
    const words = ['scripts/run.mjs', 'scripts/scale/check-all.mjs', file];
    const { stdout, stderr, status } = spawnSync(process.execPath, words, { cwd: ROOT, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    const { parse, check, again } = JSON.parse(stdout);
    return [lineCount(text), ...[parse.elapsed, check.elapsed, check.cpu, again.elapsed, again.cpu].map(ms)];
  });
  printTable('All rules over one file in a warm process, median', HEADINGS, rows);
  note('There is no comparison: yaml-language-server and kubeconform have only schemas.');
}
