import { isTemplate } from '../objects/template-text.ts';
import type { JsonValue } from '../schemas/structural-schema.ts';
import type { Choice, Remove } from './migration.ts';

/** A choice to write another field with a value in place of a removed one. */
export interface InsteadChoice {
  readonly choice: Choice;
  readonly value: boolean;
}

/**
 * Returns the choices to write the field that has the inverse meaning of a removed one. For a variable, these are both
 * values, first the inverse of its default. `path` is the removed field.
 */
export function insteadChoices(
  { field, value: usual }: NonNullable<Remove['instead']>,
  removed: JsonValue | undefined,
  path: string,
): readonly InsteadChoice[] {
  const isVariable = typeof removed === 'string' && isTemplate(removed);
  const known = isVariable ? defaultOf(removed) : removed;
  const first = typeof known === 'boolean' ? !known : usual;
  return (isVariable ? [first, !first] : [first]).map((value) => {
    const id = isVariable && value !== usual ? `${path}=${field}-${value}` : `${path}=${field}`;
    return { choice: { title: `Write ${field}: ${value}`, id }, value };
  });
}

/** Returns the default of a variable such as `${NO_CLOUD:=true}`. */
function defaultOf(text: string): boolean | undefined {
  const [, , value] = /^\$\{\w+:?[-=](["']?)(true|false)\1\}$/.exec(text) ?? [];
  return value === undefined ? undefined : value === 'true';
}
