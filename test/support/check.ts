import { join } from 'node:path';
import { parse } from 'yaml';
import {
  documentContaining,
  type Finding,
  type Fix,
  fileText,
  findProvider,
  findRelease,
  isConfigurationFile,
  Roots,
  type Rule,
  SchemaValidator,
  Workspace,
} from '../../server/src/core/index.ts';
import type { Targets } from '../../server/src/core/validation/violation.ts';
import { bundledSchemas } from '../../server/src/node/bundled-schemas.ts';
import { REGISTRY } from '../../server/src/providers/index.ts';
import type { FixtureFile, Mark } from './fixture.ts';

/** The schemas of the build, read once for all tests. */
export const SCHEMAS = bundledSchemas(join(process.cwd(), 'schemas'));

/** Returns a workspace with targets as users write them, `kamaji=v1.0`. Rule tests use the core only through this function. */
export function workspaceOf(
  files: readonly FixtureFile[],
  rules: readonly Rule[] = REGISTRY.rules,
  targets: Targets = {},
): Workspace {
  const workspace = new Workspace({
    registry: REGISTRY,
    rules,
    schemas: new SchemaValidator(SCHEMAS, resolvedTargets(targets), REGISTRY.validation),
    onBug: (rule, error) => {
      throw new Error(`The rule ${rule} threw`, { cause: error });
    },
  });
  workspace.roots = rootsIn(files);
  workspace.apply(files);
  workspace.update();
  return workspace;
}

/** Returns the releases that targets mean. Throws for an unknown provider or release, which would check nothing. */
function resolvedTargets(targets: Targets): Targets {
  return Object.fromEntries(
    Object.entries(targets).map(([name, wanted]) => {
      const provider = findProvider(name, SCHEMAS.providers);
      const release = provider && findRelease(wanted, provider);
      if (!provider || !release) throw new Error(`${name}=${wanted} is not in the bundle`);
      return [provider.name, release];
    }),
  );
}

/** Returns the roots that the configuration files among the fixtures name. */
function rootsIn(files: readonly FixtureFile[]): Roots {
  return new Roots(
    files.flatMap(({ uri, text }) => {
      if (!isConfigurationFile(uri)) return [];
      const { roots = [] } = parse(text) as { roots?: string[] };
      return [{ from: uri.slice(0, uri.lastIndexOf('/') + 1), roots }];
    }),
  );
}

export function allFindings(workspace: Workspace): readonly Finding[] {
  return [...workspace.files.keys()].flatMap((uri) => workspace.findingsIn(uri));
}

/** Returns findings as marks: the range, and `severity: message`. */
export function marksOf(workspace: Workspace): readonly Mark[] {
  return allFindings(workspace).map(({ place, severity, message }) => {
    const file = workspace.files.get(place.uri);
    const offset = file?.offsets[file.documents.indexOf(documentContaining(place.document))] ?? Number.NaN;
    return {
      uri: place.uri,
      start: offset + place.span.start,
      end: offset + place.span.end,
      text: `${severity}: ${message}`,
    };
  });
}

/** Returns the files after a fix. */
export function applyFix(workspace: Workspace, fix: Pick<Fix, 'edits'>): readonly FixtureFile[] {
  const edits = fix.edits
    .map(({ uri, document, change }) => {
      const file = workspace.files.get(uri);
      const offset = file?.offsets[file.documents.indexOf(documentContaining(document))] ?? Number.NaN;
      return { uri, start: offset + change.span.start, end: offset + change.span.end, newText: change.newText };
    })
    .sort((a, b) => b.start - a.start);
  return [...workspace.files].map(([uri, file]) => {
    let text = fileText(file);
    for (const edit of edits)
      if (edit.uri === uri) text = text.slice(0, edit.start) + edit.newText + text.slice(edit.end);
    return { uri, text };
  });
}
