import type { Fix } from '../../findings/finding.ts';
import { eol } from '../../fixes/set-field.ts';
import type { Reference } from '../../objects/references.ts';
import type { Resource } from '../../objects/resource.ts';
import type { View } from '../../query/view.ts';
import { isJson, isJsonFile } from '../../syntax/json-text.ts';

/** Writes the object that a reference misses into a document of its own, behind the one that refers to it. */
export function createObject(resource: Resource, reference: Reference, view: View): readonly Fix[] {
  const skeleton = view.contributions.skeletonOf(resource, reference, view);
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
