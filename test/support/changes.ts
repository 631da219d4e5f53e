import assert from 'node:assert/strict';
import {
  type ManifestDocument,
  manifestFile,
  type Resource,
  resourceOf,
  type TextChange,
} from '../../server/src/core/index.ts';
import { REGISTRY } from '../../server/src/providers/index.ts';

/** Returns the only document of a text. */
export function documentOf(text: string): ManifestDocument {
  const { documents } = manifestFile('file:///main.yaml', text);
  const [document] = documents;
  assert.ok(document && documents.length === 1, text);
  return document;
}

/** Returns the object in the only document of a text. */
export function objectIn(text: string): Resource {
  const resource = resourceOf('file:///main.yaml', documentOf(text), REGISTRY.model);
  assert.ok(resource, text);
  return resource;
}

/** Returns the text after a change; undefined if there is none. */
export function applied(text: string, change: TextChange | undefined): string | undefined {
  return change && text.slice(0, change.span.start) + change.newText + text.slice(change.span.end);
}

/** A text before and after a change; `after` is undefined if there is no safe change. */
export interface ChangeCase {
  readonly name: string;
  readonly before: string;
  readonly after: string | undefined;
}
