/** A text with everything but a part of it made blank, so that places in the part are the same. Lines stay lines. */
export function masking(text: string, start: number, end: number): string {
  const blank = (part: string) => part.replace(/[^\r\n]/g, ' ');
  return blank(text.slice(0, start)) + text.slice(start, end) + blank(text.slice(end));
}
