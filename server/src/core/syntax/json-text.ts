import { memoize } from '../text/memoize.ts';
import { isJsonText } from './is-json-text.ts';
import { documentContaining } from './list-parts.ts';
import type { ManifestDocument } from './manifest-document.ts';

/**
 * Returns true if a file has the extension of JSON. It is a manifest only if it states apiVersion and kind, and must be
 * valid JSON.
 */
export function isJsonFile(uri: string): boolean {
  return /\.json$/i.test(uri);
}

/** Returns false for most JSON files that are neither manifests nor JSON patches, without parsing them. */
export function mayBeManifest(json: string): boolean {
  return VERSION.test(json) || (json.includes('"op"') && json.includes('"path"'));
}

/** In a JSON Schema, the value is an object with the schema of the field. `{{` begins a template. */
const VERSION = /"apiVersion"\s*:(?!\s*\{\s*["}])/;

/** Returns true if a document is valid JSON, whatever the name of its file. A YAML flow map with bare words is not. */
export function isJson(document: ManifestDocument): boolean {
  return isWholeJson(documentContaining(document));
}

const isWholeJson = memoize(({ text }: ManifestDocument) => /^\s*\{/.test(text) && isJsonText(text));
