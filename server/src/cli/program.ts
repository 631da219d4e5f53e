import { Command } from 'commander';
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
import { UsageError } from './usage-error.ts';

/** Returns the command line with all of its commands. It throws a CommanderError where Commander would exit. */
export function createProgram(): Command {
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

  program.hook('preAction', (_, command) => rejectEmptyValues(command));
  configureHelp(program);
  addExamples(program, [
    ['kamaji-metal3 lint clusters/', 'report problems in manifests'],
    ['kamaji-metal3 explain endpoint-host-mismatch', 'what a rule means'],
    ['kamaji-metal3 lint --help', 'all options of a command'],
  ]);
  return program;
}

/** An empty value is usually a variable of a script that is not set. */
function rejectEmptyValues(command: Command): void {
  for (const option of command.options)
    if (command.getOptionValue(option.attributeName()) === '')
      throw new UsageError(`The value of ${option.long} is empty. Write ${option.flags}, or remove the option.`);
}
