import { scalarText } from '../fixes/write-scalar.ts';
import { pointerSteps, pointerText } from '../text/json-pointer.ts';
import { applyMoves, type MoveOptions } from './apply-moves.ts';
import { convertValue } from './convert-value.ts';
import { type Draft, type DraftEntry, type DraftItem, type DraftList, type DraftMap, draftEntry } from './draft.ts';
import { draftValue } from './draft-value.ts';
import { hasQuotedKeys } from './flow-map.ts';
import { objectAround, onlyValueAt } from './inner-value.ts';
import { type MappedPath, mapPath } from './map-path.ts';
import { migrateValueFrom } from './migrate-value-from.ts';
import type { Leftover, Migration } from './migration.ts';
import { flowText } from './value-text.ts';

/**
 * Migrates the operations of a JSON patch for objects of one kind, in place. `at` is the name of the list in leftovers. An
 * operation without a counterpart causes a `blocked` leftover. Then the caller keeps the old patch and the old version.
 */
export function migrateOperations(
  list: DraftList,
  migration: Migration,
  options: MoveOptions,
  at: string,
): readonly Leftover[] {
  const leftovers: Leftover[] = [];
  for (const [index, item] of [...list.items.entries()].reverse()) {
    if (item.value.kind !== 'map') continue;
    const operation = new Operation(item.value, migration, options, `${at}[${index}]`);
    const copies = operation.migrate(leftovers);
    list.items.splice(index + 1, 0, ...copies.map((copy) => copyOf(item, copy)));
  }
  return leftovers.reverse();
}

/** Returns the second operation for one that becomes two, on separate lines. */
function copyOf(item: DraftItem, value: DraftMap): DraftItem {
  return { ...item, lead: '', after: '', value };
}

class Operation {
  readonly #map: DraftMap;
  readonly #migration: Migration;
  readonly #options: MoveOptions;
  readonly #at: string;

  constructor(map: DraftMap, migration: Migration, options: MoveOptions, at: string) {
    this.#map = map;
    this.#migration = migration;
    this.#options = options;
    this.#at = at;
  }

