import { listen } from '../lsp/listen.ts';
import { REGISTRY } from '../providers/index.ts';
import { bundledDescriptions } from './bundled-descriptions.ts';
import { bundledSchemas } from './bundled-schemas.ts';
import { bundledSnippets } from './bundled-snippets.ts';
import { bundledUsage } from './bundled-usage.ts';
import { nodeHost } from './node-host.ts';
import { processStdio } from './process-stdio.ts';
import { bundledPages, bundledPageUri } from './rule-pages.ts';
import { isDebugged, timeLimit } from './time-limit.ts';

/** Work that takes longer without interruption is ended, in milliseconds. */
const TIME_LIMIT = 10_000;

/** Starts the language server on this machine's disk. Tests pass other rules and another time limit. */
export function startServer(version: string, registry = REGISTRY, limit = TIME_LIMIT): void {
  const options = {
    registry,
    host: nodeHost,
    version,
    defer: setImmediate,
    rulePage: bundledPageUri(),
    clock: () => performance.now(),
    warmsUp: true,
    ...(isDebugged() ? {} : { runLimited: timeLimit(limit) }),
    schemas: bundledSchemas(),
    content: {
      descriptions: bundledDescriptions(),
      usage: bundledUsage(),
      snippets: bundledSnippets(),
      pages: bundledPages(),
    },
  };
  listen(options, process.argv.includes('--stdio') ? processStdio() : undefined);
}
