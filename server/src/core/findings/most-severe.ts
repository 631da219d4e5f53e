import { memoize } from '../text/memoize.ts';
import type { Finding, Severity } from './finding.ts';

/** The number of findings in one file that are shown. VS Code shows at most 1,000 of them. */
const MAX_IN_FILE = 2_000;

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/**
 * Returns the findings of a file that are shown: the most severe ones, in the order of the text. A note with the number of
 * the others replaces the first of these.
 */
export function mostSevere(findings: readonly Finding[]): readonly Finding[] {
  return findings.length <= MAX_IN_FILE ? findings : limited(findings);
}

const limited = memoize((findings: readonly Finding[]): readonly Finding[] => {
  const chosen = new Set<Finding>();
  for (const wanted of SEVERITIES)
    for (const finding of findings) {
      if (chosen.size === MAX_IN_FILE) break;
      if (finding.severity === wanted) chosen.add(finding);
    }
  const firstLeft = findings.find((finding) => !chosen.has(finding));
  return findings.flatMap((finding) => {
    if (finding === firstLeft) return [noteAt(finding, findings.length - chosen.size)];
    return chosen.has(finding) ? [finding] : [];
  });
});

function noteAt({ place }: Finding, count: number): Finding {
  return {
    rule: 'check-limit-exceeded',
    severity: 'info',
    effect: 'advice',
    by: 'schema',
    releases: [],
    tags: [],
    message: `The file has more than ${MAX_IN_FILE} findings. ${count} of them are not reported, the least severe ones.`,
    place,
    path: [],
    related: [],
    fixes: [],
  };
}
