import type { Finding } from '../../findings/finding.ts';
import type { ManifestDocument } from '../../syntax/manifest-document.ts';
import { findingOf, type Report, type Rule, type TextReport, textFindingOf } from '../rule.ts';
import { checkLimitExceeded } from './check-limit-exceeded.ts';

/** The number of findings of one rule about one object or text that are reported. */
export const MAX_FINDINGS = 1_000;

/** Returns the finding that replaces the first report beyond `MAX_FINDINGS`, and all after it. */
export function tooManyFindings(rule: Rule, { resource, node, path }: Report): Finding {
  return findingOf(checkLimitExceeded, { resource, node, path, message: messageFor(rule) });
}

/** Does the same for reports about a text. */
export function tooManyTextFindings(
  rule: Rule,
  { span }: TextReport,
  uri: string,
  document: ManifestDocument,
): Finding {
  return textFindingOf(checkLimitExceeded, { span, message: messageFor(rule) }, uri, document);
}

function messageFor({ id }: Rule): string {
  return `More than ${MAX_FINDINGS} findings of the rule ${id}. The others are not reported.`;
}
