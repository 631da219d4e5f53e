import { isDateTime } from './date-time.ts';
import { isTextFormat, TEXT_FORMATS } from './text-formats.ts';

/**
 * What a text lacks to be of a format, as the end of a sentence; undefined where it lacks nothing, or where the API
 * server does not check that format. Source: k8s.io/kube-openapi's strfmt, by running it.
 */
export function formatProblem(text: string, format: string): string | undefined {
  if (isTextFormat(format))
    return TEXT_FORMATS[format]?.isValid(text) === false ? TEXT_FORMATS[format].problem : undefined;
  const check = FORMATS[format];
  return check?.(text) === false ? FORMAT_NAMES[format] : undefined;
}

/** Whether the API server checks values of a format that a schema names. */
export function isCheckedFormat(format: string | undefined): boolean {
  return (
    format !== undefined && format !== 'capital-date-time' && (Object.hasOwn(FORMATS, format) || isTextFormat(format))
  );
}

const FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  'date-time': isDateTime,
  // Our name for what metadata wants of a time, which Go itself reads: letters are capital.
  'capital-date-time': (text) => isDateTime(text) && !/[tz]/.test(text),
  byte: (text) => /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text) && text !== '',
  uri: isRequestUri,
};

const FORMAT_NAMES: Readonly<Record<string, string>> = {
  'date-time': 'is no time such as 2026-01-31T12:00:00Z',
  'capital-date-time': 'is no time such as 2026-01-31T12:00:00Z',
  byte: 'is no base64',
  uri: 'is no address such as https://example.com/path',
};

/** An absolute address, or a path that begins with a slash; without blanks, controls or half a bracket. */
export function isRequestUri(text: string): boolean {
  if ([...text].some((letter) => letter <= ' ' || letter === '\u007f')) return false;
  if (text.startsWith('/')) return true;
  const match = /^[A-Za-z][A-Za-z0-9+.-]*:(.*)$/.exec(text);
  if (!match) return false;
  const rest = match[1] ?? '';
  const host = rest.startsWith('//') ? (rest.slice(2).split(/[/?#]/)[0] ?? '') : '';
  return host.includes('[') === host.includes(']') && !/%(?![0-9A-Fa-f]{2})/.test(rest);
}
