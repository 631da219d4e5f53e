import ipaddr from 'ipaddr.js';

/**
 * Returns true for an address that Go accepts: four decimal parts without leading zeros, or IPv6 without a zone or an
 * embedded IPv4 address.
 */
export function isIp(text: string): boolean {
  return ipv4(text) !== undefined || (text.includes(':') && ipaddr.IPv6.isValid(text) && !/[%.]/.test(text));
}

/** Hot path: most addresses are IPv4, and a large file contains thousands of them. */
function ipv4(text: string): number | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (!match) return undefined;
  let value = 0;
  for (let index = 1; index <= 4; index++) {
    const part = match[index] ?? '';
    const number = Number(part);
    if (number > 255 || (part.length > 1 && part.startsWith('0'))) return undefined;
    value = value * 256 + number;
  }
  return value;
}

export function isCidr(text: string): boolean {
  const [, address = '', length = ''] = /^(.*)\/(\d{1,3})$/.exec(text) ?? [];
  if (!isIp(address) || /^0\d/.test(length)) return false;
  return Number(length) <= (address.includes(':') ? 128 : 32);
}

export type Family = 4 | 6;

/** An address as a number, for arithmetic on ranges. */
export interface Address {
  readonly family: Family;
  readonly value: bigint;
}

/** A range of addresses, both ends included. */
export interface AddressRange {
  readonly family: Family;
  readonly first: bigint;
  readonly last: bigint;
}

/** Returns undefined if Go does not accept the address. */
export function parseAddress(text: string): Address | undefined {
  const short = ipv4(text);
  if (short !== undefined) return { family: 4, value: BigInt(short) };
  if (!isIp(text)) return undefined;
  const bytes = ipaddr.parse(text).toByteArray();
  return { family: 6, value: bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n) };
}

/**
 * Returns true if two texts are the same address, in any spelling. Texts that are not addresses are compared as they
 * are.
 */
export function isSameAddress(one: string, other: string): boolean {
  const [a, b] = [parseAddress(one), parseAddress(other)];
  return one === other || (a !== undefined && a.family === b?.family && a.value === b.value);
}

/** Returns the network of a CIDR; host bits are ignored. */
export function parseNetwork(text: string): AddressRange | undefined {
  if (!isCidr(text)) return undefined;
  const slash = text.indexOf('/');
  const address = parseAddress(text.slice(0, slash));
  return address && networkAround(address, Number(text.slice(slash + 1)));
}

/** Returns the network of an address. The prefix must not exceed the address length. */
export function networkAround({ family, value }: Address, prefix: number): AddressRange {
  const size = 1n << BigInt(Math.max(0, bitsOf(family) - prefix));
  const first = value - (value % size);
  return { family, first, last: first + size - 1n };
}

/** Returns the prefix length of the smallest network that contains both ends. */
export function prefixAround({ family, first, last }: AddressRange): number {
  let prefix = bitsOf(family);
  while (prefix > 0 && networkAround({ family, value: first }, prefix).last < last) prefix--;
  return prefix;
}

export function bitsOf(family: Family): 32 | 128 {
  return family === 4 ? 32 : 128;
}

export function holds(range: AddressRange, { family, value }: Address): boolean {
  return range.family === family && range.first <= value && value <= range.last;
}

export function overlap(a: AddressRange, b: AddressRange): AddressRange | undefined {
  if (a.family !== b.family || a.first > b.last || b.first > a.last) return undefined;
  return {
    family: a.family,
    first: a.first > b.first ? a.first : b.first,
    last: a.last < b.last ? a.last : b.last,
  };
}

/** Returns the canonical short form. */
export function addressText({ family, value }: Address): string {
  const bytes: number[] = [];
  for (let rest = value, index = bitsOf(family) / 8; index > 0; index--, rest /= 256n)
    bytes.unshift(Number(rest % 256n));
  return ipaddr.fromByteArray(bytes).toString();
}

/** Returns a text such as `10.0.0.1` or `10.0.0.1–10.0.0.9`. */
export function rangeText({ family, first, last }: AddressRange): string {
  const from = addressText({ family, value: first });
  return first === last ? from : `${from}–${addressText({ family, value: last })}`;
}
