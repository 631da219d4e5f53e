import { isOneOf } from '../objects/group-kind.ts';
import { compareReleases, providerTitle } from '../schemas/releases.ts';
import { schemaAtPath } from '../schemas/schema-at-path.ts';
import { plainMarkdown } from '../text/markdown.ts';
import type { HoverContext } from './hover-context.ts';

/** Links to the documentation of the Go type: that of the specification for its fields, else that of the kind. */
export function apiReferenceHover({ known, path, input }: HoverContext): readonly string[] {
  const { store } = input.schemas;
  const [first] = path;
  const provider = known && store.providerOf(known.group, known.kind);
  // The metadata is defined by Kubernetes.
  if (!provider || first === 'metadata' || !schemaAtPath(known.schema, path)) return [];
  const { group, kind, version } = known;
  const rows = input.workspace.features.hover.apiReferences.filter(
    (row) =>
      row.provider === provider.name && row.group === group && (!row.kinds || isOneOf({ group, kind }, row.kinds)),
  );
  const releases = store.releasesServing(group, kind, version);
  const release = releases.find((each) => each === known.release);
  const row = rows.find(({ since }) => release && (since === undefined || compareReleases(release, since) >= 0));
  if (release === undefined || !row) return [];
  const type = first === 'spec' ? `${kind}Spec` : kind;
  const values: Readonly<Record<string, string>> = { release, version, type, kind: kind.toLowerCase() };
  const url = row.url.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
  return [`[API reference: ${plainMarkdown(`${type}, ${providerTitle(provider)} ${release}`)}](${url})`];
}
