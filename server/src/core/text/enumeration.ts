/** Returns `A`, `A and B`, or `A, B and C`. */
export function andList(items: readonly string[]): string {
  return joined(items, 'and');
}

/** Returns `A`, `A or B`, or `A, B or C`. */
export function orList(items: readonly string[]): string {
  return joined(items, 'or');
}

/** Returns `no A`, `neither A nor B`, or `none of A, B and C`, as the object of a verb such as `has`. */
export function noneOf(items: readonly string[]): string {
  if (items.length === 2) return `neither ${items.join(' nor ')}`;
  return items.length === 1 ? `no ${items[0]}` : `none of ${andList(items)}`;
}

function joined(items: readonly string[], conjunction: string): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${conjunction} ${items.at(-1)}`;
}
