import type { Finding } from '../findings/finding.ts';
import { isKustomizationFile } from '../objects/kustomization.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { ManifestFile } from '../syntax/manifest-file.ts';
import { isTemplatedText } from '../syntax/templated-text.ts';
import { memoize } from '../text/memoize.ts';

/**
 * Returns a function that returns the findings of a document of the file that are reported. A kustomization is reported
 * like a supported document. A syntax error in a document of another group is reported if the file also has supported
 * documents, because kubectl then rejects all of them. It is not reported if a document of the file is a template, because
 * kubectl does not read such a file directly.
 */
export function reportedFindings(
  file: ManifestFile,
  isSupported: (text: string) => boolean,
): (findings: readonly Finding[]) => readonly Finding[] {
  const isForeign = ({ rule, place }: Finding) => rule === 'yaml-syntax-error' && !isSupported(place.document.text);
  let reportsForeign: boolean | undefined;
  return (findings) => {
    if (!findings.some(isForeign)) return findings;
    reportsForeign ??= isForKubectl(file, isSupported);
    return reportsForeign ? findings : findings.filter((finding) => !isForeign(finding));
  };
}

/** Returns true if kubectl gets the file as it is. */
function isForKubectl({ uri, documents }: ManifestFile, isSupported: (text: string) => boolean): boolean {
  return (isKustomizationFile(uri) || documents.some(({ text }) => isSupported(text))) && !documents.some(isTemplated);
}

const isTemplated = memoize(({ text }: ManifestDocument) => isTemplatedText(text));
