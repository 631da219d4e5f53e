import { Lexer } from 'yaml';

/** Returns the texts of the comments in YAML, sorted. */
export function commentsOf(text: string): readonly string[] {
  const comments: string[] = [];
  let isScalar = false;
  for (const lexeme of new Lexer().lex(text)) {
    if (!isScalar && lexeme.startsWith('#')) comments.push(lexeme.trimEnd());
    // The library inserts this character before the text of a scalar.
    isScalar = lexeme === '\u001f';
  }
  return comments.sort();
}
