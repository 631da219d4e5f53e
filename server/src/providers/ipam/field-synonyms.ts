/** Names for the same thing: the fields of the kinds, and what people write instead. */
export const IPAM_FIELD_SYNONYMS: readonly (readonly string[])[] = [
  ['prefix', 'netmask', 'mask', 'prefixLength', 'subnetMask'],
  ['start', 'from', 'first', 'begin'],
  ['end', 'to', 'last', 'stop'],
  ['gateway', 'gw', 'router'],
  ['dnsServers', 'dns', 'nameservers'],
];
