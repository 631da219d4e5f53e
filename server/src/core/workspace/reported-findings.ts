import type { Finding } from '../findings/finding.ts';
import { KUSTOMIZATION_FILES } from '../objects/kustomization.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { ManifestFile } from '../syntax/manifest-file.ts';
import { isTemplatedText } from '../syntax/templated-text.ts';
import { memoize } from '../text/memoize.ts';

/**
 * Returns the findings of a document that are reported in its file. A kustomization is reported like a supported
 * document. A syntax error in a document of another group is reported if the file also has supported documents, because
 * kubectl then rejects all of them. It is not reported if a document of the file is a template, because kubectl does
 * not read such a file directly.
 */
export function reportedFindings(
  file: ManifestFile,
  findings: readonly Finding[],
  isSupported: (text: string) => boolean,
): readonly Finding[] {
  const isForeign = ({ rule, place }: Finding) => rule === 'yaml-syntax-error' && !isSupported(place.document.text);
  if (!findings.some(isForeign)) return findings;
  const isKustomization = KUSTOMIZATION_FILES.includes(file.uri.slice(file.uri.lastIndexOf('/') + 1));
  if (isKustomization && !file.documents.some(isTemplated)) return findings;
  if (file.documents.some(({ text }) => isSupported(text)) && !file.documents.some(isTemplated)) return findings;
  return findings.filter((finding) => !isForeign(finding));
}

const isTemplated = memoize(({ text }: ManifestDocument) => isTemplatedText(text));
