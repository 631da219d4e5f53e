import { Argument, type Command, type Option } from 'commander';
import { REGISTRY } from '../../providers/index.ts';
import type { CompletedCommand, CompletedOption } from '../print/completed-command.ts';
import { completionScript, SHELLS, type Shell } from '../print/completion-script.ts';
import { REPORTERS } from '../reporters/index.ts';
import { addExamples } from './help.ts';
import { oneOf } from './options.ts';

export function addCompletionCommand(program: Command): void {
  const command = program
    .command('completion')
    .description('print a script that completes commands and options in a shell')
    .addArgument(oneOf(new Argument('<shell>', 'the shell'), 'shell', SHELLS));
  command.action((shell: Shell) => void process.stdout.write(completionScript(shell, completedCommands(program))));
  addExamples(command, [
    ['source <(kamaji-metal3 completion bash)', 'for this session'],
    ['kamaji-metal3 completion fish > ~/.config/fish/completions/kamaji-metal3.fish', 'for all sessions'],
  ]);
}

function completedCommands(command: Command, path = ''): readonly CompletedCommand[] {
  const { commands } = command;
  const own: CompletedCommand = {
    path,
    summary: command.description(),
    subcommands: commands.map((each) => each.name()),
    options: command.options.flatMap(completedOption),
    values: valuesOf(command),
  };
  return [
    own,
    ...commands.flatMap((each) => completedCommands(each, path === '' ? each.name() : `${path} ${each.name()}`)),
  ];
}

function valuesOf(command: Command): readonly string[] | undefined {
  const [argument] = command.registeredArguments;
  if (argument?.argChoices) return argument.argChoices;
  if (argument?.name() === 'rule') return REGISTRY.rules.map(({ id }) => id);
  return argument?.name() === 'paths' ? undefined : [];
}

function completedOption({ long, description, argChoices, flags }: Option): readonly CompletedOption[] {
  if (!long) return [];
  const summary = description.replace(/ \(.*$/s, '');
  return [{ flag: long, summary, value: argChoices ?? optionValue(flags) }];
}

function optionValue(flags: string): CompletedOption['value'] {
  if (!flags.includes('<')) return 'none';
  if (/<(file|folder)>/.test(flags)) return 'files';
  if (flags.includes('<rule>')) return REGISTRY.rules.map(({ id }) => id);
  return flags.includes('<format[=file]>') ? Object.keys(REPORTERS) : 'any';
}
