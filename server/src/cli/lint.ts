import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type FilePosition,
  type Finding,
  type ManifestDocument,
  type ManifestFile,
  type Place,
  positionIn,
  RULES,
  type SchemaJudge,
  Workspace,
} from '../core/index.ts';
import type { Manifest } from './read-manifests.ts';

export interface LintFinding {
  readonly finding: Finding;
  readonly at: LintPlace;
  readonly related: readonly { readonly at: LintPlace; readonly message: string }[];
}

export interface LintPlace {
  /** Relative to the working directory, as the shell would write it. */
  readonly file: string;
  /** Index in the stream, from 0. */
  readonly document: number;
  readonly start: FilePosition;
  readonly end: FilePosition;
  /** The text of the document, and the line of the file (from 0) at which it begins. */
  readonly source: ManifestDocument;
  readonly firstLine: number;
}

export interface LintOptions {
  readonly schemas: SchemaJudge;
  readonly onBug: (rule: string, error: unknown) => void;
}

/** Judges manifests together: their objects may refer to each other. Findings by file, as given, and by place. */
export function lint(manifests: readonly Manifest[], { schemas, onBug }: LintOptions): readonly LintFinding[] {
  const workspace = new Workspace({ rules: RULES, schemas, onBug });
  workspace.apply(manifests);
  workspace.update();
  return manifests.flatMap(({ uri }) =>
    workspace.findingsIn(uri).map((finding) => ({
      finding,
      at: placeIn(workspace, finding.place),
      related: finding.related.map(({ place, message }) => ({ at: placeIn(workspace, place), message })),
    })),
  );
}

function placeIn(workspace: Workspace, { uri, document, span }: Place): LintPlace {
  const file = workspace.files.get(uri) as ManifestFile;
  const index = file.documents.indexOf(document);
  return {
    file: relative(process.cwd(), fileURLToPath(uri)).replaceAll('\\', '/'),
    document: index,
    start: positionIn(file, index, span.start),
    end: positionIn(file, index, span.end),
    source: document,
    firstLine: file.lines[index] ?? 0,
  };
}
