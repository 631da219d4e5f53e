/** Returns the line break that a text uses: that of Windows if it contains one. */
export function lineBreakOf(text: string): '\n' | '\r\n' {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
