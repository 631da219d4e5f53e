/** Decodes base64 to UTF-8 text; undefined if it is not valid base64 or not valid UTF-8. */
export function textOfBase64(base64: string): string | undefined {
  const letters = base64.replace(/\s+/g, '');
  if (!/^(?:[\w+/]{4})*(?:[\w+/]{2}==|[\w+/]{3}=)?$/.test(letters) || letters.includes('_')) return undefined;
  let escaped = '';
  let bits = 0;
  let count = 0;
  for (const letter of letters.replace(/=+$/, '')) {
    bits = ((bits << 6) | ALPHABET.indexOf(letter)) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    escaped += `%${((bits >> count) & 0xff).toString(16).padStart(2, '0')}`;
  }
  try {
    return decodeURIComponent(escaped);
  } catch {
    return undefined;
  }
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
