/** A rule's page, which is documentation and test. */
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
  /** For `fixed` examples: the title of the fix that changes the previous `bad` example into this one. */
  readonly fix: string;
  /** For other examples: the target releases, written after `bad` or `good` as on the command line. */
  readonly targets: Readonly<Record<string, string>>;
  readonly source: string;
  /** The offset of `source` in the page. */
  readonly start: number;
}

const FENCE = /^```yaml (bad|fixed|good)(?: (.*))?\n([\s\S]*?)^```$/gm;

export function readRulePage(text: string): RulePage {
  const [first = '', summary = ''] = text.split(/\n\n+/);
  const examples = [...text.matchAll(FENCE)].map((match, index): Example => {
    const [fence, kind, rest = '', source = ''] = match;
    const heading = [...text.slice(0, match.index).matchAll(/^## (.*)$/gm)].at(-1)?.[1] ?? '';
    const start = match.index + fence.indexOf('\n') + 1;
    const isFixed = kind === 'fixed';
    return {
      index,
      heading,
      kind: kind as Example['kind'],
      fix: isFixed ? rest : '',
      targets: isFixed ? {} : targetsIn(rest),
      source,
      start,
    };
  });
  return { title: first.replace(/^# /, '').trim(), summary: summary.replaceAll('\n', ' ').trim(), examples };
}

/** `cluster-api=v1.10.10 kamaji=v1.0.0` */
function targetsIn(text: string): Readonly<Record<string, string>> {
  const words = text.split(' ').filter((word) => word !== '');
  return Object.fromEntries(words.map((word) => word.split('=')));
}
