import { checkstyleReporter } from './checkstyle.ts';
import { conciseReporter } from './concise.ts';
import { githubReporter } from './github.ts';
import { gitlabReporter } from './gitlab.ts';
import { jsonLinesReporter, jsonReporter } from './json.ts';
import { junitReporter } from './junit.ts';
import { markdownReporter } from './markdown.ts';
import { rdjsonReporter } from './rdjson.ts';
import type { Reporter } from './reporter.ts';
import { sarifReporter } from './sarif.ts';
import { textReporter } from './text.ts';

/** By the name that `--format` accepts. */
export const REPORTERS = {
  text: textReporter,
  concise: conciseReporter,
  json: jsonReporter,
  jsonl: jsonLinesReporter,
  sarif: sarifReporter,
  github: githubReporter,
  gitlab: gitlabReporter,
  junit: junitReporter,
  checkstyle: checkstyleReporter,
  rdjson: rdjsonReporter,
  markdown: markdownReporter,
} as const satisfies Record<string, Reporter>;

export type Format = keyof typeof REPORTERS;
