import { type DocumentParams, VARIABLES, type VariablesResult } from '../../../../protocol/index.ts';
import { fileText, positionAt, templateVariables } from '../../core/index.ts';
import { ownRoute, type Route } from '../dispatcher.ts';
import type { Snapshot } from '../session/snapshot.ts';

export const VARIABLE_ROUTES: readonly Route[] = [ownRoute(VARIABLES, 'documents', variables)];

/** Lists the variables of a clusterctl template. */
function variables(snapshot: Snapshot, { uri }: DocumentParams): VariablesResult {
  const file = snapshot.manifest(uri);
  if (!file) return [];
  return templateVariables(fileText(file)).map(({ name, uses, default: value, otherDefaults }) => ({
    name,
    otherDefaults,
    ...(value === undefined ? {} : { default: value }),
    ranges: uses.map(({ span }) => ({ start: positionAt(file, span.start), end: positionAt(file, span.end) })),
  }));
}
