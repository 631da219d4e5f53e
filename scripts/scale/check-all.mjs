// Checks a file in new workspaces of one process and prints the times as JSON: `node scripts/run.mjs
// scripts/scale/check-all.mjs FILE`. It uses the engine without a host, so only the rules are measured.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SchemaValidator, Workspace } from '../../server/src/core/index.ts';
import { bundledSchemas } from '../../server/src/node/bundled-schemas.ts';
import { REGISTRY } from '../../server/src/providers/index.ts';
import { median } from './output.mjs';

/** The time in milliseconds in which V8 optimizes the code, before anything is measured. */
const WARM_UP = 3_000;
const ROUNDS = 15;

const [path = ''] = process.argv.slice(2);
const file = { uri: pathToFileURL(path).href, text: readFileSync(path, 'utf8') };
const schemas = new SchemaValidator(bundledSchemas(resolve('dist/schemas')), {}, REGISTRY.validation);
const end = performance.now() + WARM_UP;
while (performance.now() < end) measuredOnce();
const rounds = Array.from({ length: ROUNDS }, measuredOnce);
console.log(JSON.stringify({ parse: medianOf('parse'), check: medianOf('check'), again: medianOf('again') }));

function measuredOnce() {
  const onBug = (rule, error) => {
    throw new Error(`The rule ${rule} failed`, { cause: error });
  };
  const workspace = new Workspace({ registry: REGISTRY, schemas, onBug });
  const parse = times(() => workspace.apply([file]));
  const check = times(() => workspace.update());
  // All objects are checked again, as after a change of the settings.
  workspace.schemas = schemas;
  return { parse, check, again: times(() => workspace.update()) };
}

function times(work) {
  const cpu = process.cpuUsage();
  const start = performance.now();
  work();
  const elapsed = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return { elapsed, cpu: (user + system) / 1000 };
}

function medianOf(step) {
  const of = (key) => median(rounds.map((round) => round[step][key]));
  return { elapsed: of('elapsed'), cpu: of('cpu') };
}
