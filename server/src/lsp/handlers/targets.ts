import {
  type DocumentParams,
  type ReleaseChoice,
  TARGET_EDIT,
  TARGETS,
  type TargetEditParams,
  type TargetsResult,
  type TextEdit,
} from '../../../../protocol/index.ts';
import { minorOf, positionAt, providerTitle, targetChange } from '../../core/index.ts';
import { ownRoute, type Route } from '../dispatcher.ts';
import type { Snapshot } from '../session/snapshot.ts';
import { normalUri } from '../uris.ts';

/** The target releases of a file, and the edit of a configuration file that changes one. */
export const TARGET_ROUTES: readonly Route[] = [
  ownRoute(TARGETS, 'documents', targets),
  ownRoute(TARGET_EDIT, 'documents', targetEdit),
];

function targets(snapshot: Snapshot, { uri }: DocumentParams): TargetsResult {
  const { configurations, providers } = snapshot;
  const key = normalUri(uri);
  const { targets } = configurations.for(key);
  const configurationFile = configurations.fileFor(key);
  return {
    providers: providers.map((provider) => ({
      name: provider.name,
      displayName: providerTitle(provider).replace(/^the /, ''),
      releases: releaseChoices(provider.releases.toReversed()),
      ...(targets[provider.name] === undefined ? {} : { target: targets[provider.name] }),
    })),
    ...(configurationFile === undefined ? {} : { configurationFile: snapshot.clientUri(configurationFile) }),
  };
}

/** Returns the minor releases, each with its newest patch release. `releases` is sorted with the newest first. */
export function releaseChoices(releases: readonly string[]): readonly ReleaseChoice[] {
  const newest = new Map<string, string>();
  for (const release of releases) {
    const minor = minorOf(release);
    if (!newest.has(minor)) newest.set(minor, release);
  }
  return [...newest].map(([minor, release]) => ({ minor, newest: release }));
}

function targetEdit(
  snapshot: Snapshot,
  { configurationFile, provider, release }: TargetEditParams,
): readonly TextEdit[] {
  const file = snapshot.file(normalUri(configurationFile));
  const change = file && targetChange(file, provider, release, snapshot.providers);
  if (!file || !change) return [];
  const at = (offset: number) => positionAt(file, offset);
  return [{ range: { start: at(change.span.start), end: at(change.span.end) }, newText: change.newText }];
}
