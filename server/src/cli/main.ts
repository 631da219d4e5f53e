import { Command, CommanderError } from 'commander';
import { VERSION } from '../node/version.ts';
import { addCompletionCommand } from './commands/completion-command.ts';
import { addExamples, configureHelp } from './commands/help.ts';
import { addLintCommand } from './commands/lint-command.ts';
import { addMigrateCommand } from './commands/migrate-command.ts';
import { addRulesCommands } from './commands/rules-command.ts';
import { addSchemaCommand } from './commands/schema-command.ts';
import { addServerCommand } from './commands/server-command.ts';
import { addTreeCommand } from './commands/tree-command.ts';
import { addUpgradeCommand } from './commands/upgrade-command.ts';
import { addVariablesCommand } from './commands/variables-command.ts';
import { withArgumentFiles } from './input/argument-files.ts';
import { withoutUnknownValues } from './input/known-options.ts';
import { EXIT, UsageError } from './usage-error.ts';

const program = new Command('kamaji-metal3')
  .description('Checks Cluster API manifests for Kamaji control planes on Metal³, across documents and files.')
  .version(VERSION)
  .exitOverride()
  .addHelpText('after', '\nAn argument @FILE is replaced by the lines of the file, one argument per line.');

addLintCommand(program);
addRulesCommands(program);
addTreeCommand(program);
addUpgradeCommand(program);
addMigrateCommand(program);
addSchemaCommand(program);
addVariablesCommand(program);
addCompletionCommand(program);
addServerCommand(program);

configureHelp(program);
addExamples(program, [
  ['kamaji-metal3 lint clusters/', 'report problems in manifests'],
  ['kamaji-metal3 explain endpoint-host-mismatch', 'what a rule means'],
  ['kamaji-metal3 lint --help', 'all options of a command'],
]);

// The reader of the output can close it early, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

run().catch((error: unknown) => {
  process.exitCode = exitCodeFor(error);
});

async function run(): Promise<void> {
  const [node = '', script = '', ...words] = process.argv;
  await program.parseAsync([node, script, ...withoutUnknownValues(withArgumentFiles(words), program)]);
}

function exitCodeFor(error: unknown): number {
  // Commander has printed its message; help and version are no failures.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.clean : EXIT.failed;
  const message = error instanceof UsageError ? error.message : String(error instanceof Error ? error.stack : error);
  process.stderr.write(`error: ${message}\n`);
  return EXIT.failed;
}
