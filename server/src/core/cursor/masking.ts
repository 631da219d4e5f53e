/** Returns a text with spaces for everything outside of a range. Offsets and line ends are unchanged. */
export function maskOutside(text: string, start: number, end: number): string {
  const masked = (part: string) => part.replace(/[^\r\n]/g, ' ');
  return masked(text.slice(0, start)) + text.slice(start, end) + masked(text.slice(end));
}
