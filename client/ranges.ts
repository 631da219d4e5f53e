import { Position, Range } from 'vscode';
import type { Position as ProtocolPosition, Range as ProtocolRange } from '../protocol/index.ts';

export function positionOf({ line, character }: ProtocolPosition): Position {
  return new Position(line, character);
}

export function rangeOf({ start, end }: ProtocolRange): Range {
  return new Range(positionOf(start), positionOf(end));
}
