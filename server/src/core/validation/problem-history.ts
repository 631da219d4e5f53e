import type { MapNode } from '../syntax/node.ts';
import type { Problem } from './problem.ts';
import { validateDocument } from './validate-document.ts';
import { type Profile, problemKey } from './version-facts.ts';

/** In which releases an object has its problems. Releases are checked only if necessary, newest first. */
export class ProblemHistory {
  /** By problem, the oldest release that has it without a gap. */
  readonly oldest: ReadonlyMap<string, string>;
  /** The problems that all releases have. */
  readonly inAll: ReadonlySet<string>;
  readonly #root: MapNode;
  readonly #profiles: readonly (Profile | undefined)[];
  readonly #checked = new Map<Profile, CheckedProfile>();

  /** `profiles`: of each release; undefined for a release that does not serve the object. `problems`: of the newest. */
  constructor(
    root: MapNode,
    problems: readonly Problem[],
    releases: readonly string[],
    profiles: readonly (Profile | undefined)[],
  ) {
    this.#root = root;
    this.#profiles = profiles;
    const keys = new Set(problems.map(problemKey));
    if (profiles[0]) this.#checked.set(profiles[0], { problems, keys });
    const inAll = new Set(keys);
    const oldest = new Map<string, string>();
    for (const [index, profile] of profiles.entries()) {
      if (!profile || inAll.size === 0) continue;
      const found = this.#check(profile);
      for (const key of inAll)
        if (found.keys.has(key)) oldest.set(key, releases[index] ?? '');
        else inAll.delete(key);
    }
    this.oldest = oldest;
    this.inAll = inAll;
  }

  /** Returns true if a condition holds for the problems of each release that serves the object. */
  every(condition: (problems: readonly Problem[]) => boolean): boolean {
    return [...new Set(this.#profiles)].every((profile) => !profile || condition(this.#check(profile).problems));
  }

  #check(profile: Profile): CheckedProfile {
    const known = this.#checked.get(profile);
    if (known) return known;
    const problems = validateDocument(this.#root, profile.options);
    const checked = { problems, keys: new Set(problems.map(problemKey)) };
    this.#checked.set(profile, checked);
    return checked;
  }
}

interface CheckedProfile {
  readonly problems: readonly Problem[];
  readonly keys: ReadonlySet<string>;
}
