/**
 * A manifest with marks for positions and expected results. A fixture is YAML text with these additions:
 *
 *     #- /path.yaml      starts a file (default: `/main.yaml`)
 *     #   ^^^^ text      marks a range on the line above, with a text
 *     #^^^^ text         does the same from the first column on
 *     █                  is the cursor
 *
 * The additions are removed before the text is parsed.
 */
export interface Fixture {
  readonly files: readonly FixtureFile[];
  readonly marks: readonly Mark[];
  readonly cursor?: { readonly uri: string; readonly offset: number };
}

export interface FixtureFile {
  readonly uri: string;
  readonly text: string;
}

export interface Mark {
  readonly uri: string;
  /** Offsets in the file, without marks. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export function readFixture(source: string): Fixture {
  const files: { uri: string; lines: string[] }[] = [];
  const marks: Mark[] = [];
  let file = { uri: uriOf('/main.yaml'), lines: [] as string[] };
  for (const line of source.replace(/\n$/, '').split('\n')) {
    const path = /^#- (\/\S+)$/.exec(line)?.[1];
    const mark = /^(#[ ]*)(\^+)(?: (.*))?$/.exec(line);
    if (path) {
      if (file.lines.length > 0) files.push(file);
      file = { uri: uriOf(path), lines: [] };
    } else if (mark) {
      marks.push(markAbove(file, mark));
    } else {
      file.lines.push(line);
    }
  }
  files.push(file);
  return withCursor(
    files.map(({ uri, lines }) => ({ uri, text: `${lines.join('\n')}\n` })),
    marks,
  );
}

/** Returns the range of a mark as the protocol writes it. */
export function rangeOfMark({ files }: Fixture, { uri, start, end }: Mark) {
  const text = files.find((file) => file.uri === uri)?.text ?? '';
  const positionAt = (offset: number) => {
    const lines = text.slice(0, offset).split('\n');
    return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  };
  return { start: positionAt(start), end: positionAt(end) };
}

/** Returns the text of the first file with another text at some marks. */
export function withMarks({ files, marks }: Fixture, texts: Readonly<Record<string, string>>): string {
  let text = files[0]?.text ?? '';
  for (const { text: name, start, end } of [...marks].reverse())
    if (texts[name] !== undefined) text = `${text.slice(0, start)}${texts[name]}${text.slice(end)}`;
  return text;
}

function markAbove(file: { uri: string; lines: readonly string[] }, mark: RegExpExecArray): Mark {
  const [, lead = '', carets = '', text = ''] = mark;
  const above = file.lines.length - 1;
  const line = file.lines.slice(0, above).reduce((sum, each) => sum + each.length + 1, 0);
  const start = lead === '#' ? 0 : lead.length;
  const end = lead.length + carets.length;
  return { uri: file.uri, start: line + start, end: line + end, text };
}

function withCursor(files: readonly FixtureFile[], marks: readonly Mark[]): Fixture {
  const holder = files.find(({ text }) => text.includes('█'));
  if (!holder) return { files, marks };
  return {
    files: files.map(({ uri, text }) => ({ uri, text: text.replace('█', '') })),
    marks,
    cursor: { uri: holder.uri, offset: holder.text.indexOf('█') },
  };
}

function uriOf(path: string): string {
  return `file://${path}`;
}

/** Returns the fixture for files and marks, which `UPDATE=1` writes. */
export function writeFixture(files: readonly FixtureFile[], marks: readonly Mark[]): string {
  const several = files.length > 1 || files[0]?.uri !== uriOf('/main.yaml');
  return files
    .map(({ uri, text }) => {
      const lines: string[] = several ? [`#- ${uri.slice('file://'.length)}`] : [];
      let offset = 0;
      for (const line of text.replace(/\n$/, '').split('\n')) {
        lines.push(line);
        for (const mark of marks)
          if (mark.uri === uri && mark.start >= offset && mark.start <= offset + line.length)
            lines.push(markLine(mark, offset, line.length));
        offset += line.length + 1;
      }
      return `${lines.join('\n')}\n`;
    })
    .join('');
}

function markLine({ start, end, text }: Mark, offset: number, length: number): string {
  const column = start - offset;
  const width = Math.max(1, Math.min(end - offset, length) - column);
  const lead = column === 0 ? '#' : `#${' '.repeat(column - 1)}`;
  return `${lead}${'^'.repeat(column === 0 ? Math.max(1, width - 1) : width)} ${text}`;
}
