import { appendFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { statisticsText } from '../print/statistics.ts';
import type { Report, ReportedFinding } from '../report/report.ts';
import { type Format, REPORTERS } from '../reporters/index.ts';
import { markdownTable } from '../reporters/markdown.ts';
import type { ReporterOptions } from '../reporters/reporter.ts';
import { UsageError } from '../usage-error.ts';
import { unknownName } from './unknown-name.ts';
import { errorCode, writeText } from './write-text.ts';

/** A format and where its output goes: a file, or standard output when `path` is absent. */
export interface Output {
  readonly format: Format;
  readonly path?: string;
}

/** Parses the values of `--format`: `NAME` or `NAME=FILE`. */
export function outputsFrom(words: readonly string[]): readonly Output[] {
  const outputs = words.map((word): Output => {
    const [name = ''] = word.split('=', 1);
    const path = word.slice(name.length + 1);
    if (!isFormat(name)) throw new UsageError(unknownName('format', name, Object.keys(REPORTERS)));
    if (word.includes('=') && path === '') throw new UsageError(`Format ${name} has an empty file name after "=".`);
    return path === '' ? { format: name } : { format: name, path };
  });
  const printed = outputs.filter(({ path }) => path === undefined);
  const document = printed.find(({ format }) => REPORTERS[format].isDocument);
  if (document && printed.length > 1)
    throw new UsageError(
      `Format ${document.format} cannot share standard output with another format. Write it to a file: --format ${document.format}=FILE`,
    );
  const paths = outputs.flatMap(({ path }) => (path === undefined ? [] : [path]));
  const repeated = paths.find((path, index) => paths.findIndex((other) => resolve(other) === resolve(path)) < index);
  if (repeated !== undefined) throw new UsageError(`Two formats cannot be written to the same file: ${repeated}`);
  return outputs;
}

function isFormat(name: string): name is Format {
  return Object.hasOwn(REPORTERS, name);
}

export interface WriteOptions extends ReporterOptions {
  /** Standard error instead of standard output, which is used for something else. */
  readonly toError: boolean;
}

export function writeReports(report: Report, outputs: readonly Output[], options: WriteOptions): void {
  for (const { format, path } of outputs) {
    const colors = path === undefined && options.colors;
    const text = REPORTERS[format].render(report, { ...options, colors });
    if (path === undefined) (options.toError ? process.stderr : process.stdout).write(text);
    else writeText(path, text);
    if (format === 'github') writeStepSummary(report);
  }
}

/** In GitHub Actions, adds a table to the summary of the step. */
function writeStepSummary(report: Report): void {
  const path = process.env.GITHUB_STEP_SUMMARY;
  if (path === undefined || path === '') return;
  try {
    appendFileSync(path, `${markdownTable(report, STEP_SUMMARY_BYTES)}\n`);
  } catch (error) {
    // The findings are in the log as well, so the run goes on.
    process.stderr.write(`Cannot write the step summary ${path}: ${errorCode(error)}\n`);
  }
}

/** GitHub rejects summaries above 1 MiB; earlier commands of the step can have written some of it. */
const STEP_SUMMARY_BYTES = 1_000_000;

/** Prints the findings per rule; to standard error when standard output is a document. */
export function printStatistics(
  findings: readonly ReportedFinding[],
  outputs: readonly Output[],
  toError: boolean,
): void {
  const isDocument = outputs.some(({ format, path }) => path === undefined && REPORTERS[format].isDocument);
  (toError || isDocument ? process.stderr : process.stdout).write(statisticsText(findings));
}
