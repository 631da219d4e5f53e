import type { Finding, Severity } from './finding.ts';

/** The configured severity of a rule. */
export type RuleSetting = Severity | 'off';
export type RuleSettings = Readonly<Record<string, RuleSetting>>;

/** Returns the findings with configured severities, without disabled rules. */
export function applySettings(findings: readonly Finding[], settings: RuleSettings): readonly Finding[] {
  if (Object.keys(settings).length === 0) return findings;
  return findings.flatMap((finding) => {
    const setting = settings[finding.rule];
    if (setting === 'off') return [];
    return [setting === undefined ? finding : { ...finding, severity: setting }];
  });
}
