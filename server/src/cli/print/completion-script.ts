import type { CompletedCommand, CompletedOption } from './completed-command.ts';

export type Shell = 'bash' | 'zsh' | 'fish';

export const SHELLS: readonly Shell[] = ['bash', 'zsh', 'fish'];

const NAME = 'kamaji-metal3';

/**
 * Returns a script that completes commands, options and their values. It contains all words, so it starts no process.
 */
export function completionScript(shell: Shell, commands: readonly CompletedCommand[]): string {
  return shell === 'fish' ? fishScript(commands) : shell === 'zsh' ? zshScript(commands) : bashScript(commands);
}

function bashScript(commands: readonly CompletedCommand[]): string {
  return `# bash completion for ${NAME}: source <(${NAME} completion bash)
_kamaji_metal3() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} path='' word next
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    next="\${path:+$path }$word"
    case "$next" in
      ${pathsOf(commands).map(quote).join('|')}) path=$next ;;
    esac
  done
  local words='' files=no
  case "$path $previous" in
${optionCases(commands)}
    *)
      case "$path" in
${commandCases(commands)}
      esac ;;
  esac
  COMPREPLY=()
  if [ -n "$words" ]; then mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current"); fi
  if [ "$files" = yes ]; then mapfile -t -O "\${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "$current"); fi
}
complete -o filenames -F _kamaji_metal3 ${NAME}
`;
}

/** In zsh, `path` is the search path, so the variable has another name. */
function zshScript(commands: readonly CompletedCommand[]): string {
  return `#compdef ${NAME}
# zsh completion for ${NAME}: source <(${NAME} completion zsh)
_kamaji_metal3_zsh() {
  local at='' word next i
  for (( i = 2; i < CURRENT; i++ )); do
    word=\${words[i]}
    next="\${at:+$at }$word"
    case "$next" in
      ${pathsOf(commands).map(quote).join('|')}) at=$next ;;
    esac
  done
  local previous=\${words[CURRENT-1]}
  local candidates='' files=no
  case "$at $previous" in
${optionCases(commands, 'candidates')}
    *)
      case "$at" in
${commandCases(commands, 'candidates')}
      esac ;;
  esac
  [[ -n "$candidates" ]] && compadd -- \${=candidates}
  [[ $files == yes ]] && _files
}
compdef _kamaji_metal3_zsh ${NAME}
`;
}

function pathsOf(commands: readonly CompletedCommand[]): readonly string[] {
  return commands.flatMap(({ path }) => (path === '' ? [] : [path]));
}

/** Returns the completions of the values of options, as branches of a `case`. */
function optionCases(commands: readonly CompletedCommand[], variable = 'words'): string {
  return commands
    .flatMap(({ path, options }) =>
      options.flatMap(({ flag, value }) => {
        const pattern = quote(`${path} ${flag}`);
        if (value === 'none') return [];
        if (value === 'files') return [`    ${pattern}) files=yes ;;`];
        return [`    ${pattern}) ${variable}=${quote(value === 'any' ? '' : value.join(' '))} ;;`];
      }),
    )
    .join('\n');
}

function commandCases(commands: readonly CompletedCommand[], variable = 'words'): string {
  return commands
    .map(({ path, subcommands, options, values }) => {
      const words = [...subcommands, ...(values ?? []), ...options.map(({ flag }) => flag), '--help'];
      const files = values === undefined ? ' files=yes' : '';
      return `        ${quote(path)}) ${variable}=${quote(words.join(' '))}${files} ;;`;
    })
    .join('\n');
}

function fishScript(commands: readonly CompletedCommand[]): string {
  const lines = commands.flatMap((command) => {
    const condition = `__kamaji_metal3_in ${fishQuote(command.path)}`;
    const files = command.values === undefined ? [] : [`complete -c ${NAME} -n ${fishQuote(condition)} -f`];
    const words = [...command.subcommands, ...(command.values ?? [])];
    const values =
      words.length === 0 ? [] : [`complete -c ${NAME} -n ${fishQuote(condition)} -a ${fishQuote(words.join(' '))}`];
    return [...files, ...values, ...command.options.map((option) => fishOption(option, condition))];
  });
  return `# fish completion for ${NAME}
function __kamaji_metal3_in
  set -l path ''
  for word in (commandline -opc)[2..-1]
    set -l next (string trim "$path $word")
    contains -- "$next" ${pathsOf(commands).map(quote).join(' ')}; and set path $next
  end
  test "$path" = "$argv[1]"
end
${lines.join('\n')}
`;
}

function fishOption({ flag, summary, value }: CompletedOption, condition: string): string {
  const values =
    value === 'none'
      ? ''
      : value === 'files'
        ? ' -r -F'
        : value === 'any'
          ? ' -x'
          : ` -x -a ${fishQuote(value.join(' '))}`;
  return `complete -c ${NAME} -n ${fishQuote(condition)} -l ${flag.slice(2)} -d ${fishQuote(summary)}${values}`;
}

/** Quotes a text for fish, in which a backslash escapes within single quotes. */
function fishQuote(text: string): string {
  return `'${text.replace(/['\\]/g, '\\$&')}'`;
}

/** Quotes a text for a POSIX shell. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
