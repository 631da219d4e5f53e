import { listen } from '../lsp/listen.ts';
import { bundledDescriptions } from './bundled-descriptions.ts';
import { bundledSchemas } from './bundled-schemas.ts';
import { bundledSnippets } from './bundled-snippets.ts';
import { bundledUsage } from './bundled-usage.ts';
import { nodeHost } from './node-host.ts';
import { bundledPages } from './rule-pages.ts';
import { watchClient } from './watch-client.ts';

/** In milliseconds after the start. */
const WATCH_AFTER = 3_000;

/** Starts the language server on this machine's disk. */
export function startServer(version: string): void {
  const options = {
    host: nodeHost,
    version,
    defer: setImmediate,
    rehearses: true,
    // Nothing needs it at once, and to start a thread takes a while.
    onClient: (processId: number | null) => void setTimeout(() => watchClient(processId), WATCH_AFTER).unref(),
    schemas: bundledSchemas(),
    words: {
      descriptions: bundledDescriptions(),
      usage: bundledUsage(),
      snippets: bundledSnippets(),
      pages: bundledPages(),
    },
  };
  const { stdin: input, stdout: output } = process;
  const stdio = { input, output, bytesOf: (text: string) => Buffer.from(text, 'utf8'), onEnd: () => process.exit(1) };
  listen(options, process.argv.includes('--stdio') ? stdio : undefined);
}
