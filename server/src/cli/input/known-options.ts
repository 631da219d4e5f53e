import type { Command } from 'commander';

/** Removes the value of `--OPTION=VALUE` if no command has the option: Commander suggests an option only without it. */
export function withoutUnknownValues(words: readonly string[], program: Command): readonly string[] {
  const flags = new Set(flagsOf(program));
  const end = words.indexOf('--');
  return words.map((word, index) => {
    const flag = /^(--[\w-]+)=/.exec(word)?.[1];
    return flag === undefined || flags.has(flag) || (end >= 0 && index > end) ? word : flag;
  });
}

function flagsOf(command: Command): readonly string[] {
  return [...command.options.flatMap(({ long }) => long ?? []), ...command.commands.flatMap(flagsOf)];
}
