import type { Resource } from '../../objects/resource.ts';
import type { View } from '../../query/view.ts';
import { compareReleases, minorOf, nextMinor } from '../../schemas/releases.ts';
import { scalarAt } from '../../syntax/lookup.ts';
import { andList } from '../../text/enumeration.ts';
import { sentenceStart } from '../../text/sentence.ts';
import { defineRule, type Report } from '../rule.ts';

/**
 * Only with a target: without one, the author may run a release that has no newer version. What the next release does not
 * serve follows from its CRDs. The table of deprecations comes from the CRDs of each release (`deprecated`), which a test
 * compares, and from announcements.
 */
export const deprecatedVersion = defineRule({
  id: 'deprecated-version',
  severity: 'hint',
  effect: 'advice',
  by: 'schema',
  tags: ['deprecated'],
  summary: 'An API version that the target release deprecates or that the next release no longer serves.',

  *check(resource, view) {
    const node = scalarAt(resource.root, ['apiVersion']);
    const found = node && (deprecated(resource, view) ?? removedNext(resource, view));
    if (found) yield { resource, node, path: ['apiVersion'], ...found };
  },
});

type Found = Pick<Report, 'message' | 'severity'>;

function deprecated(resource: Resource, view: View): Found | undefined {
  const deprecation = view.contributions.deprecationOf(resource);
  const target = deprecation && view.target(deprecation.provider);
  if (!deprecation || !target || compareReleases(minorOf(target), deprecation.deprecatedIn) < 0) return undefined;
  const { group, version, provider, deprecatedIn, replacement, removedIn, expected } = deprecation;
  const title = view.titleOf(provider);
  const removal = removedIn
    ? ` ${sentenceStart(title)} plans to stop serving it in ${removedIn}${expected === undefined ? '' : `, ${expected}`}.`
    : '';
  return {
    message: `${group}/${version} is deprecated: ${title} ${deprecatedIn} and later replace it with ${replacement}.${removal} Run "kamaji-metal3 migrate" to rewrite the manifest.`,
    // The next release is the last one in which there is time to migrate.
    ...(removedIn !== undefined && compareReleases(nextMinor(target), removedIn) >= 0 ? { severity: 'warning' } : {}),
  };
}

/** Returns the finding for a version that the release after the target does not serve. */
function removedNext(resource: Resource, view: View): Found | undefined {
  const removal = view.removalOf(resource);
  if (!removal) return undefined;
  const { group, version, kind } = resource;
  const { provider, release, replacements, available } = removal;
  const remedy =
    available.length > 0
      ? ` Use ${available[0]}.`
      : replacements.length > 0
        ? ` It serves ${andList(replacements)} instead. Migrate the manifest together with the upgrade.`
        : '';
  return {
    message: `${sentenceStart(view.titleOf(provider))} ${minorOf(release)} stops serving ${kind} as ${group}/${version}.${remedy}`,
    severity: 'warning',
  };
}
