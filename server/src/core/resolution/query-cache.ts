import type { RecordedQuery } from '../dependencies/recorded-query.ts';
import type { IndexKey, ObjectIndex } from '../index/object-index.ts';
import { inSameBuild, isInBuild } from '../kustomize/built-together.ts';
import type { Reference } from '../objects/references.ts';
import type { Referrer, Resolution } from '../objects/resolution.ts';
import type { Resource } from '../objects/resource.ts';
import { isWithin } from '../text/containers.ts';
import { referrersWithin, resolve, uniqueNameContainer } from './resolve.ts';

type RecordKey = RecordedQuery['record'];

interface CachedResult<T> {
  readonly value: T;
  /** The index keys that the result depends on. Every caller of a cached result records them too. */
  readonly keys: readonly IndexKey[];
  /** The number of the last caller that recorded them: the rules of an object repeat queries. */
  recordedBy?: number;
}

/**
 * Caches the results of queries that many rules run, while the index does not change. For example, about twenty rules
 * look up the parts of a Cluster. Discard it after each change.
 */
export class QueryCache {
  readonly #index: ObjectIndex;
  readonly #resolutions = new Map<Reference, CachedResult<Resolution> & { readonly resource: Resource }>();
  readonly #referrers = new Map<Resource, CachedResult<readonly Referrer[]>>();
  /** Only the last caller: a function of each caller would keep what it has computed until a full garbage collection. */
  #caller: RecordKey | undefined;
  #callerNumber = 0;

  constructor(index: ObjectIndex) {
    this.#index = index;
  }

  resolve(record: RecordKey, referrer: Referrer): Resolution {
    const { resource, reference } = referrer;
    let answer = this.#resolutions.get(reference);
    if (answer?.resource !== resource) {
      const keys: IndexKey[] = [];
      const value = resolve({ index: this.#index, record: (key) => keys.push(key) }, referrer);
      answer = { value, keys, resource };
      this.#resolutions.set(reference, answer);
    }
    return this.#recorded(answer, record);
  }

  /** Returns the references that resolve to `resource`. */
  referrersTo(record: RecordKey, resource: Resource): readonly Referrer[] {
    if (resource.name === undefined) return [];
    let answer = this.#referrers.get(resource);
    if (!answer) {
      const keys = new Set<IndexKey>();
      const add = (key: IndexKey) => keys.add(key);
      const query = { index: this.#index, record: add };
      const container = uniqueNameContainer(query, resource, resource.name);
      const near = container === undefined ? [] : this.#referrersNear(query, resource, resource.name, container);
      const value = near.filter((referrer) => {
        const resolution = this.resolve(add, referrer);
        return resolution.kind === 'object' && resolution.resource === resource;
      });
      answer = { value, keys: [...keys] };
      this.#referrers.set(resource, answer);
    }
    return this.#recorded(answer, record);
  }

  /**
   * Returns the referrers in a container, and the ones in the same build. Other referrers have a nearer target.
   */
  #referrersNear(query: RecordedQuery, resource: Resource, name: string, container: string): readonly Referrer[] {
    if (container === '' || !isInBuild(query, resource.uri)) return referrersWithin(query, resource, name, container);
    const all = referrersWithin(query, resource, name, '');
    const together = new Set(
      inSameBuild(
        query,
        resource.uri,
        all.map((referrer) => referrer.resource),
      ),
    );
    return all.filter((referrer) => isWithin(referrer.resource.uri, container) || together.has(referrer.resource));
  }

  /** Returns the objects that a resource refers to, and its referrers. */
  connectedTo(record: RecordKey, resource: Resource): readonly Resource[] {
    const targets = resource.references.flatMap((reference) => {
      const resolution = this.resolve(record, { resource, reference });
      return resolution.kind === 'object' ? [resolution.resource] : [];
    });
    return [...targets, ...this.referrersTo(record, resource).map((referrer) => referrer.resource)];
  }

  #recorded<T>(answer: CachedResult<T>, record: RecordKey): T {
    if (record !== this.#caller) {
      this.#caller = record;
      this.#callerNumber++;
    }
    if (answer.recordedBy === this.#callerNumber) return answer.value;
    answer.recordedBy = this.#callerNumber;
    for (const key of answer.keys) record(key);
    return answer.value;
  }
}
