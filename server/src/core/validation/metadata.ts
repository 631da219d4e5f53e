import { OBJECT_META } from '../schemas/object-meta.ts';
import { childOf, pathText } from '../syntax/lookup.ts';
import type { MapNode, Node } from '../syntax/node.ts';
import { readScalar } from '../syntax/read-scalar.ts';
import { fieldsOf } from './fields.ts';
import { isDnsLabel, isLabelValue, isQualifiedName, isSubdomain } from './names.ts';
import { checkOwners } from './owner-references.ts';
import { below, type Location, type Problem, type ProblemCode, type Walk } from './problem.ts';
import { checkFinalizers, checkManagedFields } from './system-metadata.ts';
import { isNull, isUnknowable } from './unknowable.ts';
import { validateValue } from './validate-value.ts';

/** Checks the metadata of an object: fields and types, name, namespace, labels and annotations. `root` is where missing metadata is reported. */
export function validateMetadata(metadata: Node | undefined, root: Location, isNamespaced: boolean, walk: Walk): void {
  const spot = metadata ? metadata.span : root.span;
  if (metadata && !isNull(metadata)) {
    if (isUnknowable(metadata)) return;
    const own: Problem[] = [];
    const spot = below({ span: root.span }, 'metadata', root.span);
    validateValue(metadata, OBJECT_META, spot, { ...walk, problems: own });
    walk.problems.push(...own.map(asDecoded));
    if (own.some(({ code }) => code === 'wrong-type')) return;
  }
  const check = (key: string, test: (value: string) => string | undefined) => {
    const node = metadata && childOf(metadata, key);
    if (node?.kind !== 'scalar' || isUnknowable(node)) return;
    const value = readScalar(node);
    const fault = value.type === 'string' && value.value !== '' ? test(value.value) : undefined;
    if (fault)
      walk.problems.push({ code: 'invalid-metadata', path: ['metadata', key], span: node.span, node, detail: fault });
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
  const subdomainFault = (value: string) =>
    isSubdomain(value)
      ? undefined
      : "must be a lowercase RFC 1123 subdomain: letters, digits, '-' and '.', with a letter or digit at both ends";
  check('name', subdomainFault);
  // The API server appends a suffix, so a trailing dash is valid.
  check('generateName', (value) => subdomainFault(value.replace(/-$/, '')));
  if (isNamespaced)
    check('namespace', (value) =>
      isDnsLabel(value)
        ? undefined
        : "must be a lowercase RFC 1123 label: at most 63 letters, digits and '-', with a letter or digit at both ends",
    );
  checkOwners(metadata, walk);
  checkFinalizers(metadata, walk);
  checkManagedFields(metadata, walk);
  checkPairs(metadata, 'labels', walk);
  checkPairs(metadata, 'annotations', walk);
}

/** Moves a problem of a type to `metadata`: the API server decodes metadata as one value and does not report a deeper path. */
function asDecoded(problem: Problem): Problem {
  const { code, path, detail } = problem;
  if (!UNDECODABLE.has(code) || path.length < 2) return problem;
  return { ...problem, path: ['metadata'], detail: `cannot be decoded: ${pathText(path.slice(1))} ${detail}` };
}

const UNDECODABLE: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'wrong-type',
  'malformed-value',
  'value-out-of-range',
]);

function checkPairs(metadata: Node | undefined, field: 'labels' | 'annotations', walk: Walk): void {
  const map = metadata && childOf(metadata, field);
  if (map?.kind !== 'map') return;
  if (field === 'annotations' && sizeOf(map) > MAX_ANNOTATIONS)
    walk.problems.push({
      code: 'value-out-of-range',
      path: ['metadata', field],
      span: map.entries[0]?.key.span ?? map.span,
      node: map,
      detail: 'must have at most 256 KiB in total',
      blocksRules: true,
    });
  // Duplicate keys are already reported elsewhere.
  for (const { key: name, entry } of fieldsOf(map, { span: map.span }, { ...walk, problems: [] })) {
    const { key, value } = entry;
    if (isUnknowable(key)) continue;
    const report = (node: Node, detail: string) =>
      walk.problems.push({ code: 'invalid-metadata', path: ['metadata', field], span: node.span, node, detail });
    if (!isQualifiedName(field === 'labels' ? name : name.toLowerCase()))
      report(key, `has the malformed key "${name}": ${NAME_FORM}, after a DNS name and a slash if it has a prefix`);
    if (field !== 'labels' || value.kind !== 'scalar' || isUnknowable(value)) continue;
    const content = readScalar(value);
    if (content.type === 'string' && !isLabelValue(content.value))
      report(value, `has the malformed value "${content.value}": ${NAME_FORM}`);
  }
}

/** What the name of a key and the value of a label have in common. */
const NAME_FORM = "use at most 63 letters, digits, '-', '_' and '.', with a letter or digit at both ends";

const MAX_ANNOTATIONS = 256 * 1024;

/** Returns the number of bytes of all keys and values. */
function sizeOf(map: MapNode): number {
  let size = 0;
  for (const { key, value } of map.entries)
    for (const node of [key, value]) if (node.kind === 'scalar') size += bytesOf(node.text);
  return size;
}

/** Returns the length in UTF-8: each half of a surrogate pair accounts for two of its four bytes. */
function bytesOf(text: string): number {
  let bytes = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 2 : 3;
  }
  return bytes;
}
