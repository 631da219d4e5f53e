import { commands, type Disposable, type LogOutputChannel } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';

export const SHOW_OUTPUT = 'kamajiMetal3.showOutput';
export const RESTART_SERVER = 'kamajiMetal3.restartServer';

export function registerCommands(client: LanguageClient, output: LogOutputChannel): Disposable[] {
  return [
    commands.registerCommand(SHOW_OUTPUT, () => output.show(true)),
    commands.registerCommand(RESTART_SERVER, () => restart(client)),
  ];
}

/** Works in any state: one that has stopped is only started, one that is starting is waited for. */
async function restart(client: LanguageClient): Promise<void> {
  if (client.isRunning()) await client.stop();
  await client.start();
}
