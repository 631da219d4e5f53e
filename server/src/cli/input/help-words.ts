import type { Command } from 'commander';
import { unknownName } from '../output/unknown-name.ts';
import { UsageError } from '../usage-error.ts';

/**
 * Returns `COMMAND --help` for `help COMMAND`. Throws a UsageError if there is no such command: Commander prints the help of
 * the program instead.
 */
export function withHelpOption(words: readonly string[], program: Command): readonly string[] {
  const [first, ...rest] = words;
  const isHelp = first === 'help';
  const [name = '-'] = isHelp ? rest : words;
  const known = ['help', ...program.commands.map((command) => command.name())];
  const wantsHelp = isHelp || rest.some((word) => word === '--help' || word === '-h');
  if (wantsHelp && !name.startsWith('-') && !known.includes(name))
    throw new UsageError(unknownName('command', name, known));
  return isHelp && rest.length > 0 ? [...rest, '--help'] : words;
}
