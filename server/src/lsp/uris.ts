import { URI } from 'vscode-uri';

/** Returns one spelling of a URI, independent of how a client encodes it. Text that is not a URI is returned as it is. */
export function normalUri(uri: string): string {
  try {
    return URI.parse(uri).toString();
  } catch {
    return uri;
  }
}
