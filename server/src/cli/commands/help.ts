import type { Argument, Command, Help, Option } from 'commander';

/** Applies to a command and those below it: help without noise, examples, and one form for all errors. */
export function configureHelp(command: Command): void {
  command.configureHelp({ optionDescription, argumentDescription });
  command.configureOutput({ outputError: (text, write) => write(errorText(text)) });
  command.commands.forEach(configureHelp);
}

/** Returns an error of Commander, such as `error: unknown option '--fromat'`, in the form of all others. */
function errorText(text: string): string {
  const [, message, suggestion] = /^error: (.*?)\.?\n?(?:\((Did you mean .*\?)\))?\s*$/s.exec(text) ?? [];
  if (message === undefined) return text;
  const [, flags, flag] = /^option '((\S+).*)' argument missing$/.exec(message) ?? [];
  if (flag !== undefined) return `error: ${flag} needs a value: ${flags}.\n`;
  const quoted = message.replaceAll("'", '"');
  const sentence = `${quoted.charAt(0).toUpperCase()}${quoted.slice(1)}.`;
  return `error: ${suggestion === undefined ? sentence : `${sentence} ${suggestion}`}\n`;
}

function optionDescription(this: Help, option: Option): string {
  return described(option);
}

function argumentDescription(this: Help, argument: Argument): string {
  return described(argument);
}

interface Described {
  readonly description: string;
  readonly argChoices?: string[];
  readonly defaultValue?: unknown;
  readonly defaultValueDescription?: string;
}

/** Returns the description with choices and default; lists that are empty and switches that are off have no default. */
function described({ description, argChoices, defaultValue, defaultValueDescription }: Described): string {
  const isEmpty = Array.isArray(defaultValue) && defaultValue.length === 0;
  const shown = defaultValueDescription ?? (isEmpty || typeof defaultValue === 'boolean' ? undefined : defaultValue);
  const facts = [
    ...(argChoices ? [argChoices.join(', ')] : []),
    ...(shown === undefined ? [] : [`default: ${Array.isArray(shown) ? shown.join(' ') : String(shown)}`]),
  ];
  return facts.length === 0 ? description : `${description} (${facts.join('; ')})`;
}

export function addExamples(
  command: Command,
  examples: readonly (readonly [line: string, purpose: string])[],
): Command {
  const width = Math.max(...examples.map(([line]) => line.length));
  const lines = examples.map(([line, purpose]) => `  ${line.padEnd(width)}  # ${purpose}`);
  return command.addHelpText('after', `\nExamples:\n${lines.join('\n')}`);
}
