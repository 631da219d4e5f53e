import { Argument, type Command, Option } from 'commander';
import { COLOR_MODES } from '../output/colors.ts';
import { unknownName } from '../output/unknown-name.ts';
import { UsageError } from '../usage-error.ts';

/** Returns an option that can be given several times; its value is a list. */
export function repeatable(flags: string, description: string, shownDefault?: string): Option {
  return new Option(flags, description)
    .default([] as readonly string[], shownDefault)
    .argParser((value: string, before: readonly string[]) => [...before, value]);
}

/** Limits an option or argument to some values. `what` names a value in messages, such as `severity`. */
export function oneOf<Described extends Option | Argument>(
  described: Described,
  what: string,
  choices: readonly string[],
): Described {
  // `choices` is what help and completion show; the parser of Commander suggests nothing.
  described.choices(choices);
  described.argParser((value: string) => {
    if (!choices.includes(value)) throw new UsageError(unknownName(what, value, choices));
    return value;
  });
  return described;
}

const PATHS_DESCRIPTION =
  'files, folders (all *.yaml and *.yml in them, and *.json with manifests), or - for standard input';

export function addPaths(command: Command): Command {
  return command.addArgument(new Argument('[paths...]', PATHS_DESCRIPTION).default(['.'], 'the working directory'));
}

/** Adds the options that select files. */
export function addFileOptions(command: Command): Command {
  return command
    .addOption(
      repeatable('--exclude <name>', 'a name or pattern of files and folders to skip in folders; can be repeated'),
    )
    .option('--no-gitignore', 'also read files in folders that git ignores');
}

/** Adds the options that select what manifests are checked against. */
export function addCheckOptions(command: Command): Command {
  return command
    .option('--env <file>', 'fill in the variables of templates from this file, with one NAME=value per line')
    .addOption(
      repeatable(
        '--target <provider=release>',
        'check for this release of a provider; can be repeated',
        'every release that serves the document',
      ),
    )
    .option('--config <file>', 'use this file for all manifests instead of every .kamaji-metal3.yaml next to them')
    .option('--no-config', 'use no configuration file');
}

export function addColorOption(command: Command): Command {
  return command.addOption(
    oneOf(
      new Option('--color <when>', 'color the output; auto follows NO_COLOR, FORCE_COLOR and the terminal'),
      'color mode',
      COLOR_MODES,
    ).default('auto'),
  );
}
