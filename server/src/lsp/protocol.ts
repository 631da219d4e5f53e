/** What this server says beyond the protocol; any editor may ignore it. */
export const STATUS = 'kamajiMetal3/status';

export interface Status {
  readonly state: 'indexing' | 'ready';
  readonly files: number;
  readonly objects: number;
}

/** Sent by the VS Code client when Red Hat's YAML extension comes or goes, which reports YAML's own errors. */
export const RED_HAT_YAML = 'kamajiMetal3/redHatYaml';

export interface RedHatYaml {
  readonly active: boolean;
}

export const CONFIGURATION_SECTION = 'kamajiMetal3';
export const SOURCE = 'kamaji-metal3';
