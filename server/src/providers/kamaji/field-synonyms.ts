/** Names for the same thing: the fields of the kinds, and what people write instead. */
export const KAMAJI_FIELD_SYNONYMS: readonly (readonly string[])[] = [
  ['address', 'serviceAddress', 'host', 'loadBalancerIP', 'ip'],
  ['blockCreation', 'blockCreate', 'blockCreations'],
  ['blockDeletion', 'blockDelete', 'blockDeletions'],
  ['blockUpdate', 'blockUpdates', 'blockModification'],
  ['dnsServiceIPs', 'dnsServers', 'dns', 'nameservers'],
];
