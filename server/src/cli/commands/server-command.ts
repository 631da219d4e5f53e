import type { Command } from 'commander';
import { VERSION } from '../../node/version.ts';
import { UsageError } from '../usage-error.ts';

export function addServerCommand(program: Command): void {
  program
    .command('server')
    .description('run the language server, for any editor')
    .option('--stdio', 'communicate over standard input and output')
    .option('--node-ipc', 'communicate over the IPC channel of Node.js')
    .option('--socket <port>', 'communicate over a socket on this machine')
    .action(async (options: Readonly<Record<string, unknown>>) => {
      if (Object.keys(options).length !== 1)
        throw new UsageError('The language server needs a transport: add --stdio, --node-ipc or --socket PORT.');
      // Loaded on demand: the protocol library is half of all code.
      const { startServer } = await import('../../node/main.ts');
      startServer(VERSION);
    });
}
