import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { plainText, snippetTemplate } from '../core/index.ts';
import { bundledSchemas } from './bundled-schemas.ts';
import { compileSnippets } from './compile-snippets.ts';
import { minimalObject } from './minimal-object.ts';

const USAGE = 'Usage: npm run new:rule -- PROVIDER/TOPIC/ID [KIND], for example ipam/pools/pool-without-name';

const PROVIDERS = 'server/src/providers';

interface Kind {
  /** The exported constant. */
  readonly constant: string;
  readonly group: string;
  readonly kind: string;
  /** The folder of its provider. */
  readonly provider: string;
}

/**
 * Creates the files below `root` and returns their paths. Throws an Error with the reason if the name is malformed, the
 * provider or kind does not exist, or the rule exists already.
 */
export function createRule(root: string, name = '', wantedKind?: string): readonly string[] {
  const match = /^([a-z0-9-]+)\/([a-z0-9-]+)\/([a-z][a-z0-9-]*)$/.exec(name);
  if (!match) throw new Error(USAGE);
  const [, provider = '', topic = '', id = ''] = match;
  const home = provider === 'core' ? 'server/src/core' : `${PROVIDERS}/${provider}`;
  const index = `${home}/rules/index.ts`;
  if (!existsSync(join(root, index))) throw new Error(`${index} does not exist. Use an existing provider, or core.`);
  const [module, page] = [`${home}/rules/${topic}/${id}.ts`, `${home}/rules/${topic}/${id}.md`];
  if (existsSync(join(root, module))) throw new Error(`${module} already exists.`);

  const kind = provider === 'core' ? undefined : findKind(root, provider, wantedKind);
  mkdirSync(dirname(join(root, module)), { recursive: true });
  writeFileSync(join(root, module), moduleText(id, provider, kind));
  writeFileSync(join(root, page), pageText(id, exampleOf(root, kind)));
  writeFileSync(join(root, index), withLine(readFileSync(join(root, index), 'utf8'), topic, id));
  return [module, page, index];
}

/** Returns a kind of the provider or else of another one; without a name, the provider's first. */
function findKind(root: string, provider: string, wanted: string | undefined): Kind {
  const own = kindsOf(root, provider);
  const others = readdirSync(join(root, PROVIDERS)).flatMap((each) => (each === provider ? [] : kindsOf(root, each)));
  const kind = wanted === undefined ? own[0] : [...own, ...others].find(({ constant }) => constant === wanted);
  if (kind) return kind;
  const known = (own.length > 0 ? own : others).map(({ constant }) => constant).join(', ');
  throw new Error(wanted === undefined ? `Name a KIND: ${known}.` : `${wanted} is not a known kind. Use ${known}.`);
}

/** Returns the kinds that a provider's `kinds.ts` exports. */
function kindsOf(root: string, provider: string): readonly Kind[] {
  const groups = groupsOf(root);
  return [...kindsText(root, provider).matchAll(/export const (\w+) = groupKind\((\w+|'[^']*'), '(\w+)'\)/g)].map(
    ([, constant = '', group = '', kind = '']) => ({
      constant,
      group: groups.get(group) ?? group.replaceAll("'", ''),
      kind,
      provider,
    }),
  );
}

/** Returns the API groups by the constants of all providers, because several providers have kinds in one group. */
function groupsOf(root: string): ReadonlyMap<string, string> {
  const texts = readdirSync(join(root, PROVIDERS)).map((provider) => kindsText(root, provider));
  const constants = texts.flatMap((text) => [...text.matchAll(/const (\w+_GROUP) = '([^']*)'/g)]);
  return new Map(constants.map(([, key = '', value = '']) => [key, value]));
}

function kindsText(root: string, provider: string): string {
  const path = join(root, PROVIDERS, provider, 'kinds.ts');
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

function moduleText(id: string, provider: string, kind: Kind | undefined): string {
  const core = provider === 'core' ? '../../' : '../../../../core/';
  const imports = [
    `import { fieldOf, nameOf } from '${core}objects/resource.ts';`,
    `import { isTemplate } from '${core}objects/template-text.ts';`,
    `import { defineRule } from '${provider === 'core' ? '../' : `${core}rules/`}rule.ts';`,
    ...(kind
      ? [
          `import { ${kind.constant} } from '${kind.provider === provider ? '../..' : `../../../${kind.provider}`}/kinds.ts';`,
        ]
      : []),
  ].join('\n');
  return `${imports}

/** Source: TODO: the project, file and release that this fact is from. */
export const ${camel(id)} = defineRule({
  id: '${id}',
  severity: 'warning',
  effect: 'wrong',
  by: 'controller',
${kind ? `  on: [${kind.constant}],\n` : ''}  summary: 'TODO: one sentence that names the object and the problem.',

  *check(resource) {
    const path = ['spec', 'field'];
    const node = fieldOf(resource, path);
    if (node?.kind !== 'scalar' || node.style === 'absent' || isTemplate(node.text)) return;
    yield {
      resource,
      node,
      path,
      message: \`TODO: spec.field of \${nameOf(resource)} is wrong. This happens. Do this.\`,
    };
  },
});
`;
}

/** Returns an object of the kind in its newest version, as YAML: its snippet, or else the required fields. */
function exampleOf(root: string, kind: Kind | undefined): string {
  if (!kind) return stringify(minimalObject('v1', 'ConfigMap', undefined));
  const schemas = bundledSchemas(join(root, 'schemas'));
  const entry = schemas.kinds.find((each) => each.group === kind.group && each.kind === kind.kind);
  const version = Object.keys(entry?.served ?? {}).at(-1);
  const apiVersion = kind.group === '' ? 'v1' : `${kind.group}/${version ?? 'VERSION'}`;
  const snippets = compileSnippets(join(root, 'snippets')).filter((each) => each.kind === kind.kind && !each.in);
  const start = `apiVersion: ${apiVersion}\nkind: ${kind.kind}\n`;
  const documents = snippets.flatMap(({ text }) => plainText(snippetTemplate(text)).split(/^---\n/m));
  const document = documents.find((each) => each.startsWith(start));
  if (document) return document;
  const schema = version === undefined ? undefined : schemas.newest(kind.group, kind.kind, version)?.is.schema;
  return stringify(minimalObject(apiVersion, kind.kind, schema));
}

function pageText(id: string, example: string): string {
  return `# ${id}

TODO: one sentence that names the object and the problem.

TODO: why it matters, in one paragraph.

## TODO: what is wrong in this example

\`\`\`yaml bad
${example}\`\`\`

## Not reported: TODO: the reason

\`\`\`yaml good
${example}\`\`\`
`;
}

/** Adds the export in the order of the paths, which the formatter expects. */
function withLine(index: string, topic: string, id: string): string {
  const lines = index.split('\n');
  const own = `./${topic}/${id}.ts`;
  const at = lines.findIndex((line) => (/ from '([^']+)'/.exec(line)?.[1] ?? '') > own);
  lines.splice(at < 0 ? lines.length - 1 : at, 0, `export { ${camel(id)} } from '${own}';`);
  return lines.join('\n');
}

function camel(id: string): string {
  return id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
