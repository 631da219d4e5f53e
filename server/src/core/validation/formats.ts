import { isDateTime } from './date-time.ts';
import { isTextFormat, TEXT_FORMATS } from './text-formats.ts';

/**
 * Returns what a format requires, if a text does not have the format: the end of a sentence that begins with the field.
 * Undefined for a valid text, and for formats that the API server does not check. Source: k8s.io/kube-openapi's strfmt,
 * by running it.
 */
export function formatProblem(text: string, format: string): string | undefined {
  if (isTextFormat(format))
    return TEXT_FORMATS[format]?.isValid(text) === false ? TEXT_FORMATS[format].problem : undefined;
  const check = FORMATS[format];
  return check?.(text) === false ? FORMAT_NAMES[format] : undefined;
}

/** Returns true if the API server checks values of a format that a schema names. */
export function isCheckedFormat(format: string | undefined): boolean {
  return (
    format !== undefined && format !== 'capital-date-time' && (Object.hasOwn(FORMATS, format) || isTextFormat(format))
  );
}

const FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  'date-time': isDateTime,
  // The format of times in metadata, which Go parses: T and Z must be uppercase.
  'capital-date-time': (text) => isDateTime(text) && !/[tz]/.test(text),
  byte: (text) => /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text) && text !== '',
  uri: isRequestUri,
};

const FORMAT_NAMES: Readonly<Record<string, string>> = {
  'date-time': 'must be a time such as 2026-01-31T12:00:00Z',
  'capital-date-time': 'must be a time such as 2026-01-31T12:00:00Z',
  byte: 'must be base64',
  uri: 'must be a URI such as https://example.com/path',
};

/**
 * Returns true for an absolute URI, or a path that begins with a slash, without spaces, control characters or unpaired
 * brackets.
 */
export function isRequestUri(text: string): boolean {
  if ([...text].some((letter) => letter <= ' ' || letter === '\u007f')) return false;
  if (text.startsWith('/')) return true;
  const match = /^[A-Za-z][A-Za-z0-9+.-]*:(.*)$/.exec(text);
  if (!match) return false;
  const rest = match[1] ?? '';
  const host = rest.startsWith('//') ? (rest.slice(2).split(/[/?#]/)[0] ?? '') : '';
  return host.includes('[') === host.includes(']') && !/%(?![0-9A-Fa-f]{2})/.test(rest);
}
