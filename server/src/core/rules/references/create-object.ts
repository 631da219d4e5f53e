import type { Fix } from '../../findings/finding.ts';
import { eol } from '../../fixes/set-field.ts';
import type { Reference } from '../../objects/references.ts';
import type { Resource } from '../../objects/resource.ts';
import type { View } from '../../query/view.ts';
import { isJson, isJsonFile } from '../../syntax/json-text.ts';

/** Returns a fix that adds the missing object in a new document after the referring one. */
export function createObject(resource: Resource, reference: Reference, view: View): readonly Fix[] {
  const skeleton = view.contributions.skeletonOf(resource, reference, view);
  const { uri, document } = resource;
  // A JSON file contains one document.
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
