import { isRenderedText, isTemplatedText, manifestFile } from '../../core/index.ts';
import { readTextSync } from '../../node/read-text.ts';
import { STANDARD_INPUT } from '../input/read-manifests.ts';
import { isManifestText } from '../input/require-manifests.ts';
import { withEnvironment } from '../input/sourced-text.ts';
import type { Unchecked } from '../report/report.ts';
import type { LintJob } from './lint-job.ts';

/** Returns how many files contain templates that are not YAML, so that their objects are not checked. */
export function uncheckedAmong(files: readonly string[], job: LintJob): Unchecked {
  const counts = { templates: 0, variables: 0, isPartial: false };
  for (const file of files) {
    const documents = documentsIn(textOf(file, job));
    const unread = documents.filter(({ isUnread }) => isUnread);
    if (unread.length === 0) continue;
    if (unread.some(({ text }) => isRenderedText(text))) counts.templates++;
    else counts.variables++;
    counts.isPartial ||= unread.length < documents.length;
  }
  return counts;
}

/** The code blocks of a Markdown page are examples, which are often incomplete. */
function textOf(file: string, { input, environment }: LintJob): string {
  if (file === STANDARD_INPUT) return input?.text ?? '';
  if (file.endsWith('.md')) return '';
  // Empty for a pipe, which can be read only once.
  const { text = '' } = readTextSync(file);
  return (environment && withEnvironment(text, environment)?.text) ?? text;
}

function documentsIn(source: string): readonly { readonly text: string; readonly isUnread: boolean }[] {
  if (!isTemplatedText(source)) return [];
  const { documents } = manifestFile('', source);
  return documents
    .filter(({ text }) => isManifestText(text))
    .map((document) => ({
      text: document.text,
      // A rejection is reported. The tree is only built if it matters.
      isUnread: isTemplatedText(document.text) && document.parsed.problems.length > 0 && !document.parsed.rejection,
    }));
}
