import type { Finding, Severity } from './finding.ts';

/** A user's setting for a rule: another severity, or off. */
export type RuleSetting = Severity | 'off';
export type RuleSettings = Readonly<Record<string, RuleSetting>>;

/** Returns the findings with the user's severities, without those of rules that are off. */
export function applySettings(findings: readonly Finding[], settings: RuleSettings): readonly Finding[] {
  if (Object.keys(settings).length === 0) return findings;
  return findings.flatMap((finding) => {
    const setting = settings[finding.rule];
    if (setting === 'off') return [];
    return [setting === undefined ? finding : { ...finding, severity: setting }];
  });
}
