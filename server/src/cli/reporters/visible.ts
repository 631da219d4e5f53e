/**
 * Returns text on one line that a terminal and a CI log print as it is. Line ends in a message become spaces. Other
 * control characters become symbols of the same width, so manifests cannot contain escape sequences for the terminal or
 * workflow commands for GitHub Actions, which begin a line.
 */
export function visibleMessage(message: string): string {
  return visible(message.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' '));
}

/** The name of a file. Actions reads a line that begins with `::` as a command. */
export function visibleFile(name: string): string {
  return visible(name.startsWith(':') ? `./${name}` : name).replaceAll('\t', '␉');
}

/** Keeps tabs. */
export function visible(text: string): string {
  return text.replace(CONTROLS, (letter) => {
    const code = letter.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(PICTURES + code) : code === 0x7f ? '\u2421' : '\uFFFD';
  });
}

/** The Unicode block of symbols for control characters. */
const PICTURES = 0x2400;

/** Control characters except for tabs, line separators, and characters that change the direction of text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
const CONTROLS = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;
