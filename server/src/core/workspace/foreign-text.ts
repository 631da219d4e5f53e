import type { Finding } from '../findings/finding.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { ManifestFile } from '../syntax/manifest-file.ts';
import { isTemplatedText } from '../syntax/templated-text.ts';
import { remembered } from '../text/remembered.ts';

/**
 * Returns which findings of a document are reported in its file. A syntax error in a document of another group is if the file also
 * holds documents of the supported groups, because kubectl then rejects them all; unless a document of the file is a
 * template, so that kubectl does not get the file as it is.
 */
export function reportedIn(file: ManifestFile, findings: readonly Finding[]): readonly Finding[] {
  const isForeign = ({ rule, place }: Finding) => rule === 'unreadable-yaml' && !isOurs(place.document);
  if (!findings.some(isForeign)) return findings;
  if (file.documents.some(isOurs) && !file.documents.some(isTemplated)) return findings;
  return findings.filter((finding) => !isForeign(finding));
}

/** Also with an escaped slash, which is a syntax error itself. */
const isOurs = remembered(({ text }: ManifestDocument) =>
  /(cluster\.x-k8s\.io|metal3\.io|kamaji\.clastix\.io)\\?\//.test(text),
);

const isTemplated = remembered(({ text }: ManifestDocument) => isTemplatedText(text));
