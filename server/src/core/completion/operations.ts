import { typeName } from '../explain/field.ts';
import { resolveKind } from '../schemas/resolved-kind.ts';
import { schemaAtPath } from '../schemas/schema-at-path.ts';
import type { StructuralSchema } from '../schemas/structural-schema.ts';
import { escapedStep, unescapedStep } from '../text/json-pointer.ts';
import { span } from '../text/span.ts';
import type { GroupVersionKind } from '../validation/violation.ts';
import type { Completion } from './completion.ts';
import type { Context } from './context.ts';

const OPERATIONS = ['add', 'replace', 'remove', 'test', 'move', 'copy'];
const KEYS = ['op', 'path', 'value', 'from'];

/**
 * Returns completions for an operation of a JSON patch: its keys, the operation, and the next step of the path along
 * the schema of the patched object. Undefined if the document is not a JSON patch.
 */
export function operationCompletions(context: Context): readonly Completion[] | undefined {
  const { cursor, known, input, file } = context;
  if (known || cursor.root.kind !== 'sequence') return undefined;
  const targets = input.workspace.patchTargets(file.uri);
  // A word after a dash may become a key, but parses as a value until then.
  const inItem = cursor.slots.filter(({ path, kind }) => kind !== 'item' && typeof path[0] === 'number');
  const slot = inItem.find(({ kind, path }) => kind === 'key' && path.length === 1) ?? inItem[0];
  if (targets.length === 0 || !slot || slot.kind === 'item') return undefined;
  const key = slot.path[1];
  if (slot.kind === 'key' && slot.path.length === 1) {
    const present = slot.map?.entries.flatMap((entry) =>
      entry !== slot.entry && entry.key.kind === 'scalar' ? [entry.key.text] : [],
    );
    return KEYS.filter((each) => !present?.includes(each)).map((each) =>
      wordCompletion(context, each, slot.hasColon ? '' : ': '),
    );
  }
  if (slot.kind !== 'value' || slot.path.length !== 2) return [];
  if (key === 'op') return OPERATIONS.map((each) => wordCompletion(context, each, ''));
  if (key !== 'path' && key !== 'from') return [];
  return targets.flatMap((target) => stepsOf(context, target));
}

function wordCompletion({ cursor: { token } }: Context, text: string, suffix: string): Completion {
  const isKey = suffix !== '' || KEYS.includes(text);
  return {
    label: text,
    kind: isKey ? 'field' : 'value',
    span: token.span,
    insert: [`${token.needsSpace ? ' ' : ''}${text}${suffix}`],
    ...(suffix === '' ? {} : { retriggers: true }),
  };
}

/** Returns the next steps of the pointer: the fields of the object that it leads to, or the items of the list. */
function stepsOf({ cursor, input, targets }: Context, target: GroupVersionKind): readonly Completion[] {
  const { token } = cursor;
  const known = resolveKind(input.schemas.store, targets, target);
  if (!known) return [];
  const slash = token.typed.lastIndexOf('/');
  const steps = token.typed.slice(0, Math.max(0, slash)).split('/').slice(1).map(unescapedStep);
  const path = steps.map((step) => (/^(-|\d+)$/.test(step) ? 0 : step));
  const parent = schemaAtPath(known.schema, path);
  if (!parent) return [];
  const stepSpan = span(token.span.start + slash + 1, token.span.end);
  const lead = `${token.needsSpace ? ' ' : ''}${slash < 0 ? '/' : ''}`;
  const { group, version, kind } = known;
  const step = (name: string, schema: StructuralSchema | undefined): Completion => ({
    label: name,
    kind: 'field',
    ...(schema ? { detail: typeName(schema) } : {}),
    span: stepSpan,
    insert: [`${lead}${escapedStep(name)}`],
    ...(lead.endsWith('/') ? { filter: `/${name}` } : {}),
    field: { group, kind, version, path: [...path, name === '-' ? 0 : name] },
  });
  if (parent.type === 'array') return [step('-', parent.items), step('0', parent.items)];
  return Object.entries(parent.properties ?? {})
    .filter(([name]) => path.length > 0 || !NEVER_PATCHED.includes(name))
    .map(([name, schema]) => step(name, schema));
}

/** Top-level fields that are not offered: patches change `spec` or `metadata`. */
const NEVER_PATCHED: readonly string[] = ['apiVersion', 'kind', 'status'];
