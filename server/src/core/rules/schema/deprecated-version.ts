import { compareReleases, minorOf } from '../../schemas/releases.ts';
import { scalarAt } from '../../syntax/lookup.ts';
import { sentenceStart } from '../../text/sentence.ts';
import { defineRule } from '../rule.ts';

/**
 * Only with a target: without one, the author may run a release that has no newer version. The table comes from the CRDs
 * of each release (`deprecated`), which a test compares, and from announcements.
 */
export const deprecatedVersion = defineRule({
  id: 'deprecated-version',
  severity: 'hint',
  effect: 'advice',
  by: 'schema',
  tags: ['deprecated'],
  summary: 'An API version that the target release deprecates.',

  *check(resource, view) {
    const deprecation = view.contributions.deprecationOf(resource);
    const target = deprecation && view.target(deprecation.provider);
    const node = scalarAt(resource.root, ['apiVersion']);
    if (!deprecation || !target || !node || compareReleases(minorOf(target), deprecation.deprecatedIn) < 0) return;
    const { group, version, provider, deprecatedIn, replacement, removedIn, expected } = deprecation;
    const title = view.titleOf(provider);
    const removal = removedIn
      ? ` ${sentenceStart(title)} plans to stop serving it in ${removedIn}${expected === undefined ? '' : `, ${expected}`}.`
      : '';
    yield {
      resource,
      node,
      path: ['apiVersion'],
      message: `${group}/${version} is deprecated: ${title} ${deprecatedIn} and later replace it with ${replacement}.${removal} Run "kamaji-metal3 migrate" to rewrite the manifest.`,
      // The next release is the last one in which there is time to migrate.
      ...(removedIn !== undefined && compareReleases(nextMinor(target), removedIn) >= 0 ? { severity: 'warning' } : {}),
    };
  },
});

function nextMinor(release: string): string {
  return minorOf(release).replace(/\d+$/, (minor) => String(Number(minor) + 1));
}
