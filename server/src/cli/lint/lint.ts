import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  applySettings,
  type Configurations,
  type FilePosition,
  type Finding,
  type ManifestDocument,
  type ManifestFile,
  manifestFile,
  type Place,
  positionIn,
  RULES,
  type SchemaJudge,
  Workspace,
  wholeOf,
} from '../../core/index.ts';
import type { Manifest } from '../input/read-manifests.ts';
import type { SourcedText } from '../input/sourced-text.ts';

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
  readonly configurations: Configurations;
  readonly onBug: (rule: string, error: unknown) => void;
}

/** Judges manifests together: their objects may refer to each other. Findings by file, as given, and by place. */
export function lint(manifests: readonly Manifest[], options: LintOptions): readonly LintFinding[] {
  const { schemas, configurations, onBug } = options;
  const workspace = new Workspace({ rules: RULES, schemas, onBug });
  workspace.roots = configurations.roots;
  workspace.apply(manifests);
  workspace.update();
  const places = new Places(workspace.files, manifests);
  return manifests.flatMap(({ uri }) =>
    placed(applySettings(workspace.findingsIn(uri), configurations.for(uri).rules), places),
  );
}

/** Findings with their places as people count them. */
export function placed(findings: readonly Finding[], places: Places): readonly LintFinding[] {
  return findings.map((finding) => ({
    finding,
    at: places.at(finding.place),
    related: finding.related.map(({ place, message }) => ({ at: places.at(place), message })),
  }));
}

/** Places as people know them: in the file that they wrote, of which the text that was judged may have been made. */
export class Places {
  readonly #files: ReadonlyMap<string, ManifestFile>;
  readonly #sourced: ReadonlyMap<string, SourcedText>;
  readonly #sources = new Map<string, ManifestFile>();

  constructor(files: ReadonlyMap<string, ManifestFile>, manifests: readonly Manifest[]) {
    this.#files = files;
    this.#sourced = new Map(manifests.flatMap(({ uri, sourced }) => (sourced ? [[uri, sourced]] : [])));
  }

  at({ uri, document, span }: Place): LintPlace {
    const file = this.#files.get(uri) as ManifestFile;
    const index = file.documents.indexOf(wholeOf(document));
    const head = { file: relative(process.cwd(), fileURLToPath(uri)).replaceAll('\\', '/'), document: index };
    const sourced = this.#sourced.get(uri);
    if (!sourced) return { ...head, ...placeIn(file, index, span.start, span.end) };
    const source = this.#sources.get(uri) ?? manifestFile(uri, sourced.source);
    this.#sources.set(uri, source);
    const offset = file.offsets[index] ?? 0;
    const start = sourced.offsetOf(offset + span.start);
    const end = Math.max(start, sourced.offsetOf(offset + span.end));
    const at = Math.max(
      0,
      source.offsets.findLastIndex((each) => each <= start && each < sourced.source.length),
    );
    const from = source.offsets[at] ?? 0;
    return { ...head, ...placeIn(source, at, start - from, end - from) };
  }
}

function placeIn(file: ManifestFile, index: number, start: number, end: number): Omit<LintPlace, 'file' | 'document'> {
  return {
    start: positionIn(file, index, start),
    end: positionIn(file, index, end),
    source: file.documents[index] as ManifestDocument,
    firstLine: file.lines[index] ?? 0,
  };
}
