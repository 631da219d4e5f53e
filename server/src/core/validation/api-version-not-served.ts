import { nameOf, type Resource } from '../objects/resource.ts';
import { withChanges } from '../objects/resource-of.ts';
import type { Provider } from '../schemas/bundle.ts';
import { providerTitle } from '../schemas/releases.ts';
import { childOf } from '../syntax/lookup.ts';
import type { Node } from '../syntax/node.ts';
import { sentenceStart } from '../text/sentence.ts';
import { kindInOtherGroup } from './kind-in-other-group.ts';
import { inFile } from './problem-text.ts';
import type { Validator, Violation } from './violation.ts';

/** Returns the violation of an object whose kind exists only in another group. */
export function inOtherGroup(resource: Resource, schemas: Validator): readonly Violation[] {
  const { root, group, kind, version } = resource;
  const meant = kindInOtherGroup(resource, schemas.store, schemas.facts.groups);
  const provider = meant && schemas.store.providerOf(meant.group, kind);
  if (!meant || !provider) return [];
  const target = schemas.targetsFor(resource.uri)[provider.name] ?? provider.releases.at(-1) ?? '';
  const served = schemas.store.versionsServed(meant.group, kind, target);
  // The written version comes first.
  const versions = [...served].sort((one, other) => Number(other === version) - Number(one === version));
  const node = valueOfKey(root, 'apiVersion') ?? root;
  return [
    {
      problem: {
        code: 'api-version-not-served',
        path: ['apiVersion'],
        span: node.span,
        node,
        candidates: versions
          .filter((each) => schemas.validate(withChanges(resource, { group: meant.group, version: each })).length === 0)
          .map((each) => `${meant.group}/${each}`),
        detail: `${group} has no kind ${kind}. The API server rejects ${nameOf(resource)}. Use ${served.map((each) => `${meant.group}/${each}`).join(' or ')}`,
      },
      releases: [],
      kind: {},
    },
  ];
}

/**
 * Returns the violation of an object whose version no applicable release serves. `definedIn` is the file of the author's
 * own definition of the kind.
 */
export function notServed(resource: Resource, schemas: Validator, provider: Provider, definedIn?: string): Violation {
  const { root, group, kind, version } = resource;
  const target = schemas.targetsFor(resource.uri)[provider.name];
  const served = schemas.store.versionsServed(group, kind, target ?? provider.releases.at(-1) ?? '');
  const where =
    definedIn !== undefined
      ? `The CustomResourceDefinition${inFile(definedIn)} does not serve`
      : target === undefined
        ? 'No known release serves'
        : `${sentenceStart(providerTitle(provider))} ${target} does not serve`;
  const instead = served.length === 0 ? '' : `. Use ${served.map((each) => `${group}/${each}`).join(' or ')}`;
  const node = valueOfKey(root, 'apiVersion') ?? root;
  return {
    problem: {
      code: 'api-version-not-served',
      path: ['apiVersion'],
      span: node.span,
      node,
      // Only versions in which the object is valid as it is.
      candidates: served
        .filter((each) => schemas.validate(withChanges(resource, { version: each })).length === 0)
        .map((each) => `${group}/${each}`),
      detail: `${where} ${kind} as ${version}. The API server rejects ${nameOf(resource)}${instead}`,
    },
    releases: [],
    kind: {},
  };
}

function valueOfKey(root: Node, key: string): Node | undefined {
  return root.kind === 'map' ? childOf(root, key) : undefined;
}
