import type { CompletedCommand, CompletedOption } from './completed-command.ts';
import { fishScript } from './fish-completion.ts';
import { NAME, quote } from './shell-words.ts';

export type Shell = 'bash' | 'zsh' | 'fish';

export const SHELLS: readonly Shell[] = ['bash', 'zsh', 'fish'];

/**
 * Returns a script that completes commands, options and their values. It contains all words, so it starts no process.
 */
export function completionScript(shell: Shell, commands: readonly CompletedCommand[]): string {
  return shell === 'fish' ? fishScript(commands) : shell === 'zsh' ? zshScript(commands) : bashScript(commands);
}

/**
 * Bash splits the line at `=`, so the words are joined again, and replies contain only what follows the last `=`. Runs in
 * bash 3.2, the version of macOS, which has no `compopt`.
 */
function bashScript(commands: readonly CompletedCommand[]): string {
  return `# bash completion for ${NAME}: source <(${NAME} completion bash)
_kamaji_metal3() {
  local line=() count=0 i word
  for (( i = 1; i <= COMP_CWORD; i++ )); do
    word=\${COMP_WORDS[i]}
    if (( i > 1 )) && [[ $word == =* || \${COMP_WORDS[i-1]} == =* ]]; then line[count-1]+=$word
    else line[count]=$word; (( ++count )); fi
  done
  local current=\${line[count-1]} previous='' at='' next words='' files=no option=''
  for (( i = 0; i < count - 1; i++ )); do
    previous=\${line[i]}
    if [[ $previous == -- ]]; then files=yes; fi
    next="\${at:+$at }$previous"
    case "$next" in
      ${pathsOf(commands)}) at=$next ;;
    esac
  done
  if [[ $files == no ]]; then
    if [[ $current == --*=* ]]; then
      previous=\${current%%=*} option=\${current%%=*}= current=\${current#*=}
    fi
    case "$at $previous" in
${optionCases(commands)}
      *)
        case "$at" in
${commandCases(commands)}
        esac ;;
    esac
  fi
  if [[ $files == after ]]; then
    if [[ $current == *=* ]]; then words='' files=yes option+=\${current%%=*}= current=\${current#*=}
    else files=no; fi
  fi
  local before=$option
  if [[ $COMP_WORDBREAKS == *=* ]]; then before=''; fi
  COMPREPLY=()
  count=0
  for word in $words; do
    if [[ $word != "$current"* ]]; then continue; fi
    if [[ $word == *=* && $current != *=* ]]; then
      # First the name, then the value.
      word=\${word%%=*}=
      if (( count > 0 )) && [[ \${COMPREPLY[count-1]} == "$before$word" ]]; then continue; fi
      compopt -o nospace 2>/dev/null
    elif [[ $word == *=* && -z $before ]]; then word=\${word#*=}; fi
    COMPREPLY[count]=$before$word
    (( ++count ))
  done
  if [[ $files == yes ]]; then
    compopt -o filenames 2>/dev/null
    while IFS= read -r word; do
      COMPREPLY[count]=$before$word
      (( ++count ))
    done < <(compgen -f -- "$current")
  fi
}
complete -F _kamaji_metal3 ${NAME}
`;
}

/** In zsh, `path` is the search path, so the variable has another name. */
function zshScript(commands: readonly CompletedCommand[]): string {
  return `#compdef ${NAME}
# zsh completion for ${NAME}: source <(${NAME} completion zsh)
_kamaji_metal3_zsh() {
  local at='' word next i files=no
  for (( i = 2; i < CURRENT; i++ )); do
    word=\${words[i]}
    if [[ $word == -- ]]; then _files; return; fi
    next="\${at:+$at }$word"
    case "$next" in
      ${pathsOf(commands)}) at=$next ;;
    esac
  done
  local previous=\${words[CURRENT-1]} current=\${words[CURRENT]} candidates=''
  if [[ $current == --*=* ]]; then
    previous=\${current%%=*} current=\${current#*=}
    compset -P 1 '*='
  fi
  case "$at $previous" in
${optionCases(commands, 'candidates')}
    *)
      case "$at" in
${commandCases(commands, 'candidates')}
      esac ;;
  esac
  local list=(\${=candidates})
  if [[ $files == after ]]; then
    files=no
    if [[ $current == *=* ]]; then compset -P 1 '*='; _files; return; fi
  fi
  if [[ $candidates == *=* && $current == *=* ]]; then
    compset -P 1 '*='
    list=(\${(M)list:#\${current%%=*}=*})
    compadd -- \${list#*=}
  elif [[ $candidates == *=* ]]; then
    # First the name, then the value.
    list=(\${list%%=*})
    compadd -S = -q -- \${(u)list}
  elif (( \${#list} )); then compadd -- $list; fi
  if [[ $files == yes ]]; then _files; fi
}
if [[ \${funcstack[1]} == _${NAME} ]]; then _kamaji_metal3_zsh
else compdef _kamaji_metal3_zsh ${NAME}; fi
`;
}

function pathsOf(commands: readonly CompletedCommand[]): string {
  return commands.flatMap(({ path }) => (path === '' ? [] : [quote(path)])).join('|');
}

/** Returns the completions of the values of options, as branches of a `case`. */
function optionCases(commands: readonly CompletedCommand[], variable = 'words'): string {
  return commands
    .flatMap(({ path, options }) =>
      options.flatMap(({ flag, value }) =>
        value === 'none' ? [] : [`      ${quote(`${path} ${flag}`)}) ${assignments(value, variable)} ;;`],
      ),
    )
    .join('\n');
}

function assignments(value: CompletedOption['value'], variable: string): string {
  if (value === 'files') return 'files=yes';
  if (value === 'any' || value === 'none') return ':';
  return 'after' in value
    ? `${variable}=${quote(value.after.join(' '))} files=after`
    : `${variable}=${quote(value.join(' '))}`;
}

/** Options are completed after a hyphen, or if the command has no arguments. */
function commandCases(commands: readonly CompletedCommand[], variable = 'words'): string {
  return commands
    .map(({ path, subcommands, options, values }) => {
      const flags = `${variable}=${quote([...options.map(({ flag }) => flag), '--help'].join(' '))}`;
      const words = [...subcommands, ...(values ?? [])];
      if (values !== undefined && words.length === 0) return `          ${quote(path)}) ${flags} ;;`;
      const others = values === undefined ? 'files=yes' : `${variable}=${quote(words.join(' '))}`;
      return `          ${quote(path)}) if [[ $current == -* ]]; then ${flags}; else ${others}; fi ;;`;
    })
    .join('\n');
}
