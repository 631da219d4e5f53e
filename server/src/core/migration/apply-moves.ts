import { sameJson } from '../schemas/history.ts';
import { schemaAtPath } from '../schemas/schema-at-path.ts';
import type { JsonValue, StructuralSchema } from '../schemas/structural-schema.ts';
import type { NodePath } from '../syntax/lookup.ts';
import { memoize } from '../text/memoize.ts';
import { keepVersion } from './choices.ts';
import { chosenResult, convertValue, type Problem } from './convert-value.ts';
import type { DraftStyle } from './draft.ts';
import { type Draft, type DraftEntry, type DraftMap, draftEntry } from './draft.ts';
import { draftValue } from './draft-value.ts';
import { attach, detach, remove } from './edit-draft.ts';
import { type FoundField, findFields, ITEMS, type Step, stepsAt, stepsOf } from './find-fields.ts';
import { hasQuotedKeys } from './flow-map.ts';
import { insteadChoices } from './instead-choices.ts';
import { listInPatch } from './list-in-patch.ts';
import type { Choice, Conversion, Fill, GeneratedValue, Leftover, Migration, Move, Remove } from './migration.ts';
import { isTaken, keyText, newEntry, placeEntry } from './place-entry.ts';
import { flowText } from './value-text.ts';

interface Compiled {
  readonly move: Move;
  readonly steps: readonly Step[];
  readonly to: readonly (readonly Step[])[];
}

const compiled = memoize(({ moves }: Migration): readonly Compiled[] =>
  moves.map((move) => {
    const to = move.how === 'split' ? move.to : 'to' in move ? [move.to] : [];
    return { move, steps: stepsAt(move), to: to.map(stepsOf) };
  }),
);

export interface MoveOptions {
  readonly style: DraftStyle;
  /** The schema of the new version. */
  readonly schema: StructuralSchema | undefined;
  /** The ids of the choices that the user made. */
  readonly choices: ReadonlySet<string>;
  /** True if the object is a patch, which kustomize merges into another object. */
  readonly isPatch: boolean;
  /** Returns the value of the object that a patch applies to. */
  readonly baseValue?: (path: NodePath) => JsonValue | undefined;
  /** How operations contain values that a controller computes; absent if they cannot. */
  readonly generated?: GeneratedValue;
}

/** Applies a table to the draft of an object, in place. Returns the decisions that the table does not make. */
export function applyMoves(root: DraftMap, migration: Migration, options: MoveOptions): readonly Leftover[] {
  const job = new Job(root, options);
  for (const each of compiled(migration)) job.apply(each);
  return job.leftovers;
}

class Job {
  readonly #root: DraftMap;
  readonly #style: DraftStyle;
  readonly #options: MoveOptions;
  readonly leftovers: Leftover[] = [];

  constructor(root: DraftMap, options: MoveOptions) {
    this.#root = root;
    this.#style = options.style;
    this.#options = options;
  }

