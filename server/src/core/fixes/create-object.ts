import type { Fix } from '../findings/finding.ts';
import type { Reference } from '../resources/references.ts';
import type { Resource } from '../resources/resource.ts';
import type { View } from '../rules/rule.ts';
import { isJson, isJsonFile } from '../syntax/json-text.ts';
import { eol } from './set-field.ts';
import { skeletonOf } from './skeletons.ts';

/** Writes the object that a reference misses into a document of its own, behind the one that refers to it. */
export function createObject(resource: Resource, reference: Reference, view: View): readonly Fix[] {
  const skeleton = skeletonOf(resource, reference, view);
  const { uri, document } = resource;
  // A file of JSON holds one document.
  if (!skeleton || isJsonFile(uri) || isJson(document)) return [];
  const lineEnd = eol(document);
  const { length } = document.text;
  const open = document.text.endsWith('\n') ? '' : lineEnd;
  const newText = `${open}---${lineEnd}${skeleton.join(lineEnd)}${lineEnd}`;
  const { kind, name } = reference.target;
  return [
    {
      title: `Create ${kind} "${name}"`,
      kind: 'create-object',
      edits: [{ uri, document, change: { span: { start: length, end: length }, newText } }],
      certain: false,
    },
  ];
}
