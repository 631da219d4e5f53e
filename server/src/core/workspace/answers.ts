import type { Reference } from '../resources/references.ts';
import type { Resource } from '../resources/resource.ts';
import type { Asked } from './asked.ts';
import { builtTogether, isBuilt } from './built-together.ts';
import { isWithin } from './containers.ts';
import type { IndexKey, ObjectIndex, Referrer } from './object-index.ts';
import { type Resolution, realmOf, referrersWithin, resolve } from './resolve.ts';

interface Answer<T> {
  readonly value: T;
  /** What it was built on: whoever gets the answer has asked that too. */
  readonly keys: readonly IndexKey[];
}

/**
 * Answers that many rules ask for, found once while the index stays as it is: a Cluster's parts are looked up by a score
 * of rules, from each of them. To be thrown away with the next change.
 */
export class Answers {
  readonly #index: ObjectIndex;
  readonly #resolutions = new Map<Reference, Answer<Resolution> & { readonly resource: Resource }>();
  readonly #referrers = new Map<Resource, Answer<readonly Referrer[]>>();

  constructor(index: ObjectIndex) {
    this.#index = index;
  }

  resolve(ask: Asked['ask'], referrer: Referrer): Resolution {
    const { resource, reference } = referrer;
    let answer = this.#resolutions.get(reference);
    if (answer?.resource !== resource) {
      const keys: IndexKey[] = [];
      const value = resolve({ index: this.#index, ask: (key) => keys.push(key) }, referrer);
      answer = { value, keys, resource };
      this.#resolutions.set(reference, answer);
    }
    for (const key of answer.keys) ask(key);
    return answer.value;
  }

  /** The references that come to `resource`, the same way round as `resolve` sees it. */
  referrersTo(ask: Asked['ask'], resource: Resource): readonly Referrer[] {
    if (resource.name === undefined) return [];
    let answer = this.#referrers.get(resource);
    if (!answer) {
      const keys = new Set<IndexKey>();
      const add = (key: IndexKey) => keys.add(key);
      const asked = { index: this.#index, ask: add };
      const realm = realmOf(asked, resource, resource.name);
      const near = realm === undefined ? [] : this.#referrersNear(asked, resource, resource.name, realm);
      const value = near.filter((referrer) => {
        const resolution = this.resolve(add, referrer);
        return resolution.kind === 'object' && resolution.resource === resource;
      });
      answer = { value, keys: [...keys] };
      this.#referrers.set(resource, answer);
    }
    for (const key of answer.keys) ask(key);
    return answer.value;
  }

  /** Those of its realm, and those that are built with it, from wherever: what is nearer to them is not meant. */
  #referrersNear(asked: Asked, resource: Resource, name: string, realm: string): readonly Referrer[] {
    if (realm === '' || !isBuilt(asked, resource.uri)) return referrersWithin(asked, resource, name, realm);
    const all = referrersWithin(asked, resource, name, '');
    const together = new Set(
      builtTogether(
        asked,
        resource.uri,
        all.map((referrer) => referrer.resource),
      ),
    );
    return all.filter((referrer) => isWithin(referrer.resource.uri, realm) || together.has(referrer.resource));
  }

  /** The objects that a resource refers to, and those that refer to it. */
  joinedTo(ask: Asked['ask'], resource: Resource): readonly Resource[] {
    const targets = resource.references.flatMap((reference) => {
      const resolution = this.resolve(ask, { resource, reference });
      return resolution.kind === 'object' ? [resolution.resource] : [];
    });
    return [...targets, ...this.referrersTo(ask, resource).map((referrer) => referrer.resource)];
  }
}
