import { dirname } from 'node:path';
import { type Configurations, definitionsIn, SchemaJudge, type Severity } from '../core/index.ts';
import { bundledSchemas } from '../node/bundled-schemas.ts';
import { readTextSync } from '../node/read-text.ts';
import { type ConfigurationData, configurationsOf } from './configurations.ts';
import { kustomizationsAround } from './kustomizations-around.ts';
import { type LintFinding, lint } from './lint.ts';
import { type Manifest, manifestsIn, readManifest } from './read-manifests.ts';
import { type Format, REPORTERS } from './reporters/index.ts';
import type { ReporterOptions } from './reporters/reporter.ts';
import type { Environment } from './sourced-text.ts';

/** What a run of `lint` is to do; plain data, so that it can be told to a worker. */
export interface LintJob extends ReporterOptions {
  readonly format: Format;
  readonly configuration: ConfigurationData;
  /** Values for the variables of templates, which are judged as they will be; without it they are judged as they are. */
  readonly environment?: Environment;
}

/** What a run has found, printed already. */
export interface LintOutcome {
  readonly printed: readonly string[];
  readonly counts: Readonly<Record<Severity, number>>;
}

/** Lints files by one set of schemas, which it reads once. */
export class LintRun {
  readonly #job: LintJob;
  readonly #configurations: Configurations;
  readonly #schemas: SchemaJudge;
  readonly #around = new Map<string, readonly Manifest[]>();

  constructor(job: LintJob) {
    this.#job = job;
    this.#configurations = configurationsOf(job.configuration);
    this.#schemas = schemasBy(job.configuration, this.#configurations);
  }

  async together(files: readonly string[]): Promise<LintOutcome> {
    const manifests = await this.#read(files);
    const around = await this.#read(kustomizationsAround(files));
    const pages = manifests.filter(isOfPage);
    const findings = this.#lint(
      manifests.filter((manifest) => !isOfPage(manifest)),
      around,
    );
    return printed([...findings, ...pages.flatMap((page) => this.#lintAlone(page))], this.#job);
  }

  /** Each file as a world of its own, beside the kustomizations that say which files are patches. */
  async apart(files: readonly string[]): Promise<LintOutcome> {
    const read = await Promise.all(files.map((file) => this.#read([file])));
    const outcomes: LintOutcome[] = [];
    for (const [index, file] of files.entries()) {
      const around = await this.#kustomizationsAround(file);
      for (const manifest of read[index] ?? []) outcomes.push(printed(this.#lintAlone(manifest, around), this.#job));
    }
    return joined(outcomes);
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
    return read.flatMap((file) => (file ? manifestsIn(file, this.#job.environment) : []));
  }

  #lintAlone(manifest: Manifest, around: readonly Manifest[] = []): readonly LintFinding[] {
    const others = around.filter(({ uri }) => uri !== manifest.uri);
    // What a comment ignores may need other files to be seen.
    return this.#lint([manifest], others).filter(({ finding }) => finding.rule !== 'unused-suppression');
  }

  /** `around`: what else is known, and not told of. */
  #lint(manifests: readonly Manifest[], around: readonly Manifest[] = []): readonly LintFinding[] {
    const options = { schemas: this.#schemas, configurations: this.#configurations, onBug };
    if (around.length === 0) return lint(manifests, options);
    const silent = new Set(around.map(({ uri }) => uri));
    return lint([...manifests, ...around], options).filter(({ finding }) => !silent.has(finding.place.uri));
  }
}

/** The schemas to judge by as a run is configured, with the definitions that its configurations name. */
export function schemasBy(data: ConfigurationData, configurations: Configurations): SchemaJudge {
  const schemas = new SchemaJudge(bundledSchemas(), (uri) => configurations.for(uri).targets);
  const definitions = data.definitions.flatMap((path) => definitionsIn(readTextSync(path).text ?? ''));
  return definitions.length > 0 ? schemas.withDefinitions(definitions) : schemas;
}

/** Findings as the job wants them printed. */
export function printed(findings: readonly LintFinding[], job: LintJob): LintOutcome {
  const counts = { ...NONE };
  for (const { finding } of findings) counts[finding.severity]++;
  return { printed: findings.map((finding) => REPORTERS[job.format].finding(finding, job)), counts };
}

function isOfPage({ uri }: Manifest): boolean {
  return uri.includes('.md?');
}

const NONE: Readonly<Record<Severity, number>> = { error: 0, warning: 0, info: 0, hint: 0 };

/** Outcomes as one, in their order. */
export function joined(outcomes: readonly LintOutcome[]): LintOutcome {
  const counts = { ...NONE };
  for (const outcome of outcomes)
    for (const severity of Object.keys(counts) as Severity[]) counts[severity] += outcome.counts[severity];
  return { printed: outcomes.flatMap(({ printed }) => printed), counts };
}

export function onBug(rule: string, error: unknown): void {
  process.stderr.write(`The rule ${rule} failed, which is a fault of ours: ${String(error)}\n`);
}
