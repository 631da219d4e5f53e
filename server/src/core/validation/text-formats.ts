import { isCidr, isIp } from '../addresses/addresses.ts';
import { isDateTime } from './date-time.ts';
import { secondsOf } from './go-duration.ts';

interface TextFormat {
  readonly isValid: (text: string) => boolean;
  /** The end of a sentence that starts with the field. */
  readonly problem: string;
}

/** Formats that few schemas use, mainly those of ClusterClass variables. Source: strfmt of k8s.io/kube-openapi. */
export const TEXT_FORMATS: Readonly<Record<string, TextFormat>> = {
  ipv4: {
    isValid: (text) => text.includes('.') && (text.includes(':') || isIp(withoutLeadingZeros(text))),
    problem: 'must be an IPv4 address such as 192.168.111.1',
  },
  ipv6: {
    isValid: (text) => text.includes(':') && (text.includes('.') || isIp(text)),
    problem: 'must be an IPv6 address such as fd00::1',
  },
  cidr: { isValid: (text) => isCidr(withoutLeadingZeros(text)), problem: 'must be a subnet such as 192.168.111.0/24' },
  mac: { isValid: isMac, problem: 'must be a MAC address such as 00:1a:2b:3c:4d:5e' },
  hostname: { isValid: isHostname, problem: 'must be a host name such as api.example.com' },
  email: { isValid: isEmail, problem: 'must be an email address' },
  uuid: { isValid: (text) => isUuid(text, '', ''), problem: 'must be a UUID' },
  uuid3: { isValid: (text) => isUuid(text, '3', ''), problem: 'must be a version 3 UUID' },
  uuid4: { isValid: (text) => isUuid(text, '4', '[89ab]'), problem: 'must be a version 4 UUID' },
  uuid5: { isValid: (text) => isUuid(text, '5', '[89ab]'), problem: 'must be a version 5 UUID' },
  duration: { isValid: isAnyDuration, problem: 'must be a duration such as 5m' },
  date: { isValid: isDate, problem: 'must be a date such as 2026-01-31' },
  datetime: { isValid: isDateTime, problem: 'must be a time such as 2026-01-31T12:00:00Z' },
  bsonobjectid: { isValid: (text) => /^[0-9a-f]{24}$/i.test(text), problem: 'must be 24 hexadecimal digits' },
  hexcolor: {
    isValid: (text) => /^#?(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(text),
    problem: 'must be a color such as #ffaa00',
  },
  rgbcolor: { isValid: isRgbColor, problem: 'must be a color such as rgb(255,170,0)' },
  ssn: { isValid: (text) => /^\d{3}[- ]\d{2}[- ]\d{4}$/.test(text), problem: 'must be a US social security number' },
  isbn: { isValid: (text) => isIsbn10(text) || isIsbn13(text), problem: 'must be an ISBN' },
  isbn10: { isValid: isIsbn10, problem: 'must be an ISBN with 10 digits' },
  isbn13: { isValid: isIsbn13, problem: 'must be an ISBN with 13 digits' },
  creditcard: { isValid: isCardNumber, problem: 'must be a credit card number' },
};

export function isTextFormat(format: string | undefined): boolean {
  return format !== undefined && Object.hasOwn(TEXT_FORMATS, format);
}

/** Kubernetes accepts leading zeros in IPv4 addresses. */
function withoutLeadingZeros(text: string): string {
  return text.replace(/(?<![\d:a-fA-F])0+(?=\d+\.|\d+(?:\/|$))/g, '');
}

/** Source: net.ParseMAC of Go: 6, 8 or 20 bytes with colons, hyphens or dots, in newer releases also without. */
function isMac(text: string): boolean {
  return (
    (/^[0-9a-f]+$/i.test(text) && [12, 16, 40].includes(text.length)) ||
    (/^[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\1)*[0-9a-f]{2}$/i.test(text) && [17, 23, 59].includes(text.length)) ||
    (/^[0-9a-f]{4}(?:\.[0-9a-f]{4})+$/i.test(text) && [14, 19, 49].includes(text.length))
  );
}

/** Accepts more than the API server: names and comments are not parsed. */
function isEmail(text: string): boolean {
  if (!/[^@\s<]@[^@\s]/.test(text)) return false;
  return /[<"(]/.test(text) || !/\s/.test(text.trim());
}

function isRgbColor(text: string): boolean {
  const match = /^rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)$/.exec(text);
  return match?.slice(1).every((part) => Number(part) <= 255 && String(Number(part)) === part) ?? false;
}

function isIsbn10(text: string): boolean {
  const digits = text.replace(/[\s-]+/g, '');
  if (!/^\d{9}[\dX]$/.test(digits)) return false;
  return [...digits].reduce((sum, digit, at) => sum + (10 - at) * (digit === 'X' ? 10 : Number(digit)), 0) % 11 === 0;
}

function isIsbn13(text: string): boolean {
  const digits = text.replace(/[\s-]+/g, '');
  return (
    /^\d{13}$/.test(digits) &&
    [...digits].reduce((sum, digit, at) => sum + (at % 2 ? 3 : 1) * Number(digit), 0) % 10 === 0
  );
}

/** Checks the sum of the digits, not the prefixes of the issuers. */
function isCardNumber(text: string): boolean {
  const digits = [...text.replace(/[^0-9]+/g, '')].reverse().map(Number);
  if (digits.length < 13 || digits.length > 16) return false;
  const doubled = digits.map((digit, at) => (at % 2 ? digit * 2 - (digit > 4 ? 9 : 0) : digit));
  return doubled.reduce((sum, digit) => sum + digit, 0) % 10 === 0;
}

const HOST_NAME =
  /^([a-zA-Z0-9\p{S}\p{L}]((-?[a-zA-Z0-9\p{S}\p{L}]{0,62})?)|([a-zA-Z0-9\p{S}\p{L}](([a-zA-Z0-9\-\p{S}\p{L}]{0,61}[a-zA-Z0-9\p{S}\p{L}])?)(\.))+([a-zA-Z\p{L}]){2,63})$/u;

function isHostname(text: string): boolean {
  return text.length <= 255 && text.split('.').every((label) => label.length <= 63) && HOST_NAME.test(text);
}

function isUuid(text: string, version: string, variant: string): boolean {
  const third = version === '' ? '[0-9a-f]{4}' : `${version}[0-9a-f]{3}`;
  const fourth = variant === '' ? '[0-9a-f]{4}' : `${variant}[0-9a-f]{3}`;
  return new RegExp(`^[0-9a-f]{8}-?[0-9a-f]{4}-?${third}-?${fourth}-?[0-9a-f]{12}$`, 'i').test(text);
}

const UNITS: readonly (readonly [string, string])[] = [
  ['ns', 'nano'],
  ['us', 'micro'],
  ['µs', 'micro'],
  ['ms', 'milli'],
  ['s', 'sec'],
  ['m', 'min'],
  ['h', 'hour'],
  ['hr', 'hour'],
  ['d', 'day'],
  ['w', 'week'],
  ['wk', 'week'],
];

/** Returns true for a Go duration, or a number with a unit such as `2 days`. */
function isAnyDuration(text: string): boolean {
  if (secondsOf({ text }) !== undefined) return true;
  return [...text.matchAll(/\d+\s*([A-Za-zµ]+)/g)].some(([, written = '']) => {
    const unit = written.toLowerCase();
    return UNITS.some(([short, long]) => unit === short || unit.startsWith(long));
  });
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && isDateTime(`${text}T00:00:00Z`);
}
