import { CUSTOM_RESOURCE_DEFINITION, isKind, keyOf, MUTATING_WEBHOOK_CONFIGURATION } from '../objects/group-kind.ts';
import type { Resource } from '../objects/resource.ts';
import { isObject } from '../schemas/history.ts';
import { importCrd, type KindFacts } from '../schemas/import-crd.ts';
import type { JsonValue } from '../schemas/structural-schema.ts';
import { manifestFile } from '../syntax/manifest-file.ts';
import { plainValue } from '../validation/plain-value.ts';
import type { SchemaValidator } from '../validation/schema-validator.ts';
import { isMutated, type MutatedResources, mutatedResources } from './mutated-resources.ts';

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
  /** By MutatingWebhookConfiguration, what its rules are for. */
  readonly #mutated = new Map<Resource, readonly MutatedResources[]>();
  #changed = new Set<string>();

  add(resource: Resource): void {
    if (resource.broken) return;
    if (isKind(resource, MUTATING_WEBHOOK_CONFIGURATION)) {
      this.#mutated.set(resource, mutatedResources(resource.root));
      this.#webhooksChanged(resource);
    }
    if (!isKind(resource, CUSTOM_RESOURCE_DEFINITION)) return;
    const facts = importWithDescriptions(plainValue(resource.root));
    if (!facts) return;
    this.#facts.set(resource, { ...facts, source: resource.uri });
    this.#changed.add(keyOf(facts));
  }

  remove(resource: Resource): void {
    if (this.#mutated.has(resource)) {
      this.#webhooksChanged(resource);
      this.#mutated.delete(resource);
    }
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
    if (!schemas || this.#facts.size === 0) return schemas;
    const mutated = [...this.#mutated.values()].flat();
    const facts = [...this.#facts.values()];
    return schemas.withDefinitions(
      mutated.length === 0 ? facts : facts.map((each) => ({ ...each, isMutated: isMutated(each, mutated) })),
    );
  }

  #webhooksChanged(configuration: Resource): void {
    const mutated = this.#mutated.get(configuration) ?? [];
    for (const facts of this.#facts.values()) if (isMutated(facts, mutated)) this.#changed.add(keyOf(facts));
  }
}
