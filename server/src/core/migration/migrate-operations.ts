import { scalarText } from '../fixes/write-scalar.ts';
import { sameJson } from '../schemas/history.ts';
import { pointerSteps, pointerText } from '../text/json-pointer.ts';
import { applyMoves, type MoveOptions } from './apply-moves.ts';
import { keepVersion } from './choices.ts';
import { chosenResult, convertValue } from './convert-value.ts';
import { type Draft, type DraftEntry, type DraftItem, type DraftList, type DraftMap, draftEntry } from './draft.ts';
import { draftValue } from './draft-value.ts';
import { removeItem } from './edit-draft.ts';
import { hasQuotedKeys } from './flow-map.ts';
import { objectAround, onlyValueAt } from './inner-value.ts';
import { insteadChoices } from './instead-choices.ts';
import { type MappedPath, mapPath } from './map-path.ts';
import { migrateGeneratedValue } from './migrate-generated-value.ts';
import type { Choice, GeneratedValue, Leftover, Migration, Remove } from './migration.ts';
import { flowText } from './value-text.ts';

/**
 * Migrates the operations of a JSON patch for objects of one kind, in place. `at` is the name of the list in leftovers. An
 * operation without a counterpart causes a `blocked` leftover. Then the caller keeps the old patch and the old version. With
 * `canBeEmpty`, all operations can be removed.
 */
export function migrateOperations(
  list: DraftList,
  migration: Migration,
  options: MoveOptions,
  at: string,
  canBeEmpty = false,
): readonly Leftover[] {
  const leftovers: Leftover[] = [];
  const parents: string[] = [];
  for (const [index, item] of [...list.items.entries()].reverse()) {
    if (item.value.kind !== 'map') continue;
    const isOnly = list.items.length === 1 && !canBeEmpty;
    const operation = new Operation(item.value, migration, options, `${at}[${index}]`, isOnly);
    const { copies, isRemoved, parents: missing } = operation.migrate();
    leftovers.push(...operation.leftovers.toReversed());
    if (isRemoved && !isOnly) removeItem(list, index, options.style);
    else if (isRemoved) leftovers.push(operation.blocked('No operation would be left. Remove the patch.', []));
    else list.items.splice(index + 1, 0, ...copies.map((copy) => copyOf(item, copy)));
    parents.push(...missing);
  }
  for (const parent of new Set(parents)) addParent(list, parent, options.generated);
  return leftovers.reverse();
}

/** Returns the second operation for one that becomes two, on separate lines. */
function copyOf(item: DraftItem, value: DraftMap): DraftItem {
  return { ...item, lead: '', after: '', value };
}

