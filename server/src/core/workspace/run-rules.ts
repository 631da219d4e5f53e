import type { Finding } from '../findings/finding.ts';
import type { Resource } from '../objects/resource.ts';
import type { View } from '../query/view.ts';
import { MAX_FINDINGS, tooManyFindings, tooManyTextFindings } from '../rules/limits/too-many.ts';
import { findingOf, type Rule, textFindingOf } from '../rules/rule.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { Reported } from './reported.ts';
import type { WorkspaceOptions } from './workspace-options.ts';

/** The callbacks of the host: which rule runs, and that one threw an exception. */
type Callbacks = Pick<WorkspaceOptions, 'onProgress' | 'onBug'>;

/** Returns what the rules report about an object. An exception of a rule only affects what that rule reports after it. */
export function runRules(
  rules: Iterable<Rule>,
  resource: Resource,
  view: View,
  callbacks: Callbacks,
): readonly Reported[] {
  const reports: Reported[] = [];
  for (const rule of rules) runRule(rule, resource, view, reports, callbacks);
  return reports;
}

/** Adds the reports of a rule until it throws. Hot path: avoid allocating a generator. */
function runRule(rule: Rule, resource: Resource, view: View, reports: Reported[], callbacks: Callbacks): void {
  callbacks.onProgress?.(resource.uri, rule.id);
  try {
    let count = 0;
    for (const report of rule.check?.(resource, view) ?? []) {
      const about = [report.resource, ...(report.relatedVersions ?? [])];
      if (count++ === MAX_FINDINGS) {
        reports.push({ finding: tooManyFindings(rule, report), about });
        return;
      }
      reports.push({ finding: findingOf(rule, report), about });
    }
  } catch (error) {
    // A bug in the rule.
    callbacks.onBug?.(rule.id, error);
  }
}

/** Returns what the rules report about a document as text. An exception of a rule only affects what it reports after it. */
export function runTextRules(
  rules: Iterable<Rule>,
  uri: string,
  document: ManifestDocument,
  { onBug }: Callbacks,
): readonly Finding[] {
  const findings: Finding[] = [];
  for (const rule of rules)
    try {
      for (const finding of textFindings(rule, uri, document)) findings.push(finding);
    } catch (error) {
      // A bug in the rule.
      onBug?.(rule.id, error);
    }
  return findings;
}

function* textFindings(rule: Rule, uri: string, document: ManifestDocument): Iterable<Finding> {
  const isUnreadable = document.parsed.problems.length > 0;
  let count = 0;
  for (const check of [...(isUnreadable ? [rule.checkText] : []), rule.checkSource])
    for (const report of check?.call(rule, document, uri) ?? []) {
      if (count++ === MAX_FINDINGS) return yield tooManyTextFindings(rule, report, uri, document);
      yield textFindingOf(rule, report, uri, document);
    }
}
