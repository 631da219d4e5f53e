import { remembered } from '../text/remembered.ts';
import { isJsonText } from './is-json-text.ts';
import type { ManifestDocument } from './manifest-document.ts';

/** Whether a file is JSON by its name: then it is a manifest only if it says so, and holds JSON to whoever reads it. */
export function isJsonFile(uri: string): boolean {
  return /\.json$/i.test(uri);
}

/** As much of a test as can be made without reading it: of all the JSON in a workspace few files are manifests. */
export function mayBeManifest(json: string): boolean {
  return json.includes('"apiVersion"');
}

/** Whether a document is JSON, in a file of whatever name. YAML in braces, with bare words, is none. */
export const isJson = remembered(({ text }: ManifestDocument) => /^\s*\{/.test(text) && isJsonText(text));
