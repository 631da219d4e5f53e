import type { Choice, Leftover } from './migration.ts';

/** Returns the choice not to migrate the object with a leftover. */
export function keepVersion(path: string): Choice {
  return { title: 'Keep the old version of the object', id: `${path}=keep`, keepsVersion: true };
}

/** Returns the choices that apply to one object: those without an object, and those with it. */
export function choicesFor(choices: ReadonlySet<string> | undefined, object: string): ReadonlySet<string> {
  const prefix = `${object}:`;
  return new Set([...(choices ?? [])].map((id) => (id.startsWith(prefix) ? id.slice(prefix.length) : id)));
}

/**
 * Returns the leftovers that the user did not decide. A leftover whose object keeps its version stays, because it
 * blocks the change.
 */
export function withDecisions(
  leftovers: readonly Leftover[],
  choices: ReadonlySet<string>,
  object: string,
): readonly Leftover[] {
  return leftovers.flatMap((each): readonly Leftover[] => {
    const own = { ...each, object };
    const chosen = each.choices.find(({ id }) => choices.has(id));
    if (!chosen) return [own];
    return chosen.keepsVersion ? [{ ...own, severity: 'blocked', isDecided: true }] : [];
  });
}

/** Returns the name of an object in choices. */
export function choiceObject(kind: string, name: string | undefined): string {
  return `${kind}/${name ?? ''}`;
}
