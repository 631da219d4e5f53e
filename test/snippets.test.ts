import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { splitApiVersion } from '../server/src/core/objects/resource.ts';
import { snippetTemplate, typesIn } from '../server/src/core/snippets/snippet.ts';
import { plainText, type Template } from '../server/src/core/text/template.ts';
import { newestKubernetesVersion } from '../server/src/providers/kamaji/newest-kubernetes-version.ts';
import { minorText } from '../server/src/providers/kubernetes/kubernetes-version.ts';
import { allFindings, SCHEMAS, workspaceOf } from './support/check.ts';
import { SNIPPETS } from './support/completion.ts';

const URI = 'file:///snippet.yaml';

/** Returns a snippet with its default values. A partial snippet is inserted in a document of its kind. */
function instantiated(snippet: (typeof SNIPPETS)[number], version: string): string {
  const valueFor = (name: string) => (name === 'KUBERNETES_VERSION' ? version : undefined);
  const text = plainText(snippetTemplate(snippet.text, valueFor));
  if (snippet.in === undefined) return text;
  const [kind = '', path = ''] = snippet.in.split(' ');
  const folder = snippet.file.split('/').slice(0, -1).join('/');
  const host = SNIPPETS.find((each) => each.kind === kind && (each.file.startsWith(folder) || folder === ''));
  assert.ok(host, snippet.in);
  return placed(plainText(snippetTemplate(host.text, valueFor)), path.split('.'), text);
}

/** Returns `text` with a snippet in place of the value of the same key at `path`. */
function placed(text: string, path: readonly string[], recipe: string): string {
  const lines = text.split('\n---\n')[0]?.split('\n') ?? [];
  let line = -1;
  let indent = -2;
  for (const step of path) {
    const isItem = step.endsWith('[]');
    indent += 2;
    line = lines.findIndex((each, at) => at > line && each === `${' '.repeat(indent)}${step.replace('[]', '')}:`);
    assert.ok(line >= 0, step);
    if (isItem) indent += 2;
  }
  const key = /^\w+/.exec(recipe)?.[0] ?? '';
  const own = ' '.repeat(indent + 2);
  const from = lines.findIndex((each, at) => at > line && each.startsWith(`${own}${key}:`));
  const isBelow = (each: string) => each.startsWith(`${own} `) || each === '';
  let end = from + 1;
  while (from >= 0 && end < lines.length && isBelow(lines[end] ?? '')) end++;
  const added = recipe
    .trimEnd()
    .split('\n')
    .map((each) => own + each);
  if (from >= 0) lines.splice(from, end - from, ...added);
  else lines.splice(line + 1, 0, ...added);
  return `${lines.join('\n')}\n`;
}

interface Target {
  readonly provider: string;
  readonly release: string;
}

/** Returns each release of each provider that serves all kinds in a text. */
function targetsOf(text: string, since: Readonly<Record<string, string>>): readonly Target[] {
  const types = typesIn({ title: '', prefix: '', summary: '', text });
  const own = types.flatMap(({ apiVersion, kind }) => {
    const { group, version } = splitApiVersion(apiVersion);
    const provider = SCHEMAS.providerOf(group, kind);
    return provider ? [{ group, kind, version, provider }] : [];
  });
  const providers = new Set(own.map(({ provider }) => provider));
  return [...providers].flatMap((provider) => {
    const theirs = own.filter((each) => each.provider === provider);
    const from = provider.releases.indexOf(since[provider.name] ?? provider.releases[0] ?? '');
    assert.ok(from >= 0, since[provider.name]);
    const releases = provider.releases
      .slice(from)
      .filter((release) => theirs.every(({ group, kind, version }) => SCHEMAS.isServed(group, kind, version, release)));
    return releases.map((release) => ({ provider: provider.name, release }));
  });
}

describe('every snippet', () => {
  for (const snippet of SNIPPETS)
    it(`${snippet.file} gives no finding in the releases that it supports, except that its API version is deprecated`, () => {
      const targets = targetsOf(instantiated(snippet, ''), snippet.releases ?? {});
      assert.ok(targets.length > 0);
      const failures = [{}, ...targets.map(({ provider, release }) => ({ [provider]: release }))].flatMap((target) => {
        const ceiling = newestKubernetesVersion((target as Record<string, string>).kamaji ?? 'edge-25.12.4');
        const text = instantiated(snippet, ceiling ? `${minorText(ceiling)}.0` : '');
        return allFindings(workspaceOf([{ uri: URI, text }], undefined, target)).flatMap(
          ({ severity, rule, message }) =>
            rule === 'deprecated-version' ? [] : [`${JSON.stringify(target)} ${severity} ${rule}: ${message}`],
        );
      });
      assert.deepEqual(failures, []);
    });

  it('asks for a value once, and has it everywhere', () => {
    for (const { text, file } of SNIPPETS) {
      const numbers: number[] = [];
      const walk = (template: Template): void => {
        for (const part of template)
          if (typeof part !== 'string' && part.content) {
            numbers.push(part.stop);
            walk(part.content);
          }
      };
      walk(snippetTemplate(text));
      assert.deepEqual([...new Set(numbers)], numbers, file);
      assert.doesNotMatch(plainText(snippetTemplate(text)), /\$\{/, file);
    }
  });

  it('has a title and a prefix of its own', () => {
    for (const what of ['title', 'prefix'] as const)
      assert.equal(new Set(SNIPPETS.map((each) => each[what])).size, SNIPPETS.length, what);
  });
});
