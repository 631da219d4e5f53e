import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Configurations, definitionsIn, SchemaJudge } from '../../core/index.ts';
import { bundledSchemas } from '../../node/bundled-schemas.ts';
import { type ConfigurationData, configurationsOf } from '../input/configurations.ts';
import { kustomizationsAround } from '../input/kustomizations-around.ts';
import { type Manifest, manifestsIn, readManifest } from '../input/read-manifests.ts';
import type { Environment } from '../input/sourced-text.ts';
import type { ReportedFinding } from '../report/report.ts';
import { type LintOptions, lint } from './lint.ts';

/** What a run of `lint` checks; plain data, so that it can be sent to a worker. */
export interface LintJob {
  readonly configuration: ConfigurationData;
  /** Values for the variables of templates. Without it, templates are checked as they are written. */
  readonly environment?: Environment;
}

/** Checks files with one set of schemas, which it reads once. */
export class LintRun {
  readonly #job: LintJob;
  readonly #options: LintOptions;
  readonly #around = new Map<string, readonly Manifest[]>();

  constructor(job: LintJob) {
    this.#job = job;
    const configurations = configurationsOf(job.configuration);
    this.#options = { schemas: schemasBy(job.configuration, configurations), configurations, onBug };
  }

  /** Checks all files in one scope; each code block of a Markdown page is a scope of its own. */
  async together(files: readonly string[]): Promise<readonly ReportedFinding[]> {
    const manifests = await this.#read(files);
    const around = await this.#read(kustomizationsAround(files));
    const pages = manifests.filter(isOfPage);
    const findings = this.#lint(
      manifests.filter((manifest) => !isOfPage(manifest)),
      around,
    );
    return [...findings, ...pages.flatMap((page) => this.#lintAlone(page))];
  }

  /** Checks each file in its own scope, together with the kustomizations that declare which files are patches. */
  async apart(files: readonly string[]): Promise<readonly ReportedFinding[]> {
    const read = await Promise.all(files.map((file) => this.#read([file])));
    const findings: ReportedFinding[] = [];
    for (const [index, file] of files.entries()) {
      const around = await this.#kustomizationsAround(file);
      for (const manifest of read[index] ?? []) findings.push(...this.#lintAlone(manifest, around));
    }
    return findings;
  }

  /** Read once for all files of a folder. */
  async #kustomizationsAround(file: string): Promise<readonly Manifest[]> {
    const folder = dirname(file);
    const known = this.#around.get(folder) ?? (await this.#read(kustomizationsAround([file])));
    this.#around.set(folder, known);
    return known;
  }

  async #read(files: readonly string[]): Promise<readonly Manifest[]> {
    const read = await Promise.all(files.map(readManifest));
    return read.flatMap((file) => manifestsIn(file, this.#job.environment));
  }

  #lintAlone(manifest: Manifest, around: readonly Manifest[] = []): readonly ReportedFinding[] {
    const others = around.filter(({ uri }) => uri !== manifest.uri);
    // The finding that a comment suppresses can depend on other files.
    return this.#lint([manifest], others).filter(({ rule }) => rule !== 'unused-suppression');
  }

  /** `context` is available to the rules, but its own findings are not reported. */
  #lint(manifests: readonly Manifest[], context: readonly Manifest[] = []): readonly ReportedFinding[] {
    return lint({ manifests, context }, this.#options);
  }
}

/** The bundled schemas for the configured targets, with the CustomResourceDefinitions that the configurations name. */
export function schemasBy(data: ConfigurationData, configurations: Configurations): SchemaJudge {
  const schemas = new SchemaJudge(bundledSchemas(), (uri) => configurations.for(uri).targets);
  const definitions = data.definitions.flatMap((path) => definitionsIn(readFileSync(path, 'utf8')));
  return definitions.length > 0 ? schemas.withDefinitions(definitions) : schemas;
}

function isOfPage({ uri }: Manifest): boolean {
  return uri.includes('.md?');
}

export function onBug(rule: string, error: unknown): void {
  process.stderr.write(`The rule ${rule} failed. This is a bug in kamaji-metal3: ${String(error)}\n`);
}
