// Measures time and memory of the command line and the server with large files and with many files, and prints what
// other tools need for the same files. Needs a build, and Linux with bash.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { measureEditing } from './scale/editing.mjs';
import { measureFiles } from './scale/files.mjs';
import { measureLint } from './scale/lint.mjs';
import { Manifests } from './scale/manifests.mjs';
import { exportSchemas, SERVER } from './scale/programs.mjs';
import { measureRules } from './scale/rules.mjs';

const TOPICS = { lint: measureLint, editing: measureEditing, rules: measureRules, files: measureFiles };
const USAGE = `Usage: node scripts/scale.mjs [options] [FILES] [MANIFEST]

Measures a workspace of FILES copies of a manifest (default: 3000 copies of
examples/correct/cluster.yaml), and files of 285, 10,000 and 50,000 lines.

Options:
  --only <topics>                some of lint, editing, rules, files; separated by commas
  --rounds <number>              the number of edits in each file (default: 50)
  --yaml-language-server <path>  the executable to compare opening and editing with
  -h, --help                     show this text

lint is compared with kubeconform, if it is in the path or in build/tools, where
\`node test/run.mjs kubeconform\` builds it.`;

const { values, positionals } = parsed();
const [count = '3000', manifest] = positionals;
const topics = values.only.split(',');
if (values.help) exit(USAGE, 0);
if (![count, values.rounds].every((number) => /^[1-9]\d*$/.test(number))) exit(USAGE, 2);
if (!topics.every((topic) => Object.hasOwn(TOPICS, topic))) exit(USAGE, 2);
if (!existsSync(SERVER[1])) exit('The build is missing: run `npm run build`.', 1);

const folder = mkdtempSync(join(tmpdir(), 'kamaji-metal3-scale-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
process.on('SIGINT', () => process.exit(130));
const peer = values['yaml-language-server'];
const options = {
  folder,
  manifests: new Manifests(manifest),
  count: Number(count),
  rounds: Number(values.rounds),
  schemas: join(folder, 'schemas'),
  yamlLanguageServer: peer === undefined ? undefined : resolve(peer),
};
const [load = 0] = loadavg();
console.log(`${cpus().length} x ${cpus()[0]?.model}, Node.js ${process.version}, load average ${load.toFixed(2)}`);
if (topics.some((topic) => topic === 'lint' || topic === 'editing')) exportSchemas(options.schemas);
for (const topic of topics) await TOPICS[topic](options);

function parsed() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        only: { type: 'string', default: Object.keys(TOPICS).join() },
        rounds: { type: 'string', default: '50' },
        'yaml-language-server': { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    // An unknown option, or a missing value.
    return exit(`${error.message}\n\n${USAGE}`, 2);
  }
}

function exit(text, status) {
  console[status === 0 ? 'log' : 'error'](text);
  process.exit(status);
}
