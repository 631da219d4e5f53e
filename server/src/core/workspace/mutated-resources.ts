import { isObject } from '../schemas/history.ts';
import type { KindFacts } from '../schemas/import-crd.ts';
import type { Node } from '../syntax/node.ts';
import { matches, type PathPattern, pathPattern } from '../syntax/path-pattern.ts';

/** The resources that a rule of a MutatingWebhookConfiguration is for. */
export interface MutatedResources {
  readonly groups: readonly string[];
  /** Plural names. */
  readonly resources: readonly string[];
}

/** Returns what the rules of a MutatingWebhookConfiguration are for that concern the creation of objects. */
export function mutatedResources(root: Node): readonly MutatedResources[] {
  return matches(root, RULES).flatMap(({ node }) => {
    const operations = texts(node, OPERATIONS);
    if (!operations.includes('CREATE') && !operations.includes('*')) return [];
    return [{ groups: texts(node, GROUPS), resources: texts(node, RESOURCES) }];
  });
}

const RULES = pathPattern('webhooks[].rules[]');
const OPERATIONS = pathPattern('operations[]');
const GROUPS = pathPattern('apiGroups[]');
const RESOURCES = pathPattern('resources[]');

function texts(node: Node, pattern: PathPattern): readonly string[] {
  return matches(node, pattern).flatMap(({ node: each }) => (each.kind === 'scalar' ? [each.text] : []));
}

/** Returns true if one of the rules is for a kind. */
export function isMutated({ group, facts }: KindFacts, mutated: readonly MutatedResources[]): boolean {
  const plural = isObject(facts.names) ? facts.names.plural : undefined;
  return mutated.some(
    ({ groups, resources }) =>
      groups.some((each) => each === '*' || each === group) &&
      resources.some((each) => each === plural || each === '*' || each === '*/*'),
  );
}
