import type { Fix } from '../../../../core/findings/finding.ts';
import { fixIn } from '../../../../core/fixes/fix.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { defineRule, type Report } from '../../../../core/rules/rule.ts';
import type { Span } from '../../../../core/text/span.ts';
import { cloudInitFor, mayRenderGoTemplates } from '../../cloud-init.ts';
import type { JinjaFault } from '../../jinja.ts';
import { FAULT_TEXTS, remedyOf, shortened } from '../../jinja-fault-text.ts';
import { BOOTSTRAP_KINDS, isIgnition, type RenderedText, renderedTexts } from '../../metadata-uses.ts';
import { isRenderedFirst } from '../../rendered-first.ts';

/**
 * Source: Jinja's lexer; cloud-init's jinja_template.py, which drops the user data if rendering fails. Ignition and manifests
 * that another template engine renders first are ignored.
 */
export const unrenderableBootstrapData = defineRule({
  id: 'unrenderable-bootstrap-data',
  severity: 'error',
  effect: 'stuck',
  by: 'boot',
  on: BOOTSTRAP_KINDS,
  summary: 'Bootstrap data that cloud-init cannot render and therefore drops.',

  *check(config, view) {
    if (isIgnition(config) || isRenderedFirst(config)) return;
    const texts = renderedTexts(config).filter(hasProblems);
    // Queried last, because most bootstrap data has no problem.
    if (texts.length === 0) return;
    const cloudInit = cloudInitFor(config, view);
    if (cloudInit === 'impossible') return;
    const isGoPossible = mayRenderGoTemplates(config, view);
    for (const text of texts)
      for (const each of reportsOf(config, text, isGoPossible))
        yield cloudInit === 'certain' ? each : { ...each, severity: 'warning' };
  },
});

function* reportsOf(config: Resource, text: RenderedText, isGoPossible: boolean): Iterable<Report> {
  for (const fault of text.faults)
    if (fault.kind !== 'go-template' || !isGoPossible) yield ofFault(config, text, fault);
  for (const use of text.uses) if (use.isSubtraction) yield ofMinus(config, text, use);
  for (const unknown of text.unknownNames) yield unknownNameReport(config, text, unknown);
}

function hasProblems({ faults, uses, unknownNames }: RenderedText): boolean {
  return faults.length > 0 || unknownNames.length > 0 || uses.some(({ isSubtraction }) => isSubtraction);
}

function outcomeOf(config: Resource): string {
  return `It drops all bootstrap data of ${nameOf(config)}, and the machine never joins the cluster`;
}

function report(config: Resource, { path }: RenderedText, span: Span, message: string, fixes: readonly Fix[]): Report {
  return { resource: config, node: { kind: 'scalar', style: 'plain', text: '', span }, path, message, fixes };
}

function ofFault(config: Resource, text: RenderedText, { kind, span }: JinjaFault): Report {
  const written = config.document.text.slice(span.start, span.end);
  const seen = FAULT_TEXTS[kind](shortened(written));
  const outcome =
    kind === 'swallowed' ? `The machine gets a different text than ${nameOf(config)} contains` : outcomeOf(config);
  return report(
    config,
    text,
    span,
    `${seen}. ${outcome}. ${remedyOf(kind, written)}`,
    keepRaw(config, text, { kind, span }, written),
  );
}

function keepRaw(
  config: Resource,
  { node }: RenderedText,
  { kind, span }: JinjaFault,
  written: string,
): readonly Fix[] {
  // A plain scalar cannot start with a brace, and an expression without end cannot be enclosed.
  const isPossible = kind !== 'open' && (node.style !== 'plain' || span.start > node.span.start) && !/\n/.test(written);
  if (!isPossible) return [];
  const isShell = written.startsWith('$');
  return fixIn(
    `Enclose ${shortened(written)} in {% raw %} and {% endraw %}`,
    config,
    { span, newText: `{% raw %}${written}{% endraw %}` },
    isShell,
  );
}

function ofMinus(config: Resource, text: RenderedText, { key, span }: RenderedText['uses'][number]): Report {
  const name = key.replaceAll('-', '_');
  return report(
    config,
    text,
    span,
    `cloud-init reads ds.meta_data.${key} as a subtraction. ${outcomeOf(config)}. Use ${name}: cloud-init replaces hyphens in keys with underscores.`,
    fixIn(`Change to ${name}`, config, { span, newText: name }, true),
  );
}

function unknownNameReport(
  config: Resource,
  text: RenderedText,
  unknown: RenderedText['unknownNames'][number],
): Report {
  const isSlip = /^meta/i.test(unknown.text);
  const remedy = isSlip ? 'Did you mean ds.meta_data?' : 'The metadata of the machine is in ds.meta_data.';
  return report(
    config,
    text,
    unknown.span,
    `cloud-init does not define ds.${unknown.text}. ${outcomeOf(config)}. ${remedy}`,
    isSlip ? fixIn('Change to ds.meta_data', config, { span: unknown.span, newText: 'meta_data' }, true) : [],
  );
}
