import { Argument, type Command, type Option } from 'commander';
import { versionsToMigrateTo } from '../../core/index.ts';
import { bundledSchemas } from '../../node/bundled-schemas.ts';
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
    options: command.options.flatMap((option) => completedOption(option, path)),
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
  switch (argument?.name()) {
    case 'paths':
      return undefined;
    case 'rule':
      return ruleIds();
    case 'kind':
      return [...new Set(bundledSchemas().kinds.map(({ kind }) => kind))].sort();
    default:
      return [];
  }
}

function completedOption(option: Option, path: string): readonly CompletedOption[] {
  const { long, description, argChoices } = option;
  if (!long) return [];
  const summary = description.replace(/ \(.*$/s, '');
  return [{ flag: long, summary, value: argChoices ?? optionValue(option, path) }];
}

function optionValue({ flags }: Option, path: string): CompletedOption['value'] {
  const [, value] = /<(.*)>/.exec(flags) ?? [];
  switch (value) {
    case undefined:
      return 'none';
    case 'file':
    case 'folder':
    case 'name':
      return 'files';
    case 'rule':
      return ruleIds();
    case 'format[=file]':
      return { after: Object.keys(REPORTERS) };
    case 'provider=release':
      return releases();
    case 'provider=version':
      return releases(path === 'migrate');
    default:
      return 'any';
  }
}

function ruleIds(): readonly string[] {
  return REGISTRY.rules.map(({ id }) => id);
}

/** Returns words such as `capm3=v1.13.2`, the newest release first; for `migrate` also those with an API version. */
function releases(hasVersions = false): readonly string[] {
  const schemas = bundledSchemas();
  return schemas.providers.flatMap((provider) => {
    const versions = hasVersions ? versionsToMigrateTo(provider.name, REGISTRY.migrations, schemas) : [];
    const values = ['latest', ...versions, ...provider.releases.toReversed()];
    const names = [...(provider.aliases ?? []), provider.name];
    return names.flatMap((name) => values.map((value) => `${name}=${value}`));
  });
}
