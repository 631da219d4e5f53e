import { listen } from '../lsp/listen.ts';
import { REGISTRY } from '../providers/index.ts';
import { bundledDescriptions } from './bundled-descriptions.ts';
import { bundledSchemas } from './bundled-schemas.ts';
import { bundledSnippets } from './bundled-snippets.ts';
import { bundledUsage } from './bundled-usage.ts';
import { nodeHost } from './node-host.ts';
import { bundledPages, bundledPageUri } from './rule-pages.ts';
import { watchClient } from './watch-client.ts';

/** In milliseconds after the start, because starting a thread would delay the first answers. */
const WATCH_AFTER = 3_000;

/** Starts the language server on this machine's disk. */
export function startServer(version: string): void {
  const options = {
    registry: REGISTRY,
    host: nodeHost,
    version,
    defer: setImmediate,
    rulePage: bundledPageUri(),
    clock: () => performance.now(),
    warmsUp: true,
    onClient: (processId: number | null) => void setTimeout(() => watchClient(processId), WATCH_AFTER).unref(),
    schemas: bundledSchemas(),
    content: {
      descriptions: bundledDescriptions(),
      usage: bundledUsage(),
      snippets: bundledSnippets(),
      pages: bundledPages(),
    },
  };
  const { stdin: input, stdout: output } = process;
  const stdio = { input, output, encode: (text: string) => Buffer.from(text, 'utf8'), onEnd: () => process.exit(1) };
  listen(options, process.argv.includes('--stdio') ? stdio : undefined);
}
