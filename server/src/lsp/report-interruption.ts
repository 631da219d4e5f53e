import { type Connection, MessageType, ShowMessageNotification } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import type { Interruption } from './watchdog.ts';

/** Logs an interruption, and shows a message if a file is skipped because of it. */
export function reportInterruption(
  connection: Connection,
  { uri, rule, isDelay }: Interruption,
  isQuarantined: boolean,
): void {
  const work = `Checking ${uri ?? 'the workspace'}${rule === undefined ? '' : ` with the rule ${rule}`}`;
  if (isDelay) {
    connection.console.warn(`${work} was interrupted because the machine is busy. It is repeated with more time.`);
    return;
  }
  connection.console.error(
    `${work} took too long and was interrupted. ${isQuarantined ? 'The file is skipped until it changes.' : 'The workspace is not checked before its next change.'}`,
  );
  if (!isQuarantined || uri === undefined) return;
  const message = `Kamaji Metal3 skips ${nameOf(uri)} until it changes, because checking it takes too long. The output of the server has the details.`;
  void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message });
}

function nameOf(uri: string): string {
  const { path } = URI.parse(uri);
  return path.slice(path.lastIndexOf('/') + 1);
}
