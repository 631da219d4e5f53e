import type { Diagnostic } from 'vscode-languageserver';
import {
  type Configurations,
  type FilePosition,
  type Finding,
  isJsonFile,
  type ManifestFile,
  mostSevere,
  offsetAt,
  type Place,
  type Provider,
  placeAt,
  type Resource,
  type Workspace,
} from '../../core/index.ts';
import type { BundledContent } from '../bundled-content.ts';
import type { ResponseCaches } from '../caches/response-caches.ts';
import type { ClientFeatures } from '../client-features.ts';
import type { Settings } from '../settings.ts';
import type { Places } from '../to-lsp.ts';
import { normalUri } from '../uris.ts';
import type { ConfigurationState } from './configuration-state.ts';
import type { Evaluator } from './evaluator.ts';
import type { OpenDocuments } from './open-documents.ts';

/** The workspace without the methods that change it. */
export type ReadonlyWorkspace = Omit<Workspace, 'apply' | 'update'>;

export interface SnapshotSource {
  workspace: Workspace;
  readonly documents: OpenDocuments;
  readonly evaluator: Evaluator;
  readonly configuration: ConfigurationState;
  readonly caches: ResponseCaches;
  readonly client: ClientFeatures;
  readonly content: BundledContent | undefined;
  readonly providers: readonly Provider[];
}

/**
 * The state that a request handler reads. A handler is synchronous, so the session does not change while it runs; a
 * snapshot must not be used after the handler returns.
 */
export class Snapshot implements Places {
  readonly #source: SnapshotSource;

  constructor(source: SnapshotSource) {
    this.#source = source;
  }

  get workspace(): ReadonlyWorkspace {
    return this.#source.workspace;
  }

  get client(): ClientFeatures {
    return this.#source.client;
  }

  /** Undefined if the host has none. */
  get content(): BundledContent | undefined {
    return this.#source.content;
  }

  get providers(): readonly Provider[] {
    return this.#source.providers;
  }

  get settings(): Settings {
    return this.#source.configuration.settings;
  }

  get configurations(): Configurations {
    return this.#source.configuration.configurations;
  }

  get caches(): ResponseCaches {
    return this.#source.caches;
  }

  /** Returns the visible findings of a file as of the last evaluation. */
  findingsIn(uri: string): readonly Finding[] {
    const { workspace, configuration } = this.#source;
    return configuration.visible(uri, workspace.findingsIn(uri));
  }

  /** Evaluates pending changes, then returns all findings of a file, including hidden ones. */
  evaluatedFindingsIn(uri: string): readonly Finding[] {
    const { workspace, evaluator } = this.#source;
    evaluator.evaluate();
    return workspace.findingsIn(uri);
  }

  /** Returns the same object as long as the finding does not move. Undefined if its document is not in the file. */
  diagnostic(finding: Finding): Diagnostic | undefined {
    return this.#source.caches.diagnostics.diagnosticOf(finding, this);
  }

  diagnosticsIn(uri: string): Diagnostic[] {
    return mostSevere(this.findingsIn(uri)).flatMap((finding) => this.diagnostic(finding) ?? []);
  }

  /** Returns a number that changes whenever the findings of a file may differ in content or position. */
  revision(uri: string): number {
    return this.#source.evaluator.revision(uri);
  }

  /** Returns a file by its normalized URI. */
  file(uri: string): ManifestFile | undefined {
    return this.#source.workspace.files.get(uri);
  }

  /** Returns a file by its URI in any spelling. Undefined for JSON that is not a manifest. */
  manifest(uri: string): ManifestFile | undefined {
    const file = this.file(normalUri(uri));
    if (!file || !isJsonFile(file.uri)) return file;
    return file.documents.some((each) => this.workspace.resourcesIn(each).length > 0) ? file : undefined;
  }

  /** Returns the object at a position of a file, by the file's URI in any spelling. */
  resourceAt(uri: string, position: FilePosition): Resource | undefined {
    const file = this.file(normalUri(uri));
    if (!file) return undefined;
    const { index, offset } = placeAt(file, offsetAt(file, position));
    const document = file.documents[index];
    return document && this.workspace.resourceAt(document, offset);
  }

  documentIndex(file: ManifestFile, document: Place['document']): number | undefined {
    return this.#source.caches.documentIndexes.indexOf(file, document);
  }

  version(uri: string): number | null {
    return this.#source.documents.version(uri);
  }

  clientUri(uri: string): string {
    return this.#source.documents.clientUri(uri);
  }

  get editsVersions(): boolean {
    return this.#source.client.editsVersions;
  }
}
