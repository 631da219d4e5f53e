import type { Resource } from '../objects/resource.ts';
import type { Provider } from '../schemas/bundle.ts';
import { providerTitle } from '../schemas/releases.ts';
import { childOf } from '../syntax/lookup.ts';
import type { Node } from '../syntax/node.ts';
import type { Judgement, Validator } from './judgement.ts';
import { kindElsewhere } from './kind-elsewhere.ts';

/** What is refused because its kind is of another group. */
export function inOtherGroup(resource: Resource, schemas: Validator): readonly Judgement[] {
  const { root, group, kind, version } = resource;
  const meant = kindElsewhere(resource, schemas.store.kinds, schemas.facts.groups);
  const provider = meant && schemas.store.providerOf(meant.group, kind);
  if (!meant || !provider) return [];
  const target = schemas.targetsFor(resource.uri)[provider.name] ?? provider.releases.at(-1) ?? '';
  const served = schemas.store.versionsServed(meant.group, kind, target);
  // The version that is written may be one of them.
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
          .filter((each) => schemas.judge({ ...resource, group: meant.group, version: each }).length === 0)
          .map((each) => `${meant.group}/${each}`),
        detail: `${group} has no such kind. It is ${served.map((each) => `${meant.group}/${each}`).join(' or ')}`,
      },
      releases: [],
      kind: {},
    },
  ];
}

/** What is refused because nobody serves its version. */
export function notServed(resource: Resource, schemas: Validator, provider: Provider): Judgement {
  const { root, group, kind, version } = resource;
  const target = schemas.targetsFor(resource.uri)[provider.name];
  const served = schemas.store.versionsServed(group, kind, target ?? provider.releases.at(-1) ?? '');
  const where =
    target === undefined ? 'no release that we know serves' : `${providerTitle(provider)} ${target} does not serve`;
  const instead = served.length === 0 ? '' : `. It is served as ${served.join(' and ')}`;
  const node = valueOfKey(root, 'apiVersion') ?? root;
  return {
    problem: {
      code: 'api-version-not-served',
      path: ['apiVersion'],
      span: node.span,
      node,
      // Versions in which the object is right as it stands; in others, changing the version is only the beginning.
      candidates: served
        .filter((each) => schemas.judge({ ...resource, version: each }).length === 0)
        .map((each) => `${group}/${each}`),
      detail: `${where} ${kind} as ${version}${instead}`,
    },
    releases: [],
    kind: {},
  };
}

function valueOfKey(root: Node, key: string): Node | undefined {
  return root.kind === 'map' ? childOf(root, key) : undefined;
}
