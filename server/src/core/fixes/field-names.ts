import { nearestTo } from '../text/similar-names.ts';

/**
 * Names of different kinds for the same thing. A field that a kind does not have is often the name that another kind uses,
 * which edit distance does not find.
 */
const SAME_THING: readonly (readonly string[])[] = [
  ['address', 'serviceAddress', 'host', 'loadBalancerIP', 'ip'],
  ['prefix', 'netmask', 'mask', 'prefixLength', 'subnetMask'],
  ['blockCreation', 'blockCreate', 'blockCreations'],
  ['blockDeletion', 'blockDelete', 'blockDeletions'],
  ['blockUpdate', 'blockUpdates', 'blockModification'],
  ['component', 'name'],
  ['link', 'interface', 'nic'],
  ['macAddress', 'mac', 'bootMACAddress'],
  ['start', 'from', 'first'],
  ['end', 'to', 'last'],
  ['gateway', 'gw', 'router'],
  ['dnsServers', 'dns', 'nameservers', 'dnsServiceIPs'],
  ['serviceType', 'type'],
  ['servicePort', 'port'],
  ['serviceAnnotations', 'annotations'],
  ['serviceLabels', 'labels'],
  ['dataStoreName', 'dataStore', 'datastore'],
  ['version', 'kubernetesVersion', 'k8sVersion'],
  ['replicas', 'count', 'nodes'],
  ['image', 'img'],
  ['checksumType', 'checksumAlgorithm'],
  ['format', 'diskFormat', 'imageFormat'],
  ['url', 'source', 'uri'],
  ['healthCheck', 'machineHealthCheck'],
  ['online', 'powerOn', 'poweredOn'],
  ['certSANs', 'certSans', 'apiServerCertSANs', 'certificateSANs'],
  ['sshAuthorizedKeys', 'sshKeys', 'authorizedKeys'],
  ['preKubeadmCommands', 'preCommands'],
  ['postKubeadmCommands', 'postCommands'],
  ['parameters', 'options'],
];

/**
 * Returns the candidates that may be the intended name: with the same letters first, then by edit distance, then by
 * meaning.
 */
export function suggestedNames(name: string, candidates: readonly string[]): readonly string[] {
  const letters = lettersOf(name);
  const same = candidates.filter((each) => each !== name && lettersOf(each) === letters);
  const alike = SAME_THING.filter((names) => names.includes(name)).flat();
  const meant = alike.filter((each) => each !== name && candidates.includes(each));
  return [...new Set([...same, ...nearestTo(name, candidates), ...meant])];
}

/** Returns a name without the separators of other conventions, such as snake case. */
function lettersOf(name: string): string {
  return name.replace(/[_.\s-]/g, '').toLowerCase();
}
