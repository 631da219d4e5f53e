import type { GroupKind } from '../objects/group-kind.ts';
import type { Resource } from '../objects/resource.ts';
import type { ValueFor } from '../snippets/snippet.ts';
import { scalarAt } from '../syntax/lookup.ts';
import type { Context } from './context.ts';
import { namespacesNear } from './names.ts';

/**
 * Returns the values that the workspace already determines for the variables of a snippet that defines objects of
 * `kinds`. Those objects get names that are referenced but not defined; other names are those of the nearest object.
 * The author enters the rest.
 */
export function snippetValues(context: Context, kinds: readonly string[]): ValueFor {
  const known = new Map<string, string | undefined>();
  return (name) => {
    if (!known.has(name)) known.set(name, valueFor(context, kinds, name));
    return known.get(name);
  };
}

function valueFor(context: Context, kinds: readonly string[], name: string): string | undefined {
  if (name === 'NAMESPACE') return namespacesNear(context)[0]?.text;
  const { snippetNames, snippetFields } = context.input.workspace.features.completion;
  const named = snippetNames[name];
  if (named) {
    const [expected] = context.expectedNames(named);
    if (kinds.includes(named.kind)) return expected?.text;
    return nearest(context, named)?.name ?? expected?.text;
  }
  const field = snippetFields[name];
  for (const [kind, path] of field?.places ?? []) {
    const found = nearest(context, kind);
    const text = found && scalarAt(found.root, path.split('.'))?.text;
    if (text) return field?.read?.(text) ?? text;
  }
  return field?.fallback?.(context);
}

function nearest(context: Context, kind: GroupKind): Resource | undefined {
  return context.objectsNear(kind).find(({ document }) => document !== context.document);
}
