// Opening and editing one large file in a server that has started, next to yaml-language-server.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { measureEdits } from './edits.mjs';
import { LanguageClient } from './language-client.mjs';
import { lineCount, SIZES } from './manifests.mjs';
import { median, megabytes, ms, note, printTable, ratio } from './output.mjs';
import { SERVER } from './programs.mjs';

const RUNS = 5;
const HEADINGS = ['lines', '', 'open', 'edit', 'edit, 95th %', 'processor time of an edit', 'memory'];

export async function measureEditing({ folder, manifests, rounds, schemas, yamlLanguageServer }) {
  // The files are not on disk, so no server has read them before they are opened.
  const workspace = join(folder, 'editing');
  mkdirSync(workspace);
  const rows = [];
  const errors = [];
  for (const size of SIZES) {
    const text = manifests.ofLines(size);
    const file = { uri: pathToFileURL(join(workspace, 'cluster.yaml')).href, text };
    const ours = await measured(() => startOurs(workspace), file, rounds);
    rows.push([lineCount(text), 'kamaji-metal3', ...cells(ours)]);
    if (yamlLanguageServer === undefined) continue;
    try {
      const theirs = await measured(() => startPeer(yamlLanguageServer, workspace, schemas), file, rounds);
      const ratios = ['open', 'median', 'p95', 'cpu', 'memory'].map((key) => ratio(ours[key], theirs[key]));
      rows.push(['', 'yaml-language-server', ...cells(theirs)], ['', 'ratio', ...ratios]);
    } catch (error) {
      // The other server does not run, or does not answer.
      errors.push(`yaml-language-server, ${lineCount(text)} lines: ${error.message}`);
    }
  }
  printTable(
    `Opening (median of ${RUNS} servers) and editing (${rounds} edits), until the diagnostics`,
    HEADINGS,
    rows,
  );
  for (const error of errors) note(error);
  if (yamlLanguageServer === undefined) note('--yaml-language-server PATH adds yaml-language-server.');
}

async function measured(start, file, rounds) {
  const opens = [];
  for (let run = 1; ; run++) {
    const client = await start();
    try {
      await pause(1_000);
      opens.push(await client.millisecondsToDiagnostics(file, () => client.open(file)));
      if (run === RUNS) {
        // Servers check again, load schemas or warm up after a file is opened.
        await pause(5_000);
        const edits = await measureEdits(client, file, rounds);
        const { memory } = client.usage;
        await client.stop();
        return { open: median(opens), ...edits, memory };
      }
      await client.stop();
    } finally {
      client.kill();
    }
  }
}

async function startOurs(workspace) {
  const client = new LanguageClient(SERVER);
  await client.initialize(workspace);
  return client;
}

/** Starts yaml-language-server with a schema for each kind, its fastest configuration. */
async function startPeer(path, workspace, schemas) {
  const yaml = {
    schemas: { kubernetes: '*.yaml' },
    kubernetesCRDStore: { enable: true, url: pathToFileURL(schemas).href },
    schemaStore: { enable: false },
  };
  const client = new LanguageClient([path, '--stdio'], { yaml });
  // The list of the kinds of Kubernetes, which it would download.
  client.onRequest('vscode/content', () => JSON.stringify({ oneOf: [] }));
  await client.initialize(workspace, { configuration: true, didChangeConfiguration: { dynamicRegistration: true } });
  await client.notify('yaml/registerContentRequest', {});
  await client.notify('workspace/didChangeConfiguration', { settings: { yaml } });
  return client;
}

function cells({ open, median, p95, cpu, memory }) {
  return [...[open, median, p95, cpu].map(ms), megabytes(memory)];
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
