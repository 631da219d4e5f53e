/** Returns true if a text is valid JSON. A YAML flow map with bare words is not. */
export function isJsonText(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // SyntaxError: the text is not JSON.
    return false;
  }
}
