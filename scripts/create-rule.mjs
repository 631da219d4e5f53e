import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const USAGE = 'Usage: npm run new:rule -- PROVIDER/TOPIC/ID [KIND], for example ipam/pools/pool-without-name IPPool';

/**
 * Creates the files below `root` and returns their paths. Throws an Error with the reason if the name is malformed, the
 * provider or kind does not exist, or the rule exists already.
 */
export function createRule(root, name, wantedKind) {
  const [, provider, topic, id] = /^([a-z0-9-]+)\/([a-z0-9-]+)\/([a-z][a-z0-9-]*)$/.exec(name ?? '') ?? [];
  if (id === undefined) throw new Error(USAGE);
  const folder = provider === 'core' ? 'server/src/core' : `server/src/providers/${provider}`;
  const index = `${folder}/rules/index.ts`;
  if (!existsSync(join(root, index))) throw new Error(`${index} does not exist. Use an existing provider, or core.`);
  const [module, page] = [`${folder}/rules/${topic}/${id}.ts`, `${folder}/rules/${topic}/${id}.md`];
  if (existsSync(join(root, module))) throw new Error(`${module} already exists.`);

  const kind =
    provider === 'core' ? undefined : findKind(readFileSync(join(root, folder, 'kinds.ts'), 'utf8'), wantedKind);
  mkdirSync(dirname(join(root, module)), { recursive: true });
  writeFileSync(join(root, module), moduleText(id, kind, provider === 'core' ? '../' : '../../../../core/'));
  writeFileSync(join(root, page), pageText(id, kind, kind && newestVersion(root, kind)));
  writeFileSync(join(root, index), withLine(readFileSync(join(root, index), 'utf8'), topic, id));
  return [module, page, index];
}

/** Returns the name and the API group of an exported kind. */
function findKind(kinds, wanted) {
  const groups = new Map([...kinds.matchAll(/const (\w+_GROUP) = '([^']+)'/g)].map(([, key, value]) => [key, value]));
  const all = [...kinds.matchAll(/export const (\w+) = groupKind\((\w+|'[^']*'), '(\w+)'\)/g)].map(
    ([, constant, group, kind]) => ({ constant, kind, group: groups.get(group) ?? group.replaceAll("'", '') }),
  );
  const kind = wanted === undefined ? all[0] : all.find(({ constant }) => constant === wanted);
  if (!kind)
    throw new Error(`kinds.ts does not export ${wanted}. It exports ${all.map((each) => each.constant).join(', ')}.`);
  return kind;
}

function moduleText(id, kind, core) {
  const imports = [
    `import { fieldOf, nameOf } from '${core}objects/resource.ts';`,
    `import { defineRule } from '${core}${core === '../' ? '' : 'rules/'}rule.ts';`,
    ...(kind ? [`import { ${kind.constant} } from '../../kinds.ts';`] : []),
  ].join('\n');
  return `${imports}

/** Source: the project, file and release that this fact is from. */
export const ${camel(id)} = defineRule({
  id: '${id}',
  severity: 'warning',
  effect: 'wrong',
  by: 'controller',
${kind ? `  on: [${kind.constant}],\n` : ''}  summary: 'One sentence: what is wrong, and which component acts.',

  *check(resource) {
    const path = ['spec', 'field'];
    const node = fieldOf(resource, path);
    if (node?.kind !== 'scalar' || node.style === 'absent') return;
    yield {
      resource,
      node,
      path,
      message: \`spec.field of \${nameOf(resource)} is wrong. This happens. Do this.\`,
    };
  },
});
`;
}

/** Returns the newest version of a kind in the bundle, `v1beta2`; `VERSION` if the bundle does not have the kind. */
function newestVersion(root, { group, kind }) {
  const { kinds } = JSON.parse(readFileSync(join(root, 'schemas/index.json'), 'utf8'));
  const entry = kinds.find((each) => each.group === group && each.kind === kind);
  return Object.keys(entry?.served ?? {}).at(-1) ?? 'VERSION';
}

function pageText(id, kind, version) {
  const example = (field) =>
    `apiVersion: ${kind ? `${kind.group}/${version}` : 'v1'}\nkind: ${kind?.kind ?? 'ConfigMap'}\nmetadata:\n  name: edge\nspec:\n${field}`;
  return `# ${id}

One sentence: what is wrong, and which component acts.

Why it matters, in one paragraph.

## Wrong

\`\`\`yaml bad
${example('  field: wrong')}
\`\`\`

## Correct

\`\`\`yaml good
${example('  other: correct')}
\`\`\`
`;
}

/** Adds the export in the order of the paths, which the formatter expects. */
function withLine(index, topic, id) {
  const lines = index.split('\n');
  const own = `./${topic}/${id}.ts`;
  const at = lines.findIndex((line) => (/ from '([^']+)'/.exec(line)?.[1] ?? '') > own);
  lines.splice(at < 0 ? lines.length - 1 : at, 0, `export { ${camel(id)} } from '${own}';`);
  return lines.join('\n');
}

function camel(id) {
  return id.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
}
