/**
 * Decodes base64 to UTF-8 text like Go: line breaks are ignored, padding is required, and each byte that is not valid
 * UTF-8 becomes U+FFFD. Returns undefined if the text is not base64.
 */
export function textOfBase64(base64: string): string | undefined {
  const letters = base64.replace(/[\r\n]+/g, '');
  if (!/^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/.test(letters)) return undefined;
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  for (const letter of letters.replace(/=+$/, '')) {
    bits = ((bits << 6) | ALPHABET.indexOf(letter)) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes.push((bits >> count) & 0xff);
  }
  let text = '';
  for (let index = 0; index < bytes.length; ) {
    const character = characterAt(bytes, index);
    text += character ?? '\ufffd';
    index += character === undefined ? 1 : lengthOf(bytes[index] ?? 0);
  }
  return text;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Returns the number of bytes of the character that starts with a byte. */
function lengthOf(first: number): number {
  return first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

function characterAt(bytes: readonly number[], index: number): string | undefined {
  const sequence = bytes.slice(index, index + lengthOf(bytes[index] ?? 0));
  try {
    return decodeURIComponent(sequence.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
  } catch {
    // URIError: the bytes are not UTF-8.
    return undefined;
  }
}
