/** Encodes a name for a URI. A lone surrogate, which a URI cannot contain, becomes the replacement character. */
export function encodedName(text: string): string {
  return encodeURIComponent(text.replace(LONE_SURROGATE, '\ufffd'));
}

/** Decodes a URI or a part of one. Returns the text unchanged if it is malformed. */
export function decodedName(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // URIError: a percent sign without two hexadecimal digits, or bytes that are not UTF-8.
    return text;
  }
}

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
