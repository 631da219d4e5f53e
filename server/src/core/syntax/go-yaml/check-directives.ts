import type { FaultCode } from './fault.ts';
import type { Scanner } from './scanner.ts';
import type { Token } from './token-queue.ts';

/**
 * Parses the directives of a document and its `---`. Returns whether it has one, and adds declared tag handles to
 * `handles`.
 */
export function checkDirectives(scanner: Scanner, handles: Set<string>): boolean {
  let version: string | undefined;
  let count = 0;
  for (let token = scanner.peek(); token.directive; token = scanner.peek()) {
    const { directive } = token;
    if (directive.name === 'YAML') {
      if (version !== undefined) fail(scanner, 'duplicate-directive', token);
      version = directive.version;
      if (version !== '1.1') fail(scanner, 'unsupported-version', token);
    } else {
      if (handles.has(directive.handle)) fail(scanner, 'duplicate-directive', token);
      handles.add(directive.handle);
    }
    count++;
    scanner.take();
  }
  handles.add('!').add('!!');
  const token = scanner.peek();
  if (token.type === 'document-start') {
    scanner.take();
    return true;
  }
  if (count > 0) fail(scanner, 'expected-document-start', token);
  return false;
}

function fail(scanner: Scanner, code: FaultCode, { start, end }: Token): never {
  return scanner.cursor.fail(code, start, start, end, scanner.lastTaken);
}
