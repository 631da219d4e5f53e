import { check } from '../../../core/facts/checks.ts';
import { type Check, fieldName } from '../../../core/facts/fact.ts';
import { fieldPath, isUnsure, isWritten, textsAt } from '../../../core/facts/field-values.ts';
import { fixIn } from '../../../core/fixes/fix.ts';
import { writeScalar } from '../../../core/fixes/write-scalar.ts';
import { memoizeTree } from '../../../core/objects/memoize-tree.ts';
import type { Resource } from '../../../core/objects/resource.ts';
import { entryOf, nodeAt, scalarAt } from '../../../core/syntax/lookup.ts';
import type { Node } from '../../../core/syntax/node.ts';
import { nearestTo } from '../../../core/text/similar-names.ts';
import { goTemplateProblem } from '../go-template.ts';
import { variablesReadBy } from '../go-template-variables.ts';
import { BUILTIN_VARIABLES } from './builtin-variables.ts';
import { isRenderedByHelm } from './rendered-by-helm.ts';

/** Returns the names of all variables of the class; undefined if a template or the base of a patch can add some. */
export const definedVariables = memoizeTree(({ root }: Resource): ReadonlySet<string> | undefined => {
  if (!['infrastructure', 'controlPlane'].some((part) => nodeAt(root, ['spec', part]))) return undefined;
  const list = nodeAt(root, ['spec', 'variables']);
  if (!list || !isWritten(list)) return new Set();
  if (list.kind !== 'sequence' || isUnsure(list)) return undefined;
  const names = list.items.map((item) => scalarAt(item, ['name']));
  if (names.some((name) => !name || isUnsure(name))) return undefined;
  return new Set(names.flatMap((name) => name?.text ?? []));
});

/**
 * Reports variables in Go templates that do not exist. The webhook does not check them, and the controller renders
 * `<no value>`. Extensions of the class can define further variables.
 */
export function undefinedInTemplate(field: string): Check {
  return check('conflicting-values', function* (found) {
    const node = nodeAt(found.node, fieldPath(field));
    if (node?.kind !== 'scalar' || !node.text.includes('{{') || /\$\{|<[A-Za-z]/.test(node.text)) return;
    if (isRenderedByHelm(found.resource) || goTemplateProblem(node.text)) return;
    const names = hasExtension(found.resource) ? undefined : definedVariables(found.resource);
    for (const variable of new Set(variablesReadBy(node.text))) {
      const [name = ''] = variable.split('.');
      const isBuiltin = name === 'builtin';
      if (isBuiltin ? isKnownBuiltin(variable) : !names || names.has(name)) continue;
      const path = [...found.path, ...fieldPath(field)];
      const written = isBuiltin ? variable : name;
      yield {
        path,
        problem: `${fieldName(found, path)} reads ${written}, but ${isBuiltin ? 'there is no such builtin variable' : 'the class defines no such variable'}`,
        fixes: nearestTo(written, isBuiltin ? BUILTIN_VARIABLES : (names ?? [])).flatMap((each) =>
          fixIn(
            `Change ${written} to ${each}`,
            found.resource,
            writeScalar(
              node,
              node.text.replaceAll(`.${written}`, () => `.${each}`),
            ),
          ),
        ),
      };
    }
  });
}

const hasExtension = memoizeTree(({ root }: Resource): boolean => {
  const patches = nodeAt(root, ['spec', 'patches']);
  return patches?.kind === 'sequence' && patches.items.some((patch) => entryOf(patch, 'external') !== undefined);
});

/** Labels and annotations have any keys, and a template can read a part of the builtin variables. */
function isKnownBuiltin(variable: string): boolean {
  if (variable === 'builtin' || BUILTIN_VARIABLES.has(variable)) return true;
  if (/\.(labels|annotations|pods|services)\./.test(variable)) return true;
  return [...BUILTIN_VARIABLES].some((each) => each.startsWith(`${variable}.`));
}

/** Reports `valueFrom.variable: network.mtu` if the schema of the variable has no such field, so that it never has a value. */
export function undefinedVariableField(): Check {
  return check('conflicting-values', function* (found) {
    const [variable] = textsAt(found, 'valueFrom.variable');
    const [name = '', ...steps] = variable?.node.text.split('.') ?? [];
    if (!variable || name === 'builtin' || steps.length === 0) return;
    const variables = nodeAt(found.resource.root, ['spec', 'variables']);
    if (variables?.kind !== 'sequence') return;
    const definition = variables.items.find((item) => scalarAt(item, ['name'])?.text === name);
    const missing = missingField(nodeAt(definition, ['schema', 'openAPIV3Schema']), steps);
    if (!missing) return;
    yield {
      path: variable.path,
      problem: `${fieldName(found, variable.path)} is "${variable.node.text}", but the schema of variable ${name} has no field ${missing.field}`,
      fixes: nearestTo(missing.field, missing.fields).flatMap((each) => {
        const right = [name, ...steps.map((step) => (step === missing.field ? each : step))].join('.');
        return fixIn(`Change to ${right}`, found.resource, writeScalar(variable.node, right));
      }),
    };
  });
}

/** Returns the first step that is not in a schema with a fixed set of fields. */
function missingField(
  schema: Node | undefined,
  steps: readonly string[],
): { readonly field: string; readonly fields: readonly string[] } | undefined {
  let at = schema;
  for (const step of steps) {
    const properties = nodeAt(at, ['properties']);
    const isOpen = ['additionalProperties', 'x-kubernetes-preserve-unknown-fields', '<<'].some((key) =>
      entryOf(at, key),
    );
    if (properties?.kind !== 'map' || isOpen || isUnsure(properties) || /[[\]]/.test(step)) return undefined;
    const fields = properties.entries.flatMap(({ key }) => (key.kind === 'scalar' ? [key.text] : []));
    if (fields.includes('<<') || fields.length !== properties.entries.length) return undefined;
    if (!fields.includes(step)) return { field: step, fields };
    at = nodeAt(properties, [step]);
  }
  return undefined;
}
