import type { CompletedCommand, CompletedOption } from './completed-command.ts';
import { fishQuote, NAME, quote } from './shell-words.ts';

/** Returns the completion script for fish, which lists options with their summaries. */
export function fishScript(commands: readonly CompletedCommand[]): string {
  const paths = commands.flatMap(({ path }) => (path === '' ? [] : [quote(path)]));
  return `# fish completion for ${NAME}
function __kamaji_metal3_in
  set -l path ''
  for word in (commandline -opc)[2..-1]
    test "$word" = --; and return 1
    set -l next (string trim "$path $word")
    contains -- "$next" ${paths.join(' ')}; and set path $next
  end
  test "$path" = "$argv[1]"
end
# Lists NAME=VALUE words: first the names, then the values.
function __kamaji_metal3_pairs
  set -l current (commandline -ct | string replace -r '^--[^=]*=' '')
  if string match -q '*=*' -- $current
    string match -- (string replace -r '=.*' '' -- $current)'=*' $argv
  else
    string replace -r '=.*' '=' -- $argv | uniq
  end
end
# Lists words that can be followed by = and a file.
function __kamaji_metal3_after
  set -l current (commandline -ct | string replace -r '^--[^=]*=' '')
  if string match -q '*=*' -- $current
    set -l name (string replace -r '=.*' '' -- $current)
    for file in (__fish_complete_path (string replace -r '^[^=]*=' '' -- $current))
      printf '%s=%s\\n' $name $file
    end
  else
    printf '%s\\n' $argv
  end
end
${commands.flatMap(linesOf).join('\n')}
`;
}

function linesOf(command: CompletedCommand): readonly string[] {
  const condition = `__kamaji_metal3_in ${fishQuote(command.path)}`;
  const line = (words: string) => `complete -c ${NAME} -n ${fishQuote(condition)} ${words}`;
  const words = [...command.subcommands, ...(command.values ?? [])];
  return [
    ...(command.values === undefined ? [] : [line('-f')]),
    ...(words.length === 0 ? [] : [line(`-a ${fishQuote(words.join(' '))}`)]),
    ...command.options.map(({ flag, summary, value }) =>
      line(`-l ${flag.slice(2)} -d ${fishQuote(summary)}${argumentOf(value)}`),
    ),
  ];
}

function argumentOf(value: CompletedOption['value']): string {
  if (value === 'none') return '';
  if (value === 'files') return ' -r -F';
  if (value === 'any') return ' -x';
  if ('after' in value) return ` -x -a ${fishQuote(`(__kamaji_metal3_after ${value.after.join(' ')})`)}`;
  const isPairs = value.some((each) => each.includes('='));
  return ` -x -a ${fishQuote(isPairs ? `(__kamaji_metal3_pairs ${value.join(' ')})` : value.join(' '))}`;
}
