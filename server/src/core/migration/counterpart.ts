import type { NodePath } from '../syntax/lookup.ts';
import { type Step, stepsOf } from './find-fields.ts';
import { mapPath } from './map-path.ts';
import type { Migration } from './migration.ts';

/** What another version of a kind has instead of a field. */
export type Counterpart =
  /** The field is there, under another path, and maybe with a value in another form. */
  | { readonly path: NodePath; readonly form?: 'seconds' | 'list' | 'group' }
  /** The field is in the other version only; why, if that is known. */
  | { readonly path?: undefined; readonly reason?: string };

/**
 * What a field that an object does not know is called in the version of the object, because the author took it from
 * another version. Undefined for fields that no table knows.
 */
export function counterpartOf(
  migrations: readonly Migration[],
  { group, version, kind }: { readonly group: string; readonly version: string; readonly kind: string },
  path: NodePath,
): Counterpart | undefined {
  const own = migrations.filter((each) => each.group === group && each.kind === kind);
  for (const migration of own) {
    const found =
      migration.to === version
        ? newer(migration, path)
        : migration.from === version
          ? older(migration, path)
          : undefined;
    if (found) return found;
  }
  return undefined;
}

/**
 * The place of a field of an older version in the version of an object, for a field that is not there; empty for one
 * that is gone. Undefined where the value needs another form than seconds.
 */
export function newPlaceOf(
  migrations: readonly Migration[],
  of: { readonly group: string; readonly version: string; readonly kind: string },
  path: NodePath,
): NodePath | undefined {
  const isNewer = migrations.some(({ group, kind, to }) => group === of.group && kind === of.kind && to === of.version);
  const found = isNewer ? counterpartOf(migrations, of, path) : undefined;
  if (!found) return undefined;
  if (!found.path) return [];
  const isOther = found.path.join('\n') !== path.join('\n');
  return isOther && (found.form === undefined || found.form === 'seconds') ? found.path : undefined;
}

/** Returns the fields that a field of an older version became in the version of an object, if it became several. */
export function successorsOf(
  migrations: readonly Migration[],
  of: { readonly group: string; readonly version: string; readonly kind: string },
  path: NodePath,
): readonly NodePath[] {
  const own = migrations.find((each) => each.group === of.group && each.kind === of.kind && each.to === of.version);
  const to = own ? mapPath(own, path.map(String)).to : [];
  return to.length > 1 ? to.map(typed) : [];
}

/** An old field in an object of the new version. */
function newer(migration: Migration, path: NodePath): Counterpart | undefined {
  const { to, conversion, item, problem } = mapPath(migration, path.map(String));
  const [first, second] = to;
  // A field that became several has no single place.
  if (second) return undefined;
  if (!first) return problem === undefined ? undefined : { reason: problem };
  if (item || (first.join('\n') === path.join('\n') && !conversion)) return undefined;
  return { path: typed(first), ...(conversion ? { form: conversion.form } : {}) };
}

/** A new field in an object of the old version: the moves backward, the last one first. */
function older({ moves }: Migration, path: NodePath): Counterpart | undefined {
  let at = path.map(String);
  let form: 'seconds' | 'list' | 'group' | undefined;
  for (const move of moves.toReversed()) {
    if (move.how !== 'rename' && move.how !== 'convert' && move.how !== 'split') continue;
    for (const target of move.how === 'split' ? move.to : [move.to]) {
      const indices = prefixOf(stepsOf(target), at);
      if (!indices) continue;
      const rest = at.slice(stepsOf(target).length);
      if (move.how !== 'rename' && rest.length > 0) continue;
      at = [...filled(stepsOf(move.at), indices), ...rest];
      form = move.how === 'rename' ? form : move.as.form;
    }
  }
  if (at.join('\n') === path.join('\n')) return undefined;
  return { path: typed(at), ...(form ? { form } : {}) };
}

/** The indices in a path that begins with the steps. */
function prefixOf(steps: readonly Step[], path: readonly string[]): readonly string[] | undefined {
  const indices: string[] = [];
  for (const [index, step] of steps.entries()) {
    const own = path[index];
    if (own === undefined || (typeof step === 'string' ? step !== own : !/^\d+$/.test(own))) return undefined;
    if (typeof step !== 'string') indices.push(own);
  }
  return indices;
}

function filled(steps: readonly Step[], indices: readonly string[]): string[] {
  const rest = [...indices];
  return steps.map((step) => (typeof step === 'string' ? step : (rest.shift() ?? '0')));
}

function typed(steps: readonly string[]): NodePath {
  return steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}
