/** A position as the Language Server Protocol counts: from 0, in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface Location {
  readonly uri: string;
  readonly range: Range;
}

export interface TextEdit {
  readonly range: Range;
  readonly newText: string;
}

export interface DocumentParams {
  readonly uri: string;
}

export interface DocumentPositionParams extends DocumentParams {
  readonly position: Position;
}
