import { all, check, forbidden, has, is, oneOf, required, type When } from '../../../core/facts/checks.ts';
import { type Check, fieldName, placesIn, type Row } from '../../../core/facts/fact.ts';
import { fieldPath, isWritten, textsAt } from '../../../core/facts/field-values.ts';
import { fixIn } from '../../../core/fixes/fix.ts';
import { writeScalar } from '../../../core/fixes/write-scalar.ts';
import { nodeAt } from '../../../core/syntax/lookup.ts';
import { nearestTo } from '../../../core/text/similar-names.ts';
import { goTemplateProblem } from '../go-template.ts';
import { ClusterClass } from '../kinds.ts';
import { isMisplaced } from '../patch-selection.ts';
import { BUILTIN_VARIABLES } from './builtin-variables.ts';
import { selectsNothing } from './class-selectors.ts';
import { isRenderedByHelm } from './rendered-by-helm.ts';
import { between, capi } from './row.ts';
import { definedVariables, undefinedInTemplate, undefinedVariableField } from './template-variables.ts';

const patches = (at: string) => placesIn([ClusterClass], `spec.patches[].definitions[].${at}`);

const WRITES = is('op', 'add', 'replace');

const NEVER_SET = { severity: 'warning', effect: 'stuck', by: 'controller' } as const;

/** Inline patches of a ClusterClass. Source: internal/webhooks/patch_validation.go of Cluster API v1.5 to v1.14. */
export const CAPI_CLASS_PATCH_ROWS: readonly Row[] = [
  capi(patches('jsonPatches[]'), oneOf('op', ['add', 'replace', 'remove']), between(undefined, 'v1.9')),
  capi(patches('jsonPatches[]'), required(['value', 'valueFrom'], { acceptsEmpty: true, when: WRITES })),
  capi(patches('jsonPatches[]'), forbidden('valueFrom', all(has('value'), WRITES), 'is set together with value')),
  capi(
    patches('jsonPatches[]'),
    required(['valueFrom.template', 'valueFrom.variable'], { acceptsEmpty: true, when: all(has('valueFrom'), WRITES) }),
  ),
  capi(
    patches('jsonPatches[]'),
    forbidden('valueFrom.variable', all(has('valueFrom.template'), WRITES), 'is set together with template'),
  ),
  capi(patches('jsonPatches[]'), listItemByIndex()),
  capi(placesIn([ClusterClass], 'spec.patches[]'), parsedByGo('enabledIf')),
  capi(patches('jsonPatches[]'), parsedByGo('valueFrom.template', WRITES)),
  capi(patches('jsonPatches[]'), undefinedBuiltin(), { remedy: 'Use a builtin variable of Cluster API.' }),
  capi(patches('jsonPatches[]'), undefinedVariable(), { remedy: 'Define it in spec.variables.' }),
  capi(patches('jsonPatches[]'), undefinedVariableField(), {
    ...NEVER_SET,
    outcome: 'Cluster API cannot apply the patch, and its Clusters are not reconciled',
    remedy: 'Add the field to the schema, or use another one.',
  }),
  ...['spec.patches[]', 'spec.patches[].definitions[].jsonPatches[]'].map((at) =>
    capi(
      placesIn([ClusterClass], at),
      undefinedInTemplate(at.endsWith('jsonPatches[]') ? 'valueFrom.template' : 'enabledIf'),
      {
        ...NEVER_SET,
        effect: 'wrong',
        outcome: 'Cluster API renders it as <no value>',
        remedy: 'Use a variable that exists.',
      },
    ),
  ),
  capi(placesIn([ClusterClass], 'spec.patches[].definitions[]'), selectsNothing(), {
    remedy: 'Set infrastructureCluster or controlPlane to true, or list worker classes.',
  }),
  capi(patches('selector.matchResources.{machineDeploymentClass,machinePoolClass}.names[]'), misplacedWildcard()),
];

/** Reports patches of list items by index. The webhook only allows to prepend and append. */
function listItemByIndex(): Check {
  return check('malformed-value', function* (found) {
    const [[op], [path]] = [textsAt(found, 'op'), textsAt(found, 'path')];
    if (!op || !path || !['add', 'replace', 'remove'].includes(op.node.text)) return;
    const isAdded = op.node.text === 'add';
    const steps = path.node.text.split('/').filter((step) => /^[-+]?\d+$/.test(step));
    if (!steps.some((step) => !isAdded || Number(step) !== 0)) return;
    yield {
      path: path.path,
      problem: `${fieldName(found, path.path)} is "${path.node.text}", which addresses a list item by its index`,
      remedy: isAdded ? 'Use 0 to prepend or - to append.' : 'Replace or remove the complete list.',
    };
  });
}

/** Reports templates that Go cannot parse. Templates of other tools, such as Helm, are rendered before. */
function parsedByGo(field: string, when: When = () => true): Check {
  return check('malformed-value', function* (found) {
    const node = nodeAt(found.node, fieldPath(field));
    if (node?.kind !== 'scalar' || !isWritten(node) || /\$\{|<[A-Za-z]/.test(node.text) || !when(found)) return;
    if (isRenderedByHelm(found.resource)) return;
    const problem = goTemplateProblem(node.text);
    if (!problem) return;
    const path = [...found.path, ...fieldPath(field)];
    yield { path, problem: `${fieldName(found, path)} is not a valid Go template (${problem})` };
  });
}

/** Reports builtin variables that do not exist in any release. */
function undefinedBuiltin(): Check {
  return check('unsupported-value', function* (found) {
    const [variable] = textsAt(found, 'valueFrom.variable');
    const name = variable?.node.text ?? '';
    if (!variable || !name.startsWith('builtin.') || BUILTIN_VARIABLES.has(name) || !WRITES(found)) return;
    yield {
      path: variable.path,
      problem: `${fieldName(found, variable.path)} is "${name}", but there is no such builtin variable`,
      fixes: nearestTo(name, BUILTIN_VARIABLES).flatMap((each) =>
        fixIn(`Change to ${each}`, found.resource, writeScalar(variable.node, each)),
      ),
    };
  });
}

/** Reports variables that the class does not define. */
function undefinedVariable(): Check {
  return check('conflicting-values', function* (found) {
    const [variable] = textsAt(found, 'valueFrom.variable');
    const [op] = textsAt(found, 'op');
    if (!variable || !op || op.node.text === 'remove' || /^builtin([.[]|$)/.test(variable.node.text)) return;
    const name = /[^.[]+/.exec(variable.node.text)?.[0];
    const names = definedVariables(found.resource);
    if (name === undefined || !names || names.has(name)) return;
    yield {
      path: variable.path,
      problem: `${fieldName(found, variable.path)} is "${variable.node.text}", but the class defines no variable ${name}`,
      fixes: nearestTo(name, names).flatMap((each) =>
        fixIn(
          `Change to ${each}`,
          found.resource,
          writeScalar(
            variable.node,
            variable.node.text.replace(name, () => each),
          ),
        ),
      ),
    };
  });
}

function misplacedWildcard(): Check {
  return check('malformed-value', function* (found) {
    const [name] = textsAt(found, '');
    if (!name || !isMisplaced(name.node.text)) return;
    yield {
      path: name.path,
      problem: `${fieldName(found, name.path)} is "${name.node.text}", but * is allowed only once, at the start or the end`,
    };
  });
}
