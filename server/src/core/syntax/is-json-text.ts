/** Whether a text is JSON. YAML in braces, with bare words, is none. */
export function isJsonText(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