/** Inserts an operation that adds an empty object, before the first operation inside of it. */
function addParent(list: DraftList, parent: string, generated: GeneratedValue | undefined): void {
  const inside = ({ value }: DraftItem) => {
    const path = draftEntry(value, 'path');
    return path !== undefined && textOf(path).startsWith(`${parent}/`);
  };
  const index = list.items.findIndex(inside);
  const item = list.items[index];
  if (item?.value.kind !== 'map') return;
  const own = copyWithPath(item.value, parent);
  const value = draftEntry(own, 'value') ?? (generated && draftEntry(own, generated.field));
  if (!value) return;
  const isJson = value.keyText.startsWith('"');
  Object.assign(value, { key: 'value', keyText: isJson ? '"value"' : 'value', gap: ': ' });
  for (const entry of own.entries) entry.trail = entry.trail.replace(/[ \t]*#[^\r\n]*/, '');
  if (value.trail === '' && !item.value.flow) value.trail = draftEntry(own, 'path')?.trail ?? '';
  value.value = { kind: 'scalar', text: '{}' };
  list.items.splice(index, 0, { ...copyOf(item, own), lead: item.lead });
  item.lead = list.flow ? ' ' : '';
}

interface MigratedOperation {
  /** Further operations, for a field that became several. */
  readonly copies: readonly DraftMap[];
  /** True if the new version needs no such operation. */
  readonly isRemoved?: boolean;
  /** The objects that must be added before the operation. */
  readonly parents: readonly string[];
}

const UNCHANGED: MigratedOperation = { copies: [], parents: [] };
const REMOVED: MigratedOperation = { copies: [], isRemoved: true, parents: [] };

class Operation {
  readonly #map: DraftMap;
  readonly #migration: Migration;
  readonly #options: MoveOptions;
  readonly #at: string;
  /** True if the patch has no other operations. */
  readonly #isOnly: boolean;
  readonly leftovers: Leftover[] = [];

  constructor(map: DraftMap, migration: Migration, options: MoveOptions, at: string, isOnly: boolean) {
    this.#isOnly = isOnly;
    this.#map = map;
    this.#migration = migration;
    this.#options = options;
    this.#at = at;
  }

  migrate(): MigratedOperation {
    const path = draftEntry(this.#map, 'path');
    const steps = path && pointerSteps(textOf(path));
    if (!path || !steps) return UNCHANGED;
    const pointer = textOf(path);
    const mapped = mapPath(this.#migration, steps);
    const { removal } = mapped;
    if (removal && this.#hasNoEffect(removal)) return REMOVED;
    const [first, second] = mapped.to;
    const instead = removal?.instead && this.#is('add', 'replace') ? removal.instead : undefined;
    const removed: readonly Choice[] = this.#isOnly ? [] : [{ title: 'Remove the operation', id: `${pointer}=` }];
    const { generated } = this.#options;
    const computed = generated && draftEntry(this.#map, generated.field)?.value;
    // As in an object, a field without a successor is removed. Another field can need the value of a variable.
    const isRemoved = removal !== undefined && !this.#isOnly && !(removal.instead && computed);
    const fail = (problem: string, others: readonly Choice[] = []): MigratedOperation => {
      const severity = isRemoved ? 'check' : 'blocked';
      this.leftovers.push(this.blocked(`${pointer}: ${problem}`, [...removed, ...others], severity));
      return isRemoved || removed.some(({ id }) => this.#options.choices.has(id)) ? REMOVED : UNCHANGED;
    };
    const problem = mapped.problem ?? this.#problemOf(mapped);
    if (instead) {
      const written = draftEntry(this.#map, 'value');
      const value = written && draftValue(written.value);
      const uses = written ? insteadChoices(instead, value, pointer) : [];
      const failed = fail(
        problem ?? '',
        uses.map(({ choice }) => choice),
      );
      const used = uses.find(({ choice }) => this.#options.choices.has(choice.id));
      if (written && used) {
        writeScalar(path, pointerText([...steps.slice(0, -1), instead.field]));
        written.value = { kind: 'scalar', text: flowText(used.value) };
        return UNCHANGED;
      }
      return failed;
    }
    if (problem !== undefined || !first) return fail(problem ?? 'the new version has no such field.');
    const paths = { steps, to: first };
    const failure = computed
      ? migrateGeneratedValue(computed, generated, mapped, paths, this.#migration, this.#options)
      : this.#convert(steps, mapped, first, pointer);
    if (failure === REMOVED) return REMOVED;
    if (typeof failure === 'string') return fail(failure);
    const copy = second ? copyWithPath(this.#map, pointerText(second)) : undefined;
    if (pointerText(first) !== pointer) writeScalar(path, pointerText(first));
    const parents =
      this.#is('add') && !mapped.item
        ? this.#newParents(steps, mapped.to).filter((parent) => this.#needsParent(parent, pointer))
        : [];
    return { copies: copy ? [copy] : [], parents };
  }

  get #path(): string {
    const path = draftEntry(this.#map, 'path');
    return path ? textOf(path) : '';
  }

  /** Returns a leftover about the path of the operation, which keeps the old version. */
  blocked(
    message: string,
    choices: readonly Choice[],
    severity: Leftover['severity'] = 'blocked',
    at = this.#path,
  ): Leftover {
    const path = draftEntry(this.#map, 'path');
    const { start = -1, end = -1 } = path ?? {};
    const all = [...choices, keepVersion(at)];
    return { start, end, path: `${this.#at}.path`, severity, message, choices: all };
  }

  /** True if the migration of the object does the same, or needs nothing. */
  #hasNoEffect({ reason, harmless = [], instead }: Remove): boolean {
    // Without the operation, the field that replaces it could be set by the object.
    if (instead) return false;
    if (this.#is('remove')) return true;
    if (!this.#is('add', 'replace')) return false;
    const value = draftEntry(this.#map, 'value');
    const written = value && draftValue(value.value);
    return reason === undefined || (value !== undefined && harmless.some((each) => sameJson(each, written ?? null)));
  }

  /** Reports that an object must exist. Returns true if the user chose to add it. */
  #needsParent(parent: string, pointer: string): boolean {
    const add = { title: `Add ${parent} first, which replaces an existing one`, id: `${pointer}=add` };
    const exists = { title: `${parent} exists`, id: `${pointer}=exists` };
    const message = `An "add" operation needs its parent: ${parent} must exist in the object that is patched.`;
    this.leftovers.push(this.blocked(message, [exists, add], 'check', pointer));
    return this.#options.choices.has(add.id);
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

  /** Converts the value. Returns the problem if that is not possible, or `REMOVED` if the user chose that. */
  #convert(
    steps: readonly string[],
    { conversion, item, hasInner }: MappedPath,
    to: readonly string[],
    pointer: string,
  ): string | MigratedOperation | undefined {
    const value = draftEntry(this.#map, 'value');
    if (!value) return undefined;
    const { style, choices } = this.#options;
    if (item) {
      const written = draftValue(value.value);
      const fields = item.value === undefined ? (written as object) : { [item.value]: written };
      const text = flowText({ [item.name]: item.key, ...fields }, hasQuotedKeys(this.#map, style));
      replaceValue(value, { kind: 'scalar', text }, style.eol);
      return undefined;
    }
    if (conversion) {
      const converted = convertValue(value.value, conversion, this.#map.column, style, this.#map.flow);
      const chosen = chosenResult(converted, (decision) => choices.has(`${pointer}=${decision}`));
      const { problem } = chosen;
      if (problem) {
        const own = (problem.choices ?? []).map(({ title, decision }) => ({ title, id: `${pointer}=${decision}` }));
        // Without a value, there is nothing to write.
        const severity = problem.blocks || !converted.value ? 'blocked' : 'check';
        this.leftovers.push(this.blocked(`${pointer}: ${problem.message}`, own, severity));
      }
      if (!chosen.value) return REMOVED;
      if (!problem?.blocks) replaceValue(value, chosen.value, style.eol);
      return undefined;
    }
    return hasInner ? this.#convertInner(value, steps, to) : undefined;
  }

  /** Moves the fields inside a value, as part of an object that contains nothing else. */
  #convertInner(value: DraftEntry, steps: readonly string[], to: readonly string[]): string | undefined {
    if (value.value.kind === 'scalar') return undefined;
    const root = objectAround(value.value, steps);
    const options = { ...this.#options, isPatch: false };
    for (const each of applyMoves(root, this.#migration, options)) {
      const { start, end } = each.start < 0 ? value : each;
      this.leftovers.push({ ...each, start, end });
    }
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
