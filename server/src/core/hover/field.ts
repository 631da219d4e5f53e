import { explainField, typeName } from '../explain/field.ts';
import { minorOf, providerTitle } from '../schemas/releases.ts';
import { schemaAtPath } from '../schemas/schema-at-path.ts';
import { pathText } from '../syntax/lookup.ts';
import { codeSpan, plainMarkdown } from '../text/markdown.ts';
import { sentenceStart } from '../text/sentence.ts';
import type { HoverContext } from './hover-context.ts';

/** Describes a field: its path and type, whether it is required, its documentation, and the releases that have it. */
export function fieldHover({ known, path, targets, input, found }: HoverContext): readonly string[] {
  if (!known) return [];
  const isKind = path.length === 1 && (path[0] === 'kind' || path[0] === 'apiVersion');
  if (isKind && !found.isKey) return kindHover({ known, input, targets });
  const schema = schemaAtPath(known.schema, path);
  const description = { store: input.schemas.store, targets, descriptions: input.descriptions };
  const { group, kind, version } = known;
  const text = explainField({ group, kind, version, path }, description);
  if (!schema) return text === '' ? [] : [codeSpan(pathText(path)), text];
  const parent = schemaAtPath(known.schema, path.slice(0, -1));
  const name = path.at(-1);
  const isRequired = typeof name === 'string' && parent?.required?.includes(name);
  const head = `${codeSpan(pathText(path))} · ${typeName(schema)}${isRequired ? `, required in ${holderOf(path)}` : ''}`;
  return text === '' ? [head] : [head, text];
}

function holderOf(path: HoverContext['path']): string {
  return path.length === 1
    ? 'the object'
    : codeSpan(String(path.findLast((step, at) => typeof step === 'string' && at < path.length - 1)));
}

/** Describes a kind: its documentation, and the releases that serve its version. */
function kindHover({
  known,
  input,
  targets,
}: Pick<HoverContext, 'input' | 'targets'> & { known: NonNullable<HoverContext['known']> }) {
  const { group, kind, version } = known;
  const { store } = input.schemas;
  const description = input.descriptions.describe(group, kind, version, []);
  const serving = store.releasesServing(group, kind, version);
  const provider = store.providerOf(group, kind);
  const name = provider ? plainMarkdown(sentenceStart(providerTitle(provider))) : '';
  const last = serving.at(-1);
  const until = last !== undefined && last !== provider?.releases.at(-1) ? `, until ${minorOf(last)}` : '';
  const since = serving[0] === undefined ? '' : ` since ${minorOf(serving[0])}${until}`;
  const target = targets[known.provider];
  const release = target === undefined ? '' : ` Target release: ${target}.`;
  const deprecated = known.kindVersion.deprecated
    ? [plainMarkdown(known.kindVersion.deprecationWarning ?? 'This version is deprecated.')]
    : [];
  return [
    `**${plainMarkdown(kind)}** ${codeSpan(`${group}/${version}`)}`,
    ...(description === undefined ? [] : [description]),
    `Served by ${name}${since}.${release}`,
    ...deprecated,
  ];
}
