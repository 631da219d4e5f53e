import { childOf, nodeAt, scalarAt } from '../syntax/lookup.ts';
import type { Node } from '../syntax/node.ts';
import { matches, pathPattern } from '../syntax/path-pattern.ts';
import { memoize } from '../text/memoize.ts';
import type { GroupKind } from './group-kind.ts';
import { KUSTOMIZATION } from './kustomization.ts';
import type { Resource } from './resource.ts';
import { withChanges } from './resource-of.ts';
import { isTemplate } from './template-text.ts';

const ARGO_GROUP = 'argoproj.io';

const FLUX_KUSTOMIZATION: GroupKind = { group: 'kustomize.toolkit.fluxcd.io', kind: 'Kustomization' };
const ARGO_APPLICATION: GroupKind = { group: ARGO_GROUP, kind: 'Application' };
const ARGO_APPLICATION_SET: GroupKind = { group: ARGO_GROUP, kind: 'ApplicationSet' };

/** What Flux or Argo CD applies from one path of a repository, and how it changes the objects there. */
export interface Delivery {
  /** The Flux Kustomization, Application or ApplicationSet. */
  readonly resource: Resource;
  /** Relative to the root of the repository. Empty for the complete repository, and if it is a template. */
  readonly path: string;
  readonly setsNamespace: boolean;
  readonly renames: boolean;
  /** The changes in the format of a kustomization, if there are any. */
  readonly changes?: Resource;
  /** Paths of components, relative to `path`. */
  readonly components: readonly string[];
  /** The values of variables in the objects, by their names. */
  readonly substitutions?: Node;
  /** The objects with further values, in order. */
  readonly variableSources: readonly VariableSource[];
}

/** An object whose data are variables. */
export interface VariableSource {
  readonly kind: 'ConfigMap' | 'Secret';
  /** Undefined if it is a template. */
  readonly name?: string;
}

/** Returns the deliveries that an object defines. Most objects define none. */
export function deliveriesOf(resource: Resource): readonly Delivery[] {
  return resource.group === FLUX_KUSTOMIZATION.group || resource.group === ARGO_GROUP ? found(resource) : [];
}

const found = memoize((resource: Resource): readonly Delivery[] => {
  const { kind, root } = resource;
  const spec = childOf(root, 'spec');
  if (!spec || resource.broken) return [];
  if (resource.group === FLUX_KUSTOMIZATION.group)
    return kind === FLUX_KUSTOMIZATION.kind ? [deliveryOf(resource, spec, spec, 'targetNamespace')] : [];
  const application = kind === ARGO_APPLICATION_SET.kind ? templateOf(spec) : spec;
  if (!application || (kind !== ARGO_APPLICATION.kind && kind !== ARGO_APPLICATION_SET.kind)) return [];
  const hasDestination = scalarAt(application, ['destination', 'namespace']) !== undefined;
  return SOURCES.flatMap((pattern) => matches(application, pattern)).flatMap(({ node }) => {
    if (!scalarAt(node, ['path'])) return [];
    const delivery = deliveryOf(resource, node, childOf(node, 'kustomize'), 'namespace');
    return [{ ...delivery, setsNamespace: delivery.setsNamespace || hasDestination }];
  });
});

const SOURCES = ['source', 'sources[]'].map(pathPattern);

function templateOf(spec: Node): Node | undefined {
  const template = childOf(spec, 'template');
  return template && childOf(template, 'spec');
}

function deliveryOf(resource: Resource, source: Node, changes: Node | undefined, namespaceKey: string): Delivery {
  const path = scalarAt(source, ['path'])?.text ?? '';
  const components = changes ? matches(changes, COMPONENTS) : [];
  const { group, kind } = KUSTOMIZATION;
  const substitutions = nodeAt(source, ['postBuild', 'substitute']);
  return {
    resource,
    path: isTemplate(path) ? '' : path,
    setsNamespace: changes !== undefined && childOf(changes, namespaceKey) !== undefined,
    renames: ['namePrefix', 'nameSuffix'].some((key) => scalarAt(changes, [key])?.text),
    ...(substitutions ? { substitutions } : {}),
    variableSources: matches(source, VARIABLE_SOURCES).map(({ node }) => variableSource(node)),
    components: components.flatMap(({ node }) => (node.kind === 'scalar' ? [node.text] : [])),
    ...(changes
      ? {
          changes: withChanges(resource, {
            group,
            kind,
            apiVersion: `${group}/v1beta1`,
            version: 'v1beta1',
            root: changes,
          }),
        }
      : {}),
  };
}

const COMPONENTS = pathPattern('components[]');
const VARIABLE_SOURCES = pathPattern('postBuild.substituteFrom[]');

function variableSource(node: Node): VariableSource {
  const [kind, name] = ['kind', 'name'].map((key) => scalarAt(node, [key])?.text);
  return { kind: kind === 'ConfigMap' ? kind : 'Secret', ...(name && !isTemplate(name) ? { name } : {}) };
}
