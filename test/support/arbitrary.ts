import fc from 'fast-check';

/** Lines that affect document boundaries, and lines that are difficult to parse. */
const LINES = [
  '---',
  '--- ',
  '---\t# c',
  '--- {a: 1}',
  '...',
  '... # c',
  '# comment',
  '%YAML 1.1',
  '',
  '  ',
  '\t',
  'a: 1',
  'b: |',
  '  text',
  '  ---',
  ' ...',
  'list:',
  '- x',
  '  - y: z',
  'c: "quoted',
  'more"',
  "d: 'it''s'",
  '&e f: *e',
  '----',
  '.....',
  'kind: Cluster',
  'apiVersion: cluster.x-k8s.io/v1beta1',
  '{{- if x }}',
  'g: ${VAR:=1}',
  'h: [1, 2',
  '🙂: ü',
  '\ufeff',
];

/** Returns a stream of such lines with any line breaks; the last line break may be missing. */
export function streamText(): fc.Arbitrary<string> {
  const line = fc.tuple(fc.constantFrom(...LINES), fc.constantFrom('\n', '\n', '\n', '\r\n'));
  return fc
    .tuple(fc.array(line, { maxLength: 14 }), fc.boolean())
    .map(([lines, open]) =>
      lines.map(([text, end], index) => (open && index === lines.length - 1 ? text : text + end)).join(''),
    );
}

/** A replacement: its range as fractions of the text's length, and the new text. */
export interface Edit {
  readonly from: number;
  readonly length: number;
  readonly text: string;
}

export function edits(): fc.Arbitrary<readonly Edit[]> {
  const text = fc.oneof(streamText(), fc.constantFrom('', 'x', '-', '\n', '---\n', '...\n', ' ', '#'));
  const edit = fc.record({
    from: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 0.3, noNaN: true })),
    text,
  });
  return fc.array(edit, { minLength: 1, maxLength: 6 });
}

/** Returns the edit's range in a text: integer offsets, start before end. */
export function rangeOf({ from, length }: Edit, text: string): { readonly start: number; readonly end: number } {
  const start = Math.floor(from * text.length);
  return { start, end: Math.min(text.length, start + Math.floor(length * text.length)) };
}
