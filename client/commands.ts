import { commands, type Disposable, Location, type LogOutputChannel, Uri } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { Location as ProtocolLocation, Position as ProtocolPosition } from '../protocol/index.ts';
import { positionOf, rangeOf } from './ranges.ts';

export const SHOW_OUTPUT = 'kamajiMetal3.showOutput';
export const RESTART_SERVER = 'kamajiMetal3.restartServer';
export const OPEN_SETTINGS = 'kamajiMetal3.openSettings';
/** The command of code lenses. Its arguments have the types of the protocol. */
export const SHOW_REFERENCES = 'kamajiMetal3.showReferences';

/** The command of code actions that open the page of a rule. Its argument is the URI. */
export const OPEN_URI = 'kamajiMetal3.openUri';

export function registerCommands(client: LanguageClient, output: LogOutputChannel): Disposable[] {
  return [
    commands.registerCommand(SHOW_OUTPUT, () => output.show(true)),
    commands.registerCommand(RESTART_SERVER, () => restart(client)),
    commands.registerCommand(SHOW_REFERENCES, showReferences),
    commands.registerCommand(OPEN_SETTINGS, () =>
      commands.executeCommand('workbench.action.openSettings', '@ext:kamaji-metal3.kamaji-metal3'),
    ),
    commands.registerCommand(OPEN_URI, (uri: string) => commands.executeCommand('vscode.open', Uri.parse(uri))),
  ];
}

/** Starts a server that has stopped, waits for one that is starting, and restarts one that is running. */
async function restart(client: LanguageClient): Promise<void> {
  if (client.isRunning()) await client.stop();
  await client.start();
}

async function showReferences(
  uri: string,
  position: ProtocolPosition,
  locations: readonly ProtocolLocation[],
): Promise<void> {
  const found = locations.map((each) => new Location(Uri.parse(each.uri), rangeOf(each.range)));
  await commands.executeCommand('editor.action.showReferences', Uri.parse(uri), positionOf(position), found);
}
