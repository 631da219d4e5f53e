import { ITEMS, type Step, stepsAt, stepsOf } from './find-fields.ts';
import type { Conversion, Migration, Move, Remove } from './migration.ts';

/** The paths of the new version that correspond to a path of the old one. */
export interface MappedPath {
  /** Usually one; empty if the field was removed. */
  readonly to: readonly (readonly string[])[];
  /** The conversion of the value at the path. */
  readonly conversion?: Conversion;
  /** Set if the path contains a key of a map that became a list: the key as a field of a new item. */
  readonly item?: { readonly name: string; readonly key: string; readonly value?: string };
  /** True if fields inside the value move. */
  readonly hasInner: boolean;
  /** The move that removes the field. */
  readonly removal?: Remove;
  /** Why the path has no counterpart. */
  readonly problem?: string;
}

/** Maps the steps of a JSON pointer by the table of a kind. */
export function mapPath({ moves }: Migration, path: readonly string[]): MappedPath {
  let at = path;
  let conversion: Conversion | undefined;
  let item: MappedPath['item'];
  let hasInner = false;
  for (const move of moves) {
    if (move.how === 'fill') continue;
    const relation = compare(stepsAt(move), at);
    if (!relation) continue;
    const { rest, indices } = relation;
    if (relation.position === 'above') {
      hasInner = true;
      continue;
    }
    if (move.how === 'block') return { to: [], hasInner, problem: move.reason };
    if (move.how === 'remove')
      return { to: [], hasInner, removal: move, problem: move.reason ?? 'The new version has no such field.' };
    if (move.how === 'split')
      return { to: move.to.map((to) => filled(stepsOf(to), indices)), conversion: move.as, hasInner };
    const target = filled(stepsOf(move.to), indices);
    if (move.how === 'convert' && move.as.form === 'list' && rest.length > 0) {
      const [key = '', ...below] = rest;
      // The index of an item: the field is a list already.
      if (/^\d+$/.test(key)) continue;
      if (below.length > 0)
        return {
          to: [],
          hasInner,
          problem: `${move.at} is a list in the new version, and the index of "${key}" is not known.`,
        };
      item = { name: move.as.name, key, ...(move.as.value === undefined ? {} : { value: move.as.value }) };
      at = [...target, '-'];
      continue;
    }
    if (move.how === 'convert' && rest.length === 0) conversion = move.as;
    at = [...target, ...rest];
  }
  return { to: [at], hasInner, ...(conversion ? { conversion } : {}), ...(item ? { item } : {}) };
}

/** Returns the moves of the field at a path, of its parents and of its children. */
export function movesOn({ moves }: Migration, path: readonly string[]): readonly Move[] {
  let at = path;
  return moves.filter((move) => {
    const relation = compare(stepsAt(move), at);
    if (!relation || move.how === 'fill') return false;
    if (relation.position === 'at' && (move.how === 'rename' || move.how === 'convert'))
      at = [...filled(stepsOf(move.to), relation.indices), ...relation.rest];
    return true;
  });
}

/** Returns whether a path is at, below or above the field of a move, with the indices in it and its remaining steps. */
function compare(
  steps: readonly Step[],
  path: readonly string[],
):
  | { readonly position: 'at' | 'above'; readonly rest: readonly string[]; readonly indices: readonly string[] }
  | undefined {
  const indices: string[] = [];
  for (const [index, step] of steps.entries()) {
    const own = path[index];
    if (own === undefined) return { position: 'above', rest: [], indices };
    if (step === ITEMS) {
      if (!/^(\d+|-)$/.test(own)) return undefined;
      indices.push(own);
    } else if (step !== own) return undefined;
  }
  return { position: 'at', rest: path.slice(steps.length), indices };
}

function filled(steps: readonly Step[], indices: readonly string[]): readonly string[] {
  const rest = [...indices];
  return steps.map((step) => (typeof step === 'string' ? step : (rest.shift() ?? '-')));
}
