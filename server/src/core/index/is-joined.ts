/** Returns true if `text`, from `start` on, is the parts with a space between each two. Does not allocate that text. */
export function isJoined(text: string, start: number, first: string, ...others: readonly string[]): boolean {
  let end = text.startsWith(first, start) ? start + first.length : -1;
  for (const part of others)
    end = end >= 0 && text[end] === ' ' && text.startsWith(part, end + 1) ? end + 1 + part.length : -1;
  return end === text.length;
}
