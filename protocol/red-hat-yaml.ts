import type { NotificationMethod } from './method.ts';

/** Sent by the VS Code client when Red Hat's YAML extension, which reports YAML syntax errors, is enabled or disabled. */
export const RED_HAT_YAML: NotificationMethod<RedHatYaml> = 'kamajiMetal3/redHatYaml';

export interface RedHatYaml {
  readonly active: boolean;
}