  apply({ move, steps, to }: Compiled): void {
    if (move.how === 'fill') this.#fill(move, steps);
    else
      for (const found of findFields(this.#root, steps, this.#style)) {
        if (move.how === 'block') this.#report(found, steps, { message: move.reason, blocks: true });
        else if (move.how === 'remove') this.#remove(move, found);
        else if (move.how === 'rename') this.#move(found, steps, to[0] ?? [], found.entry.value);
        else this.#convert(found, steps, to, move.as);
      }
  }

  #convert(found: FoundField, steps: readonly Step[], to: readonly (readonly Step[])[], as: Conversion): void {
    const { entry, map } = found;
    const converted = convertValue(entry.value, as, map.column, this.#style, map.flow);
    const path = stepsText(steps, found.indices);
    const { value, problem } = chosenResult(converted, (decision) => this.#options.choices.has(`${path}=${decision}`));
    if (problem) this.#report(found, steps, problem);
    if (problem?.blocks) return;
    if (as.form === 'list' && this.#options.isPatch && value && value.kind !== 'scalar') {
      const isMerged = this.#options.choices.has(`${path}=merge`);
      const problem = listInPatch(
        entry.value,
        value,
        this.#options.baseValue?.(namesOf(steps, found.indices)),
        as,
        isMerged,
        this.#style,
      );
      this.#report(found, steps, problem);
    }
    if (!value) {
      remove(map, entry, this.#style);
      return;
    }
    for (const [index, target] of to.slice(1).entries())
      placeEntry(this.#root, found, target, plainCopy(entry, value), index + 1, this.#style);
    this.#move(found, steps, to[0] ?? [], value);
  }

  #move(found: FoundField, steps: readonly Step[], to: readonly Step[], value: Draft): void {
    const { entry, map } = found;
    entry.value = value;
    const key = to.at(-1);
    if (typeof key !== 'string') return;
    if (isSameHolder(steps, to)) {
      if (entry.key === key) return;
      if (draftEntry(map, key) && !this.#resolved(found, steps, to)) return;
      if (!map.entries.includes(entry)) return;
      entry.key = key;
      entry.keyText = keyText(key, entry.keyText);
      return;
    }
    if (isTaken(this.#root, found, to) && !this.#resolved(found, steps, to)) return;
    if (map.entries.includes(entry)) placeEntry(this.#root, found, to, entry, detach(map, entry), this.#style);
  }

  /**
   * Reports that the old and the new place of a field are both set. Returns true if the user chose one of them; the other
   * is then removed.
   */
  #resolved(found: FoundField, steps: readonly Step[], to: readonly Step[]): boolean {
    const { entry, map } = found;
    const path = stepsText(steps, found.indices);
    const [other] = findFields(this.#root, to).filter(({ indices }) => String(indices) === String(found.indices));
    const choices: Choice[] = other
      ? [
          { title: `Remove ${entry.key}`, id: `${path}=` },
          { title: `Use the value of ${entry.key}`, id: `${path}=use` },
        ]
      : [];
    this.#conflict(found, steps, to, choices);
    const [removal, use] = choices.map(({ id }) => this.#options.choices.has(id));
    if (use && other) remove(other.map, other.entry, this.#style);
    else if (removal) remove(map, entry, this.#style);
    return use === true || removal === true;
  }

  #conflict(found: FoundField, steps: readonly Step[], to: readonly Step[], choices: readonly Choice[]): void {
    const message = `Both ${stepsText(steps, found.indices)} and ${stepsText(to, found.indices)} are set. Remove one of them.`;
    this.#report(found, steps, { message, blocks: true }, choices);
  }

  #remove(move: Remove, found: FoundField): void {
    const { entry, map } = found;
    const value = draftValue(entry.value);
    const { reason, instead } = move;
    const isHarmless = value === null || this.#isHarmless(move, value);
    const steps = stepsAt(move);
    const path = stepsText(steps, found.indices);
    const removal: Choice = { title: `Remove ${entry.key}`, id: `${path}=` };
    const other = instead && draftEntry(map, instead.field);
    const isInverse = other && typeof value === 'boolean' && draftValue(other.value) === !value;
    const uses = instead ? insteadChoices(instead, value, path) : [];
    const used = uses.find(({ choice }) => this.#options.choices.has(choice.id));
    const choices = [removal, ...uses.map(({ choice }) => choice)];
    if (instead && other && value !== null && !isInverse) {
      this.#conflict(found, steps, [...steps.slice(0, -1), other.key], choices);
      if (used) other.value = { kind: 'scalar', text: flowText(used.value) };
    } else if (!other && reason !== undefined && !isHarmless) {
      const namespace = this.#namespaceChoice(move, found);
      const message =
        move.sameAs === undefined ? reason : `${reason} ${move.sameAs} has a different value or is not set.`;
      this.#report(found, steps, { message }, [...choices, ...(namespace ? [namespace.choice] : [])]);
      if (namespace && this.#options.choices.has(namespace.choice.id)) namespace.apply();
      if (instead && used) {
        entry.key = instead.field;
        entry.keyText = keyText(instead.field, entry.keyText);
        entry.value = { kind: 'scalar', text: flowText(used.value) };
        return;
      }
    }
    remove(map, entry, this.#style);
  }

  /** Returns the choice to give the object the namespace of a reference, if the object has none. */
  #namespaceChoice({ sameAs }: Remove, { entry }: FoundField) {
    const metadata = draftEntry(this.#root, 'metadata')?.value;
    const namespace = draftValue(entry.value);
    if (sameAs !== 'metadata.namespace' || this.#options.isPatch || metadata?.kind !== 'map') return undefined;
    if (typeof namespace !== 'string' || metadata.entries.length === 0 || draftEntry(metadata, 'namespace'))
      return undefined;
    const text = flowText(namespace, hasQuotedKeys(metadata, this.#style));
    return {
      choice: { title: `Write metadata.namespace: ${namespace}`, id: `${stepsText(stepsOf(sameAs), [])}=${namespace}` },
      apply: () => {
        const own = newEntry(metadata, 'namespace', { kind: 'scalar', text }, this.#style);
        attach(metadata, metadata.entries.length, own, metadata.column, this.#style);
      },
    };
  }

  #isHarmless({ harmless = [], sameAs }: Remove, value: JsonValue): boolean {
    if (harmless.some((each) => sameJson(each, value))) return true;
    if (sameAs === undefined) return false;
    const [other] = findFields(this.#root, stepsOf(sameAs));
    return other !== undefined && sameJson(draftValue(other.entry.value), value);
  }

  #fill({ value }: Fill, steps: readonly Step[]): void {
    const key = steps.at(-1);
    if (typeof key !== 'string') return;
    const { schema } = this.#options;
    const names = steps.slice(0, -1).map((step) => (typeof step === 'string' ? step : 0));
    // Releases require different fields.
    const isOptional = schema && !schemaAtPath(schema, names)?.required?.includes(key);
    if (isOptional && typeof value !== 'object') return;
    const content = typeof value === 'object' ? this.#label(value.label) : value;
    if (content === undefined) return;
    for (const map of mapsAt(this.#root, steps.slice(0, -1))) {
      const text = flowText(content, hasQuotedKeys(map, this.#style));
      const existing = draftEntry(map, key);
      if (existing?.value.kind === 'scalar' && draftValue(existing.value) === null)
        existing.value = { kind: 'scalar', text: existing.gap.endsWith(':') ? ` ${text}` : text };
      if (existing || map.entries.length === 0) continue;
      const entry = newEntry(map, key, { kind: 'scalar', text }, this.#style);
      attach(map, map.entries.length, entry, map.column, this.#style);
    }
  }

  #label(label: string): string | undefined {
    const [found] = findFields(this.#root, ['metadata', 'labels', label]);
    const value = found && draftValue(found.entry.value);
    return typeof value === 'string' ? value : undefined;
  }

  #report(found: FoundField, steps: readonly Step[], problem: Problem, choices: readonly Choice[] = []): void {
    const { start, end } = found.entry;
    const path = stepsText(steps, found.indices);
    const severity = problem.blocks ? 'blocked' : 'check';
    const own = (problem.choices ?? []).map(({ title, decision }) => ({ title, id: `${path}=${decision}` }));
    const all = [...choices, ...own, keepVersion(path)];
    this.leftovers.push({ start, end, path, severity, message: problem.message, choices: all });
  }
}

function isSameHolder(steps: readonly Step[], to: readonly Step[]): boolean {
  return steps.length === to.length && steps.slice(0, -1).every((step, index) => step === to[index]);
}

/** Returns all maps at a path. */
function mapsAt(root: DraftMap, steps: readonly Step[]): readonly DraftMap[] {
  let level: readonly Draft[] = [root];
  for (const step of steps)
    level = level.flatMap((draft) => {
      if (step === ITEMS) return draft.kind === 'list' ? draft.items.map(({ value }) => value) : [];
      const entry = typeof step === 'string' ? draftEntry(draft, step) : undefined;
      return entry ? [entry.value] : [];
    });
  return level.filter((draft) => draft.kind === 'map');
}

/** Returns a path with the indices of its items. */
function namesOf(steps: readonly Step[], indices: readonly number[]): NodePath {
  let at = 0;
  return steps.map((step) => (typeof step === 'string' ? step : (indices[at++] ?? 0)));
}

export function stepsText(steps: readonly Step[], indices: readonly number[]): string {
  let at = 0;
  return steps.reduce<string>(
    (text, step) =>
      step === ITEMS ? `${text}[${indices[at++] ?? 0}]` : text === '' ? String(step) : `${text}.${String(step)}`,
    '',
  );
}

/** Returns a copy of an entry without comments, for its second place. */
function plainCopy(entry: DraftEntry, value: Draft): DraftEntry {
  const own: Draft =
    value.kind === 'scalar' && !value.source ? value : { kind: 'scalar', text: flowText(draftValue(value)) };
  return { ...entry, lead: '', gap: ': ', value: own, trail: '', after: '' };
}
