import type { FieldCounterpart, VersionedKind } from '../query/view.ts';
import type { NodePath } from '../syntax/lookup.ts';
import { memoize } from '../text/memoize.ts';
import { type Step, stepsAt, stepsOf } from './find-fields.ts';
import { mapPath, movesOn } from './map-path.ts';
import type { Migration, Remove } from './migration.ts';

/**
 * Returns what the version of an object has instead of a field that another version of the kind has. Undefined for
 * fields that no table has.
 */
export function counterpartOf(
  migrations: readonly Migration[],
  { group, version, kind }: VersionedKind,
  path: NodePath,
): FieldCounterpart | undefined {
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

/** Returns the counterpart of an old field in the new version. */
function newer(migration: Migration, path: NodePath): FieldCounterpart | undefined {
  const { to, conversion, item, removal, problem, hasInner } = mapPath(migration, path.map(String));
  const [first, ...others] = to;
  if (!first) {
    if (removal) return removed(removal);
    return problem === undefined ? undefined : { reason: problem };
  }
  if (item) return undefined;
  const isSame = first.join('\n') === path.join('\n');
  if (isSame && !conversion) {
    const inner = hasInner ? movesOn(migration, path.map(String)) : [];
    // Everything that the field can contain was removed.
    const removals = inner.filter((move) => move.how === 'remove');
    const [some] = removals;
    return some && removals.length === inner.length ? removed(some) : undefined;
  }
  return {
    path: typed(first),
    ...(others.length > 0 ? { others: others.map(typed) } : {}),
    ...(conversion ? { form: conversion.form } : {}),
  };
}

function removed({ reason, harmless, instead }: Remove): FieldCounterpart {
  return {
    ...(reason === undefined ? {} : { reason }),
    ...(harmless ? { harmless } : {}),
    ...(instead ? { instead } : {}),
  };
}

/** Returns the counterpart of a new field in the old version: follows the moves backward, the last one first. */
function older({ moves }: Migration, path: NodePath): FieldCounterpart | undefined {
  let at = path.map(String);
  let form: 'seconds' | 'list' | 'group' | undefined;
  for (const move of moves.toReversed()) {
    if (move.how !== 'rename' && move.how !== 'convert' && move.how !== 'split') continue;
    for (const target of targetsOf(move)) {
      const indices = prefixOf(target, at);
      if (!indices) continue;
      const rest = at.slice(target.length);
      if (move.how !== 'rename' && rest.length > 0) continue;
      at = [...filled(stepsAt(move), indices), ...rest];
      form = move.how === 'rename' ? form : move.as.form;
    }
  }
  if (at.join('\n') === path.join('\n') && !form) return undefined;
  return { path: typed(at), ...(form ? { form } : {}) };
}

const targetsOf = memoize((move: { readonly to: string | readonly string[] }): readonly (readonly Step[])[] =>
  [move.to].flat().map(stepsOf),
);

/** Returns the indices in a path that begins with the steps. */
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
