import type { FaultCode } from './fault.ts';
import type { Scanner } from './scanner.ts';
import type { Token } from './token-queue.ts';

/**
 * Parses the directives of a document and its `---`. Returns whether it has one, and adds declared tag handles and
 * their prefixes to `handles`.
 */
export function checkDirectives(scanner: Scanner, handles: Map<string, string>): boolean {
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
      handles.set(directive.handle, directive.prefix);
    }
    count++;
    scanner.take();
  }
  for (const [handle, prefix] of DEFAULTS) if (!handles.has(handle)) handles.set(handle, prefix);
  const token = scanner.peek();
  if (token.type === 'document-start') {
    scanner.take();
    return true;
  }
  if (count > 0) fail(scanner, 'expected-document-start', token);
  return false;
}

const DEFAULTS = [
  ['!', '!'],
  ['!!', 'tag:yaml.org,2002:'],
] as const;

function fail(scanner: Scanner, code: FaultCode, { start, end }: Token): never {
  return scanner.cursor.fail(code, start, start, end, scanner.lastTaken);
}
