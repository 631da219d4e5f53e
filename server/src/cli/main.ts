import { Command, CommanderError } from 'commander';
import { VERSION } from '../node/version.ts';
import { addLintCommand } from './lint-command.ts';
import { addMigrateCommand } from './migrate-command.ts';
import { addSchemaCommand } from './schema-command.ts';
import { addTreeCommand } from './tree-command.ts';
import { EXIT, UsageError } from './usage-error.ts';
import { addVariablesCommand } from './variables-command.ts';

const program = new Command('kamaji-metal3')
  .description('Checks Cluster API manifests for Kamaji control planes on Metal³, across their documents.')
  .version(VERSION)
  .exitOverride();

addLintCommand(program);
addSchemaCommand(program);
addTreeCommand(program);
addMigrateCommand(program);
addVariablesCommand(program);

program
  .command('server')
  .description('run the language server, for any editor')
  .option('--stdio', 'speak over standard input and output')
  .option('--node-ipc', 'speak over Node’s channel to the parent process')
  .option('--socket <port>', 'speak over a socket on this machine')
  .action(async (options: Readonly<Record<string, unknown>>) => {
    if (Object.keys(options).length !== 1)
      throw new UsageError(
        'The language server needs to know how to speak: add --stdio (or --node-ipc, or --socket PORT).',
      );
    // The protocol's library is half of what there is to read; the other commands begin without it.
    const { startServer } = await import('../node/main.ts');
    startServer(VERSION);
  });

program.parseAsync().catch((error: unknown) => {
  process.exitCode = exitCodeFor(error);
});

function exitCodeFor(error: unknown): number {
  // Commander has said what it had to say; help and version are no failures.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.clean : EXIT.failed;
  process.stderr.write(
    `${error instanceof UsageError ? error.message : String(error instanceof Error ? error.stack : error)}\n`,
  );
  return EXIT.failed;
}
