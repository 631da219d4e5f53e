import type { Fix } from '../../../../core/findings/finding.ts';
import { fixIn } from '../../../../core/fixes/fix.ts';
import { writeScalar } from '../../../../core/fixes/write-scalar.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import { defineRule, type Report } from '../../../../core/rules/rule.ts';
import { childOf, type NodePath, nodeAt, pathText, scalarAt } from '../../../../core/syntax/lookup.ts';
import type { Node, ScalarNode } from '../../../../core/syntax/node.ts';
import { isLabelValue, isQualifiedName } from '../../../../core/validation/names.ts';
import { ARITIES, faultOf, HOST_SELECTORS, suggestionFor } from '../../selector-operators.ts';

/** Source: hostLabelSelectorForMachine of CAPM3, when it selects a host; no webhook validates the selector. */
export const invalidHostSelector = defineRule({
  id: 'invalid-host-selector',
  formerIds: ['unusable-host-selector'],
  severity: 'error',
  effect: 'stuck',
  by: 'controller',
  on: HOST_SELECTORS.kinds,
  summary: 'A host selector is invalid, so no host is ever selected.',

  *check(resource) {
    const { path, isCaseSensitive = false } = HOST_SELECTORS.get(resource) ?? { path: [] };
    const selector = nodeAt(resource.root, path);
    yield* checkLabels(resource, childOf(selector, 'matchLabels'), [...path, 'matchLabels']);
    const list = childOf(selector, 'matchExpressions');
    if (list?.kind !== 'sequence') return;
    for (const [index, item] of list.items.entries())
      yield* checkExpression(resource, item, [...path, 'matchExpressions', index], isCaseSensitive);
  },
});

function invalid(
  resource: Resource,
  node: Node,
  path: NodePath,
  problem: string,
  remedy: string,
  fixes: readonly Fix[] = [],
): Report {
  const message = `hostSelector of ${nameOf(resource)} ${problem}. CAPM3 cannot parse the selector and never selects a host. ${remedy}`;
  return { resource, node, path, message, fixes };
}

function* checkLabels(resource: Resource, labels: Node | undefined, path: NodePath): Generator<Report> {
  if (labels?.kind !== 'map') return;
  for (const { key, value } of labels.entries) {
    if (key.kind !== 'scalar' || key.text === '<<') continue;
    yield* checkKey(resource, key, [...path, key.text]);
    if (value.kind === 'scalar') yield* checkValue(resource, value, [...path, key.text]);
  }
}

function* checkKey(resource: Resource, key: ScalarNode, path: NodePath): Generator<Report> {
  if (key.text === '' || isTemplate(key.text) || isQualifiedName(key.text)) return;
  yield invalid(
    resource,
    key,
    path,
    `has the malformed label key "${key.text}"`,
    'Use a key such as rack or example.com/rack.',
  );
}

function* checkValue(resource: Resource, value: ScalarNode, path: NodePath): Generator<Report> {
  if (isTemplate(value.text) || isLabelValue(value.text)) return;
  yield invalid(
    resource,
    value,
    path,
    `has the malformed label value "${value.text}"`,
    'Use at most 63 letters, digits, "-", "_" and ".".',
  );
}

function* checkExpression(resource: Resource, item: Node, path: NodePath, isCaseSensitive: boolean): Generator<Report> {
  const key = scalarAt(item, ['key']);
  if (key) yield* checkKey(resource, key, [...path, 'key']);
  const operator = scalarAt(item, ['operator']);
  if (!operator || isTemplate(operator.text)) return;
  const arity = ARITIES[isCaseSensitive ? operator.text : operator.text.toLowerCase()];
  if (!arity) {
    const suggestion = suggestionFor(operator.text);
    yield invalid(
      resource,
      operator,
      [...path, 'operator'],
      `has the unknown operator "${operator.text}"`,
      suggestion === undefined ? `Use one of ${Object.keys(ARITIES).join(', ')}.` : `Use "${suggestion}".`,
      suggestion === undefined
        ? []
        : fixIn(`Change to "${suggestion}"`, resource, writeScalar(operator, suggestion), true),
    );
    return;
  }
  const values = childOf(item, 'values');
  const items = values?.kind === 'sequence' ? values.items : [];
  if (values && values.kind !== 'sequence' && !(values.kind === 'scalar' && values.text === '')) return;
  const texts = items.flatMap((each) => (each.kind === 'scalar' ? [each] : []));
  if (texts.length !== items.length || texts.some(({ text }) => isTemplate(text))) return;
  const fault = faultOf(arity, texts);
  if (fault)
    yield invalid(
      resource,
      values ?? operator,
      [...path, 'values'],
      `has ${texts.length === 0 ? 'no values' : `the value${texts.length === 1 ? '' : 's'} ${texts.map(({ text }) => `"${text}"`).join(', ')}`} for operator ${operator.text}, which requires ${fault}`,
      `Change ${pathText(path)}.`,
    );
  else for (const value of texts) yield* checkValue(resource, value, [...path, 'values']);
}
