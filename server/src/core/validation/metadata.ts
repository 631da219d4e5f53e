import type { StructuralSchema } from '../schemas/structural-schema.ts';
import { childOf } from '../syntax/lookup.ts';
import type { Node } from '../syntax/node.ts';
import { readScalar } from '../syntax/read-scalar.ts';
import { fieldsOf } from './fields.ts';
import { NO_WEBHOOK } from './mutating-webhooks.ts';
import { below, type Spot, type Walk } from './problem.ts';
import { isEmptyText, isNull, isUnknowable } from './unknowable.ts';
import { validateValue } from './validate-value.ts';

const text: StructuralSchema = { type: 'string' };
const texts: StructuralSchema = { type: 'object', additionalProperties: text };

/** ObjectMeta, as strict decoding knows it (k8s.io/apimachinery). */
const OBJECT_META: StructuralSchema = {
  type: 'object',
  properties: {
    name: text,
    generateName: text,
    namespace: text,
    selfLink: text,
    uid: text,
    resourceVersion: text,
    generation: { type: 'integer' },
    creationTimestamp: { type: 'string', nullable: true, format: 'date-time' },
    deletionTimestamp: { type: 'string', nullable: true, format: 'date-time' },
    deletionGracePeriodSeconds: { type: 'integer' },
    labels: texts,
    annotations: texts,
    ownerReferences: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          apiVersion: text,
          kind: text,
          name: text,
          uid: text,
          controller: { type: 'boolean' },
          blockOwnerDeletion: { type: 'boolean' },
        },
      },
    },
    finalizers: { type: 'array', items: text },
    managedFields: { type: 'array', items: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
  },
};

const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const QUALIFIED = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

/** The object's own metadata: fields and types, name, namespace, labels and annotations. `root` is where it lacks them. */
export function validateMetadata(metadata: Node | undefined, root: Spot, isNamespaced: boolean, walk: Walk): void {
  const spot = metadata ? metadata.span : root.span;
  if (metadata && !isNull(metadata)) {
    if (isUnknowable(metadata)) return;
    const before = walk.problems.length;
    validateValue(metadata, OBJECT_META, below({ span: root.span }, 'metadata', root.span), {
      ...walk,
      webhook: NO_WEBHOOK,
    });
    if (walk.problems.slice(before).some(({ code }) => code === 'wrong-type')) return;
  }
  const check = (key: string, test: (value: string) => string | undefined) => {
    const node = metadata && childOf(metadata, key);
    if (node?.kind !== 'scalar' || isUnknowable(node)) return;
    const value = readScalar(node);
    const fault = value.type === 'string' && value.value !== '' ? test(value.value) : undefined;
    if (fault)
      walk.problems.push({ code: 'bad-metadata', path: ['metadata', key], span: node.span, node, detail: fault });
  };
  const written = (key: string) => {
    const node = metadata && childOf(metadata, key);
    return node !== undefined && !isNull(node) && !(node.kind === 'scalar' && node.text === '');
  };
  if (!written('name') && !written('generateName'))
    walk.problems.push({
      code: 'required-field',
      path: ['metadata', 'name'],
      span: spot,
      node: metadata ?? { kind: 'scalar', span: root.span, text: '', style: 'absent' },
      detail: 'is missing',
    });
  check('name', (value) =>
    value.length <= 253 && SUBDOMAIN.test(value) ? undefined : 'must be lower-case letters, digits, - and . alone',
  );
  check('generateName', (value) =>
    SUBDOMAIN.test(value.replace(/-$/, 'a')) ? undefined : 'must be lower-case letters, digits, - and . alone',
  );
  if (isNamespaced)
    check('namespace', (value) =>
      value.length <= 63 && LABEL.test(value)
        ? undefined
        : 'must be lower-case letters, digits and - alone, 63 at most',
    );
  checkOwners(metadata && childOf(metadata, 'ownerReferences'), walk);
  checkPairs(metadata, 'labels', walk);
  checkPairs(metadata, 'annotations', walk);
}

/** An owner is told by its name and its uid. */
function checkOwners(owners: Node | undefined, walk: Walk): void {
  if (owners?.kind !== 'sequence') return;
  for (const owner of owners.items)
    for (const key of ['name', 'uid']) {
      const node = childOf(owner, key);
      if (owner.kind !== 'map' || (node && !isNull(node) && !isEmptyText(node))) continue;
      const path = ['metadata', 'ownerReferences', key];
      walk.problems.push({ code: 'bad-metadata', path, span: owner.span, node: owner, detail: 'must not be empty' });
    }
}

function checkPairs(metadata: Node | undefined, field: 'labels' | 'annotations', walk: Walk): void {
  const map = metadata && childOf(metadata, field);
  if (map?.kind !== 'map') return;
  // What stands twice in it is reported already.
  for (const { key: name, entry } of fieldsOf(map, { span: map.span }, { ...walk, problems: [] })) {
    const { key, value } = entry;
    if (isUnknowable(key)) continue;
    const report = (node: Node, detail: string) =>
      walk.problems.push({ code: 'bad-metadata', path: ['metadata', field], span: node.span, node, detail });
    if (!isQualifiedName(field === 'labels' ? name : name.toLowerCase()))
      report(key, `holds a key that is no name: ${name}`);
    if (field !== 'labels' || value.kind !== 'scalar' || isUnknowable(value)) continue;
    const content = readScalar(value);
    if (
      content.type === 'string' &&
      content.value !== '' &&
      !(content.value.length <= 63 && QUALIFIED.test(content.value))
    )
      report(value, 'holds a value that must be letters, digits, -, _ and . alone, 63 at most');
  }
}

/** `name`, or `prefix/name` with a DNS subdomain for prefix. */
function isQualifiedName(name: string): boolean {
  const [first = '', second, ...rest] = name.split('/');
  if (rest.length > 0) return false;
  const own = second ?? first;
  if (own.length > 63 || !QUALIFIED.test(own)) return false;
  return second === undefined || (first.length <= 253 && SUBDOMAIN.test(first));
}
