import type { Connection } from 'vscode-languageserver';
import { fileText, positionAt, templateVariables } from '../../core/index.ts';
import { VARIABLES, type VariablesParams, type VariablesResult } from '../protocol.ts';
import type { Session } from '../session.ts';

/** Lists what a template wants to be told before it is a manifest. */
export function registerVariables(connection: Connection, session: Session): void {
  connection.onRequest(VARIABLES, ({ uri }: VariablesParams): VariablesResult => {
    const file = session.manifest(uri);
    if (!file) return [];
    return templateVariables(fileText(file)).map(({ name, uses, default: value }) => ({
      name,
      ...(value === undefined ? {} : { default: value }),
      ranges: uses.map(({ span }) => ({ start: positionAt(file, span.start), end: positionAt(file, span.end) })),
    }));
  });
}
