/** A rule's page: documentation and test in one. */
export interface RulePage {
  readonly title: string;
  /** The first paragraph, on one line. */
  readonly summary: string;
  readonly examples: readonly Example[];
}

export interface Example {
  /** Among the examples of the page. */
  readonly index: number;
  readonly heading: string;
  readonly kind: 'bad' | 'fixed' | 'good';
  /** Of a `fixed` example: the title of the fix that leads to it from the `bad` one before. */
  readonly fix: string;
  readonly source: string;
  /** Where `source` stands in the page. */
  readonly start: number;
}

const FENCE = /^```yaml (bad|fixed|good)(?: (.*))?\n([\s\S]*?)^```$/gm;

export function readRulePage(text: string): RulePage {
  const [first = '', summary = ''] = text.split(/\n\n+/);
  const examples = [...text.matchAll(FENCE)].map((match, index): Example => {
    const [fence, kind, fix = '', source = ''] = match;
    const heading = [...text.slice(0, match.index).matchAll(/^## (.*)$/gm)].at(-1)?.[1] ?? '';
    const start = match.index + fence.indexOf('\n') + 1;
    return { index, heading, kind: kind as Example['kind'], fix, source, start };
  });
  return { title: first.replace(/^# /, '').trim(), summary: summary.replaceAll('\n', ' ').trim(), examples };
}
