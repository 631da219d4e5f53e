import { commands, type Disposable, Location, type LogOutputChannel, Position, Range, Uri } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';

export const SHOW_OUTPUT = 'kamajiMetal3.showOutput';
export const RESTART_SERVER = 'kamajiMetal3.restartServer';
/** For code lenses, which know places only as the protocol writes them. */
export const SHOW_REFERENCES = 'kamajiMetal3.showReferences';

interface WrittenPosition {
  readonly line: number;
  readonly character: number;
}

interface WrittenLocation {
  readonly uri: string;
  readonly range: { readonly start: WrittenPosition; readonly end: WrittenPosition };
}

export function registerCommands(client: LanguageClient, output: LogOutputChannel): Disposable[] {
  return [
    commands.registerCommand(SHOW_OUTPUT, () => output.show(true)),
    commands.registerCommand(RESTART_SERVER, () => restart(client)),
    commands.registerCommand(SHOW_REFERENCES, showReferences),
  ];
}

/** Works in any state: one that has stopped is only started, one that is starting is waited for. */
async function restart(client: LanguageClient): Promise<void> {
  if (client.isRunning()) await client.stop();
  await client.start();
}

async function showReferences(uri: string, at: WrittenPosition, locations: readonly WrittenLocation[]): Promise<void> {
  const found = locations.map(
    (each) => new Location(Uri.parse(each.uri), new Range(positionOf(each.range.start), positionOf(each.range.end))),
  );
  await commands.executeCommand('editor.action.showReferences', Uri.parse(uri), positionOf(at), found);
}

function positionOf({ line, character }: WrittenPosition): Position {
  return new Position(line, character);
}
