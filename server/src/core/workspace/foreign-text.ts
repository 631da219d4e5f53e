import type { Finding } from '../findings/finding.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { ManifestFile } from '../syntax/manifest-file.ts';
import { isTemplatedText } from '../syntax/templated-text.ts';
import { remembered } from '../text/remembered.ts';

/**
 * Whether a finding about text that cannot be read is reported. In a document of another group it is if the file also
 * holds documents of the supported groups, because kubectl then rejects them all; unless a document of the file is a
 * template, so that kubectl does not get the file as it is.
 */
export function isReportedIn(file: ManifestFile, document: ManifestDocument, { rule }: Finding): boolean {
  if (rule !== 'unreadable-yaml' || isOurs(document)) return true;
  return file.documents.some(isOurs) && !file.documents.some(isTemplated);
}

const isOurs = remembered(({ text }: ManifestDocument) =>
  /(cluster\.x-k8s\.io|metal3\.io|kamaji\.clastix\.io)\//.test(text),
);

const isTemplated = remembered(({ text }: ManifestDocument) => isTemplatedText(text));
