import type { Connection, TextEdit } from 'vscode-languageserver';
import { type Provider, positionAt, providerTitle, sentenceStart, targetChange } from '../../core/index.ts';
import { TARGET_EDIT, TARGETS, type TargetEditParams, type TargetsParams, type TargetsResult } from '../protocol.ts';
import { normalUri, type Session } from '../session.ts';

/** Tells which releases are judged by, and how a configuration file would say otherwise. */
export function registerTargets(connection: Connection, session: Session, providers: readonly Provider[]): void {
  connection.onRequest(TARGETS, ({ uri }: TargetsParams): TargetsResult => {
    const key = normalUri(uri);
    const { targets } = session.configurations.for(key);
    const configurationFile = session.configurations.fileFor(key);
    return {
      providers: providers.map((provider) => ({
        name: provider.name,
        displayName: sentenceStart(providerTitle(provider)),
        releases: provider.releases.toReversed(),
        ...(targets[provider.name] === undefined ? {} : { target: targets[provider.name] }),
      })),
      ...(configurationFile === undefined ? {} : { configurationFile: session.clientUri(configurationFile) }),
    };
  });

  connection.onRequest(TARGET_EDIT, ({ configurationFile, provider, release }: TargetEditParams): TextEdit[] => {
    const file = session.file(normalUri(configurationFile));
    const change = file && targetChange(file, provider, release, providers);
    if (!file || !change) return [];
    const at = (offset: number) => positionAt(file, offset);
    return [{ range: { start: at(change.span.start), end: at(change.span.end) }, newText: change.newText }];
  });
}
