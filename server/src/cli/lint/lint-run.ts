import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Configurations, definitionsIn, obstacleInFile, SchemaValidator } from '../../core/index.ts';
import { bundledSchemas } from '../../node/bundled-schemas.ts';
import { readTextSync } from '../../node/read-text.ts';
import { REGISTRY } from '../../providers/index.ts';
import { type ConfigurationData, configurationsOf } from '../input/configurations.ts';
import { kustomizationsAround } from '../input/kustomizations-around.ts';
import { diskStates } from '../input/path-states.ts';
import { inputUri, type Manifest, manifestsIn, readManifests, STANDARD_INPUT } from '../input/read-manifests.ts';
import type { Environment } from '../input/sourced-text.ts';
import { obstacleTo } from '../output/write-fixes.ts';
import type { ReportedFinding } from '../report/report.ts';
import { type FixedFile, fixAll, type UnfixedFile } from './fix.ts';
import { findingsOf, type LintOptions, lint } from './lint.ts';
import type { LintJob } from './lint-job.ts';

export interface FixScope {
  readonly isolated: boolean;
  readonly neighbors: readonly string[];
  /** Returns true if the findings of a rule are fixed. */
  readonly includes: (rule: string) => boolean;
}

export interface FixedRun {
  /** The findings that remain. */
  readonly findings: readonly ReportedFinding[];
  readonly files: readonly FixedFile[];
  /** How many fixes were applied. */
  readonly count: number;
  readonly unfixed: readonly UnfixedFile[];
  /** Standard input, fixed or unchanged. */
  readonly input?: FixedFile;
}

/** Checks files with one set of schemas, which it reads once. */
export class LintRun {
  readonly #job: LintJob;
  readonly options: LintOptions;
  readonly #around = new Map<string, readonly Manifest[]>();

  constructor(job: LintJob) {
    this.#job = job;
    const configurations = configurationsOf(job.configuration);
    this.options = {
      schemas: schemasBy(job.configuration, configurations),
      configurations,
      onBug,
      includesSuppressed: job.includesSuppressed ?? false,
      pathStates: diskStates,
    };
  }

  /** The values for the variables of templates. */
  get environment(): Environment | undefined {
    return this.#job.environment;
  }

  /**
   * Checks all files in one scope; each code block of a Markdown page is a scope of its own. The neighbors belong to the
   * scope, but their own findings are not reported.
   */
  async together(files: readonly string[], neighbors: readonly string[] = []): Promise<readonly ReportedFinding[]> {
    const manifests = await this.read(files);
    const around = await this.readAround(manifests, files, neighbors);
    const inScope = manifests.filter((manifest) => !isOfPage(manifest));
    const findings = lint({ manifests: inScope, context: around }, this.options);
    return [...findings, ...manifests.filter(isOfPage).flatMap((page) => this.lintAlone(page))];
  }

  /** Checks each file in its own scope, together with the kustomizations that declare which files are patches. */
  async isolated(files: readonly string[]): Promise<readonly ReportedFinding[]> {
    const findings: ReportedFinding[] = [];
    for (const file of files) {
      const around = await this.#kustomizationsAround(file);
      for (const manifest of await this.read([file])) findings.push(...this.lintAlone(manifest, around));
    }
    return findings;
  }

  /** Fixes files, in memory, and checks the result: all files in one scope, or each in its own. */
  async fix(files: readonly string[], scope: FixScope): Promise<FixedRun> {
    if (!scope.isolated) return this.#fix(files, scope);
    const parts: FixedRun[] = [];
    for (const file of files) parts.push(await this.#fix([file], scope));
    return {
      findings: parts.flatMap(({ findings }) => findings).filter(({ rule }) => rule !== 'unused-suppression'),
      files: parts.flatMap((part) => part.files),
      count: parts.reduce((sum, { count }) => sum + count, 0),
      unfixed: parts.flatMap(({ unfixed }) => unfixed),
      ...parts.reduce((found, { input }) => (input ? { input } : found), {}),
    };
  }

  async #fix(files: readonly string[], { includes, neighbors }: FixScope): Promise<FixedRun> {
    const read = await this.read(files);
    const manifests = read.filter((manifest) => !isOfPage(manifest));
    const context = await this.readAround(manifests, files, neighbors);
    const input = files.includes(STANDARD_INPUT) ? inputUri(this.#job.input?.name) : undefined;
    const { workspace, ...fixed } = fixAll({ manifests, context }, this.options, {
      includes,
      obstacleTo: (file, text) =>
        file.uri === input ? undefined : (obstacleInFile(file) ?? obstacleTo(file.uri, text)),
    });
    const findings = findingsOf(workspace, manifests, this.options);
    const pages = read.filter(isOfPage);
    return {
      count: fixed.count,
      unfixed: fixed.unfixed,
      files: fixed.files.filter(({ uri }) => uri !== input),
      findings: [...findings, ...pages.flatMap((page) => this.lintAlone(page))],
      ...(input === undefined ? {} : { input: inputOf(input, read, fixed.files) }),
    };
  }

  /** Neighbors and kustomizations that are not among the manifests. */
  async readAround(manifests: readonly Manifest[], files: readonly string[], neighbors: readonly string[]) {
    const known = new Set(manifests.map(({ uri }) => uri));
    const around = new Set([...neighbors, ...kustomizationsAround(files)]);
    const read = await this.read([...around].filter((file) => !known.has(pathToFileURL(file).href)));
    return read.filter((manifest) => !isOfPage(manifest));
  }

  /** Cached for all files of a folder. */
  async #kustomizationsAround(file: string): Promise<readonly Manifest[]> {
    const folder = dirname(file);
    const known = this.#around.get(folder) ?? (await this.read(kustomizationsAround([file])));
    this.#around.set(folder, known);
    return known;
  }

  /** Reads files; one can contain several manifests, or none. */
  async read(files: readonly string[]): Promise<readonly Manifest[]> {
    const read = await readManifests(files, this.#job.input);
    return read.flatMap((file) => manifestsIn(file, this.#job.environment));
  }

  /** Checks a manifest in its own scope. */
  lintAlone(manifest: Manifest, around: readonly Manifest[] = []): readonly ReportedFinding[] {
    const others = around.filter(({ uri }) => uri !== manifest.uri);
    // The finding that a comment suppresses can depend on other files.
    const findings = lint({ manifests: [manifest], context: others }, this.options);
    return findings.filter(({ rule }) => rule !== 'unused-suppression');
  }
}

/**
 * Returns the bundled schemas for the configured targets, with the CustomResourceDefinitions that the configurations
 * name.
 */
export function schemasBy(data: ConfigurationData, configurations: Configurations): SchemaValidator {
  const schemas = new SchemaValidator(bundledSchemas(), (uri) => configurations.for(uri).targets, REGISTRY.validation);
  const definitions = data.definitions.flatMap((path) => definitionsIn(readTextSync(path).text ?? '', path));
  return definitions.length > 0 ? schemas.withDefinitions(definitions) : schemas;
}

function inputOf(uri: string, read: readonly Manifest[], fixed: readonly FixedFile[]): FixedFile {
  const text = read.find((manifest) => manifest.uri === uri)?.text ?? '';
  return fixed.find((file) => file.uri === uri) ?? { uri, before: text, after: text };
}

/** Returns true if a manifest is a code block of a Markdown page. */
export function isOfPage({ uri }: Manifest): boolean {
  return uri.includes('.md?');
}

export function onBug(rule: string, error: unknown): void {
  process.stderr.write(`The rule ${rule} failed. This is a bug in kamaji-metal3: ${String(error)}\n`);
}
