import type { JsonValue } from '../schemas/structural-schema.ts';
import type { Block, Convert, Fill, Move, Remove, Rename, Split } from './migration.ts';

/** Functions that create the rows of the tables of the providers. */

export function rename(at: string, to: string): Rename {
  return { how: 'rename', at, to };
}

export function seconds(at: string, to: string): Convert {
  return { how: 'convert', at, to, as: { form: 'seconds' } };
}

/** Returns the move of a duration. Conversion treats less than a second as not set, and `defaultsTo` applies; the new version requires `minimum`. */
export function nonZeroSeconds(
  at: string,
  to: string,
  limits: { readonly defaultsTo?: number; readonly minimum?: number } = {},
): Convert {
  const as = { form: 'seconds', dropsZero: true, ...limits } as const;
  return { how: 'convert', at, to, as };
}

export function splitSeconds(at: string, ...to: readonly string[]): Split {
  return { how: 'split', at, to, as: { form: 'seconds' } };
}

/** Returns the conversion of a map to a list of `{name, value}`, in place. */
export function pairs(at: string): Convert {
  return { how: 'convert', at, to: at, as: { form: 'list', name: 'name', value: 'value' } };
}

/** Returns the conversion of a map of maps to a list of maps with a name, in place. */
export function named(at: string): Convert {
  return { how: 'convert', at, to: at, as: { form: 'list', name: 'name' } };
}

/** Returns the removals of fields that have no effect. */
export function unused(...paths: readonly string[]): readonly Remove[] {
  return paths.map((at) => ({ how: 'remove', at }));
}

/** Returns the removal of a field, which is reported with the reason, except for the `harmless` values. */
export function gone(at: string, reason: string, harmless: readonly JsonValue[] = []): Remove {
  return { how: 'remove', at, reason, harmless };
}

export function fill(at: string, value: Fill['value']): Fill {
  return { how: 'fill', at, value };
}

export function block(at: string, reason: string): Block {
  return { how: 'block', at, reason };
}

/** Returns rows with a common prefix of all their paths. */
export function below(base: string, rows: readonly Move[]): readonly Move[] {
  const under = (path: string) => `${base}.${path}`;
  return rows.map((row) => {
    if (row.how === 'rename' || row.how === 'convert') return { ...row, at: under(row.at), to: under(row.to) };
    if (row.how === 'split') return { ...row, at: under(row.at), to: row.to.map(under) };
    return { ...row, at: under(row.at) };
  });
}
