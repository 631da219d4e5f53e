import ipaddr from 'ipaddr.js';

/** As Go reads them: four decimal parts without leading zeros, or IPv6 without a zone or an IPv4 address inside. */
export function isIp(text: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(text) || (ipaddr.IPv6.isValid(text) && !/[%.]/.test(text));
}

export function isCidr(text: string): boolean {
  const [, address = '', length = ''] = /^(.*)\/(\d{1,3})$/.exec(text) ?? [];
  if (!isIp(address) || /^0\d/.test(length)) return false;
  return Number(length) <= (address.includes(':') ? 128 : 32);
}
