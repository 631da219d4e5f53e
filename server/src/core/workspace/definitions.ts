import type { Resource } from '../objects/resource.ts';
import { isObject } from '../schemas/history.ts';
import { importCrd, type KindFacts } from '../schemas/import-crd.ts';
import type { JsonValue } from '../schemas/structural-schema.ts';
import { manifestFile } from '../syntax/manifest-file.ts';
import { plainValue } from '../validation/plain-value.ts';
import type { SchemaValidator } from '../validation/schema-validator.ts';

/** The CustomResourceDefinitions that a text holds, with their descriptions; other documents are passed over. */
export function definitionsIn(text: string, source?: string): readonly KindFacts[] {
  return manifestFile('', text).documents.flatMap(({ parsed }) => {
    const facts = parsed.root && parsed.problems.length === 0 ? importOwn(plainValue(parsed.root)) : undefined;
    return facts ? [source === undefined ? facts : { ...facts, source }] : [];
  });
}

/** Definitions of `apiextensions.k8s.io/v1beta1` are skipped: Kubernetes 1.22 and later do not serve this version. */
function importOwn(value: JsonValue): KindFacts | undefined {
  if (!isObject(value) || value.apiVersion !== 'apiextensions.k8s.io/v1') return undefined;
  return importCrd(value, { keepDescriptions: true });
}

/** The CustomResourceDefinitions among the manifests: they serve their kinds at once, with their own descriptions. */
export class Definitions {
  readonly #facts = new Map<Resource, KindFacts>();
  #changed = new Set<string>();

  add(resource: Resource): void {
    if (resource.broken || resource.kind !== 'CustomResourceDefinition' || resource.group !== 'apiextensions.k8s.io')
      return;
    const facts = importOwn(plainValue(resource.root));
    if (!facts) return;
    this.#facts.set(resource, { ...facts, source: resource.uri });
    this.#changed.add(`${facts.group}/${facts.kind}`);
  }

  remove(resource: Resource): void {
    const facts = this.#facts.get(resource);
    if (!facts) return;
    this.#facts.delete(resource);
    this.#changed.add(`${facts.group}/${facts.kind}`);
  }

  /** The kinds whose definitions changed since the last call, as `group/Kind`. */
  takeChanged(): ReadonlySet<string> {
    const changed = this.#changed;
    this.#changed = new Set();
    return changed;
  }

  over(schemas: SchemaValidator | undefined): SchemaValidator | undefined {
    return schemas && this.#facts.size > 0 ? schemas.withDefinitions([...this.#facts.values()]) : schemas;
  }
}
