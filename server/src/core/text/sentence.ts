/** Returns a text as the start of a sentence. The name of a field, such as `spec.host` or `rootDeviceHints`, stays as it is. */
export function sentenceStart(text: string): string {
  return /^[a-z]+[A-Z.]/.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1);
}
