import type { ClientFeatures } from './client-features.ts';
import type { ServeOptions } from './serve-options.ts';

/**
 * Returns a function from a rule's id to the URI of its page: the client's own form, or the page on this machine.
 * The function returns undefined for a rule without a page, and for clients that do not show links.
 */
export function rulePageUri(
  { linksToRulePages, options }: ClientFeatures,
  { content, rulePage }: Pick<ServeOptions, 'content' | 'rulePage'>,
): (rule: string) => string | undefined {
  const template = options.rulePageUri;
  if (!linksToRulePages) return () => undefined;
  if (template === undefined) return rulePage ?? (() => undefined);
  const pages = content?.pages ?? {};
  return (rule) => (rule in pages ? template.replaceAll('{rule}', encodeURIComponent(rule)) : undefined);
}