  migrate(leftovers: Leftover[]): readonly DraftMap[] {
    const path = draftEntry(this.#map, 'path');
    const steps = path && pointerSteps(textOf(path));
    if (!path || !steps) return [];
    const mapped = mapPath(this.#migration, steps);
    const report = (message: string, severity: Leftover['severity'] = 'blocked') =>
      leftovers.push({ start: path.start, end: path.end, path: `${this.#at}.path`, severity, message, choices: [] });
    const problem = mapped.problem ?? this.#problemOf(mapped);
    const [first, second] = mapped.to;
    if (problem !== undefined || !first) {
      report(`${textOf(path)}: ${problem ?? 'the new version has no such field.'}`);
      return [];
    }
    const valueFrom = draftEntry(this.#map, 'valueFrom')?.value;
    const paths = { steps, to: first };
    const failure = valueFrom
      ? migrateValueFrom(valueFrom, mapped, paths, this.#migration, this.#options)
      : this.#convert(steps, mapped, first, report);
    if (failure !== undefined) {
      report(`${textOf(path)}: ${failure}`);
      return [];
    }
    const copy = second ? copyWithPath(this.#map, pointerText(second)) : undefined;
    if (pointerText(first) !== pointerText(steps)) writeScalar(path, pointerText(first));
    if (this.#is('add') && !mapped.item)
      for (const parent of this.#newParents(steps, mapped.to))
        report(`An "add" operation needs its parent: ${parent} must exist in the object that is patched.`, 'check');
    return copy ? [copy] : [];
  }

  /** Returns the parents of the new paths that do not correspond to the parent of the old path. */
  #newParents(steps: readonly string[], to: readonly (readonly string[])[]): readonly string[] {
    const [old] = mapPath(this.#migration, steps.slice(0, -1)).to;
    const parents = to.map((path) => pointerText(path.slice(0, -1)));
    return parents.filter((parent) => !old || parent !== pointerText(old));
  }

  #is(...operations: readonly string[]): boolean {
    const operation = draftEntry(this.#map, 'op');
    return operation !== undefined && operations.includes(textOf(operation));
  }

  #problemOf({ item, conversion, hasInner }: MappedPath): string | undefined {
    if (draftEntry(this.#map, 'from')) {
      const from = draftEntry(this.#map, 'from');
      const steps = from && pointerSteps(textOf(from));
      const mapped = steps && mapPath(this.#migration, steps);
      const isSame = mapped?.to.length === 1 && !mapped.hasInner && mapped.to[0]?.join('/') === steps?.join('/');
      return isSame && !item && !conversion && !hasInner ? undefined : '"move" and "copy" cannot be migrated.';
    }
    if (item && !this.#is('add')) return 'the map is a list in the new version, and the index of the key is not known.';
    if (this.#is('remove') && hasInner) return 'parts of the field have different places in the new version.';
    return undefined;
  }

  /** Converts the value. Returns the problem if that is not possible. */
  #convert(
    steps: readonly string[],
    { conversion, item, hasInner }: MappedPath,
    to: readonly string[],
    report: (message: string, severity: Leftover['severity']) => void,
  ): string | undefined {
    const value = draftEntry(this.#map, 'value');
    if (!value) return undefined;
    const { style } = this.#options;
    if (item) {
      const written = draftValue(value.value);
      const fields = item.value === undefined ? (written as object) : { [item.value]: written };
      const text = flowText({ [item.name]: item.key, ...fields }, hasQuotedKeys(this.#map, style));
      replaceValue(value, { kind: 'scalar', text }, style.eol);
      return undefined;
    }
    if (conversion) {
      const converted = convertValue(value.value, conversion, this.#map.column, style, this.#map.flow);
      if (!converted.value || converted.problem?.blocks)
        return converted.problem?.message ?? 'the value has no new form.';
      if (converted.problem) report(converted.problem.message, 'check');
      replaceValue(value, converted.value, style.eol);
      return undefined;
    }
    return hasInner ? this.#convertInner(value, steps, to) : undefined;
  }

  /** Moves the fields inside a value, as part of an object that contains nothing else. */
  #convertInner(value: DraftEntry, steps: readonly string[], to: readonly string[]): string | undefined {
    if (value.value.kind === 'scalar') return undefined;
    const root = objectAround(value.value, steps);
    const leftovers = applyMoves(root, this.#migration, this.#options);
    const blocked = leftovers.find(({ severity }) => severity === 'blocked');
    if (blocked) return blocked.message;
    const inside = onlyValueAt(root, to);
    if (!inside) return 'parts of its value have different places in the new version.';
    value.value = inside;
    return undefined;
  }
}

function textOf({ value }: DraftEntry): string {
  const written = draftValue(value);
  return typeof written === 'string' ? written : '';
}

function writeScalar(entry: DraftEntry, text: string): void {
  const { value } = entry;
  const source = value.kind === 'scalar' ? value.source : undefined;
  const style = source?.kind === 'scalar' ? source.style : 'plain';
  entry.value = { kind: 'scalar', text: scalarText(text, style) };
}

/** Writes a value on the line of its key, or below it. */
function replaceValue(entry: DraftEntry, value: Draft, eol: string): void {
  const wasBlock = entry.value.kind !== 'scalar' && !entry.value.flow;
  const isBlock = value.kind !== 'scalar' && !value.flow;
  entry.value = value;
  if (wasBlock && !isBlock) {
    entry.gap = ': ';
    entry.trail = eol;
  }
}

function copyWithPath(map: DraftMap, path: string): DraftMap {
  const entries = map.entries.map((entry) => ({ ...entry, lead: map.flow ? entry.lead : '', after: '' }));
  const own: DraftMap = { ...map, entries };
  const at = draftEntry(own, 'path');
  if (at) writeScalar(at, path);
  return own;
}
