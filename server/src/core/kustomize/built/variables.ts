import type { RecordedQuery } from '../../dependencies/recorded-query.ts';
import { indexKey, type ObjectIndex } from '../../index/object-index.ts';
import type { Delivery, VariableSource } from '../../objects/delivery.ts';
import type { Resource } from '../../objects/resource.ts';
import { isTemplate } from '../../objects/template-text.ts';
import { childOf } from '../../syntax/lookup.ts';
import type { Node, ScalarNode } from '../../syntax/node.ts';
import { folderOf } from '../../text/containers.ts';
import { mayChange } from '../build-changes.ts';
import { mayDeliveryChange } from '../delivery-changes.ts';

/** A value that a delivery writes into the objects. */
export interface Variable {
  readonly node: ScalarNode;
  /** The object in whose document it is written. */
  readonly holder: Resource;
}

export interface Variables {
  /** By name, without those whose values are not certain. */
  readonly values: ReadonlyMap<string, Variable>;
  /** The objects that contain values. */
  readonly holders: readonly Resource[];
}

/**
 * Returns the variables of a delivery. Later sources override earlier ones, and its own values override all of them. A
 * source that is not known can override all earlier ones.
 */
export function variablesOf(delivery: Delivery, index: ObjectIndex): Variables {
  const values = new Map<string, Variable>();
  const holders: Resource[] = [];
  for (const source of delivery.variableSources) {
    const holder = sourceObject(source, delivery.resource, index);
    if (!holder) {
      values.clear();
      continue;
    }
    holders.push(holder);
    for (const key of DATA) setAll(values, childOf(holder.root, key), holder, source.kind === 'ConfigMap');
  }
  setAll(values, delivery.substitutions, delivery.resource, true);
  return { values, holders };
}

const DATA = ['data', 'stringData'];

function setAll(values: Map<string, Variable>, map: Node | undefined, holder: Resource, areReadable: boolean): void {
  if (map?.kind !== 'map') return;
  for (const { key, value: node } of map.entries) {
    if (key.kind !== 'scalar') continue;
    if (areReadable && node.kind === 'scalar' && !isTemplate(node.text)) values.set(key.text, { node, holder });
    else values.delete(key.text);
  }
}

/** Returns the only object that a source can mean, if nothing changes its content. */
function sourceObject({ kind, name }: VariableSource, delivery: Resource, index: ObjectIndex): Resource | undefined {
  if (name === undefined) return undefined;
  const fitting = [...index.resources(indexKey.named({ group: '', kind }, name))].filter(
    ({ namespace }) => namespace === undefined || namespace === delivery.namespace,
  );
  const inFile = fitting.filter(({ uri }) => uri === delivery.uri);
  const inFolder = fitting.filter(({ uri }) => folderOf(uri) === folderOf(delivery.uri));
  const [only, ...others] = [inFile, inFolder].find(({ length }) => length > 0) ?? fitting;
  if (!only || others.length > 0 || only.broken || only.inside) return undefined;
  const query: RecordedQuery = { index, record: () => {} };
  const kustomizations = [...index.builds.buildsIncluding(only.uri).values()].flat();
  const isChanged =
    mayDeliveryChange(query, only, CONTENT) || kustomizations.some((each) => mayChange(query, each, only, CONTENT));
  return isChanged ? undefined : only;
}

const CONTENT = DATA.map((key) => [key]);
