/** Names for the same thing: the fields of the kinds, and what people write instead. */
export const KUBEADM_FIELD_SYNONYMS: readonly (readonly string[])[] = [
  ['certSANs', 'certSans', 'apiServerCertSANs', 'certificateSANs'],
  ['sshAuthorizedKeys', 'sshKeys', 'authorizedKeys'],
  ['preKubeadmCommands', 'preCommands'],
  ['postKubeadmCommands', 'postCommands'],
];
