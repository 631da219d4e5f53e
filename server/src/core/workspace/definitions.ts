import { CUSTOM_RESOURCE_DEFINITION, isKind, keyOf } from '../objects/group-kind.ts';
import type { Resource } from '../objects/resource.ts';
import { isObject } from '../schemas/history.ts';
import { importCrd, type KindFacts } from '../schemas/import-crd.ts';
import type { JsonValue } from '../schemas/structural-schema.ts';
import { manifestFile } from '../syntax/manifest-file.ts';
import { plainValue } from '../validation/plain-value.ts';
import type { SchemaValidator } from '../validation/schema-validator.ts';

/** Returns the CustomResourceDefinitions in a text, with their descriptions. Other documents are ignored. */
export function definitionsIn(text: string, source?: string): readonly KindFacts[] {
  return manifestFile('', text).documents.flatMap(({ parsed }) => {
    const facts =
      parsed.root && parsed.problems.length === 0 ? importWithDescriptions(plainValue(parsed.root)) : undefined;
    return facts ? [source === undefined ? facts : { ...facts, source }] : [];
  });
}

/** Definitions of `apiextensions.k8s.io/v1beta1` are skipped: Kubernetes 1.22 and later do not serve this version. */
function importWithDescriptions(value: JsonValue): KindFacts | undefined {
  if (!isObject(value) || value.apiVersion !== 'apiextensions.k8s.io/v1') return undefined;
  return importCrd(value, { keepDescriptions: true });
}

/** The CustomResourceDefinitions among the manifests. Objects of their kinds are validated by them. */
export class Definitions {
  readonly #facts = new Map<Resource, KindFacts>();
  #changed = new Set<string>();

  add(resource: Resource): void {
    if (resource.broken || !isKind(resource, CUSTOM_RESOURCE_DEFINITION)) return;
    const facts = importWithDescriptions(plainValue(resource.root));
    if (!facts) return;
    this.#facts.set(resource, { ...facts, source: resource.uri });
    this.#changed.add(keyOf(facts));
  }

  remove(resource: Resource): void {
    const facts = this.#facts.get(resource);
    if (!facts) return;
    this.#facts.delete(resource);
    this.#changed.add(keyOf(facts));
  }

  /** Returns the kinds whose definitions changed since the last call, as `group/Kind`. */
  takeChanged(): ReadonlySet<string> {
    const changed = this.#changed;
    this.#changed = new Set();
    return changed;
  }

  addTo(schemas: SchemaValidator | undefined): SchemaValidator | undefined {
    return schemas && this.#facts.size > 0 ? schemas.withDefinitions([...this.#facts.values()]) : schemas;
  }
}
