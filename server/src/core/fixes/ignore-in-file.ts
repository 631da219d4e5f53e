import type { Finding, Fix } from '../findings/finding.ts';
import { lineStartOf } from '../findings/suppression.ts';
import { documentContaining } from '../syntax/list-parts.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import { span } from '../text/span.ts';
import { isIgnorable } from './ignore-here.ts';
import { eol } from './set-field.ts';

/** Returns a fix that adds a comment which suppresses the rule for the document of the finding. */
export function ignoreInObject(finding: Finding): Fix | undefined {
  const { document } = finding.place;
  // A part of a list or of a kustomization has no document of its own.
  if (finding.resource?.inside || documentContaining(document) !== document) return undefined;
  return commentAbove(document, finding, 'ignore-document', 'object');
}

/** Returns a fix that adds a comment which suppresses the rule for all documents of a file. `first` is one of them. */
export function ignoreInFile(finding: Finding, first: ManifestDocument): Fix | undefined {
  return commentAbove(first, finding, 'ignore-file', 'file');
}

function commentAbove(document: ManifestDocument, finding: Finding, command: string, reach: string): Fix | undefined {
  const { rule, place } = finding;
  const start = document.parsed.root?.span.start;
  if (start === undefined || !isIgnorable(finding)) return undefined;
  const line = lineStartOf(document.text, start);
  // A comment above `--- {}` would be in the document before it.
  if (document.text.slice(line, start).trim() !== '') return undefined;
  const newText = `# kamaji-metal3: ${command} ${rule}${eol(document)}`;
  return {
    title: `Ignore ${rule} for this ${reach}`,
    edits: [{ uri: place.uri, document, change: { span: span(line, line), newText } }],
    certain: false,
  };
}
