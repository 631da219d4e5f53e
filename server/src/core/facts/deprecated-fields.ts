import { isKind } from '../objects/group-kind.ts';
import { inRange } from '../schemas/releases.ts';
import type { ResolvedKind } from '../schemas/resolved-kind.ts';
import type { NodePath } from '../syntax/lookup.ts';
import { fits, pathPattern } from '../syntax/path-pattern.ts';
import type { Row } from './fact.ts';

/** Returns true if the release of a kind deprecates the field at a path. */
export type IsDeprecated = (kind: Omit<ResolvedKind, 'kindVersion' | 'schema'>, path: NodePath) => boolean;

/** Returns a function that looks up the fields that facts deprecate. */
export function deprecatedFields(rows: readonly Row[]): IsDeprecated {
  const fields = rows.flatMap(({ deprecates, places, versions, releases }) =>
    deprecates === undefined
      ? []
      : places.map(({ group, kind, pattern: { text } }) => ({
          kind: { group, kind },
          pattern: pathPattern(text === '' ? deprecates : `${text}.${deprecates}`),
          versions,
          releases,
        })),
  );
  return (known, path) =>
    fields.some(
      ({ kind, pattern, versions, releases }) =>
        fits(pattern, path) &&
        isKind(known, kind) &&
        (versions?.includes(known.version) ?? true) &&
        (releases?.some((range) => range.provider === known.provider && inRange(range, known.release)) ?? true),
    );
}
