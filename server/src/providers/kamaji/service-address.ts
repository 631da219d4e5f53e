import { isIp } from '../../core/addresses/addresses.ts';
import { isSubdomain } from '../../core/validation/names.ts';

/** Returns the host of `host:port`, as Go splits it, or undefined if there is no port. */
export function hostWithoutPort(text: string): string | undefined {
  const [, bracketed, host] = /^(?:\[([^[\]]*)\]|([^:[\]]*)):[^:[\]]*$/.exec(text) ?? [];
  return bracketed ?? host;
}

/** Returns true if a text is a DNS name and not an IP address. */
export function isBareName(text: string): boolean {
  return !isIp(text) && !isMistypedIp(text) && /[a-z]/i.test(text) && isSubdomain(text.toLowerCase());
}

/** Returns true for an IPv4 address with a letter in one of its numbers, such as `10.0.0.1O`. */
export function isMistypedIp(text: string): boolean {
  return /^(\d[\da-z]{0,3}\.){3}\d[\da-z]{0,3}$/i.test(text) && /[a-z]/i.test(text);
}

/** Returns the address without its scheme, port, prefix and brackets. */
export function addressIn(text: string): string {
  const bare = text
    .trim()
    .replace(/^\w+:\/\//, '')
    .replace(/\/.*$/, '');
  return (hostWithoutPort(bare) ?? bare).replace(/^\[(.*)\]$/, '$1');
}
