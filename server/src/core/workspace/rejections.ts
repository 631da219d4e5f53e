import type { Resource } from '../objects/resource.ts';
import type { SchemaValidator } from '../validation/schema-validator.ts';

/** Returns whether the API server of a release rejects an object; validates it once for each release. */
export function memoizeRejections(
  resource: Resource,
  schemas: SchemaValidator | undefined,
): (provider: string, release: string) => boolean {
  const known = new Map<string, boolean>();
  return (provider, release) => {
    const key = `${provider} ${release}`;
    const value = known.get(key) ?? schemas?.rejects(resource, provider, release) ?? false;
    known.set(key, value);
    return value;
  };
}
