/** A name as it is written in a URI. Half of a surrogate pair, which no URI can hold, becomes the replacement character. */
export function encodedName(text: string): string {
  return encodeURIComponent(text.replace(LONE, '\ufffd'));
}

/** What a URI, or a part of one, says; the text itself where it is not a URI. */
export function decodedName(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
