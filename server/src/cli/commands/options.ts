import { Argument, type Command, Option } from 'commander';
import { COLOR_MODES } from '../output/colors.ts';

/** Returns an option that can be given several times; its value is a list. */
export function repeatable(flags: string, description: string, shownDefault?: string): Option {
  return new Option(flags, description)
    .default([] as readonly string[], shownDefault)
    .argParser((value: string, before: readonly string[]) => [...before, value]);
}

const PATHS_DESCRIPTION =
  'files, folders (all *.yaml and *.yml in them, and *.json with manifests), or - for standard input';

export function addPaths(command: Command): Command {
  return command.addArgument(new Argument('[paths...]', PATHS_DESCRIPTION).default(['.'], 'the working directory'));
}

/** Adds the options that select files. */
export function addFileOptions(command: Command): Command {
  return command
    .option('--exclude <names...>', 'names or patterns of files and folders to skip in folders', [])
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
    new Option('--color <when>', 'color the output; auto follows NO_COLOR, FORCE_COLOR and the terminal')
      .choices(COLOR_MODES)
      .default('auto'),
  );
}
