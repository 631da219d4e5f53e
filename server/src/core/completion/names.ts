import type { ValueSlot } from '../cursor/cursor.ts';
import { fits, matches } from '../syntax/path-pattern.ts';
import type { Context } from './context.ts';
import type { Value } from './value.ts';

/** Returns names for the object that are referenced but not defined, or namespaces that neighboring objects use. */
export function objectNameValues(context: Context, { path }: ValueSlot): readonly Value[] {
  if (path.length !== 2 || path[0] !== 'metadata') return [];
  if (path[1] === 'namespace') return namespacesNear(context);
  if (path[1] !== 'name' || !context.known) return [];
  return context.expectedNames(context.known);
}

/** Returns the names that the same object defines, such as links. */
export function localNames({ known, cursor, input }: Context, { path }: ValueSlot): readonly Value[] {
  if (!known) return [];
  const field = input.workspace.model.localReferenceFieldsOf(known).find(({ pattern }) => fits(pattern, path));
  const names = (field?.definitions ?? []).flatMap((definition) => matches(cursor.root, definition));
  return names.flatMap(({ node }) =>
    node.kind === 'scalar' && node.text !== '' ? [{ text: node.text, detail: field?.noun ?? '' }] : [],
  );
}

export function namespacesNear({ file, index, document, input }: Context): readonly Value[] {
  const { documents } = file;
  const namespaces = new Set<string>();
  // A new document is after the one with this index.
  const start = document === documents[index] ? 1 : 0;
  for (let distance = start; distance < documents.length && namespaces.size < 5 && distance < 200; distance++)
    for (const other of [documents[index - distance], documents[index + distance]]) {
      const namespace = other && input.workspace.resourceIn(other)?.namespace;
      if (namespace) namespaces.add(namespace);
    }
  return [...namespaces].map((text) => ({ text }));
}
