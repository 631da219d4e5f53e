import { URI } from 'vscode-uri';

/** Returns one spelling of a URI, independent of how a client encodes it. */
export function normalUri(uri: string): string {
  return URI.parse(uri).toString();
}
