import { type Disposable, extensions } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { RED_HAT_YAML } from '../protocol/index.ts';

/** Returns true if Red Hat's YAML extension is enabled. It reports YAML syntax errors, which would appear twice. */
export function isRedHatYamlActive(): boolean {
  return extensions.getExtension('redhat.vscode-yaml') !== undefined;
}

/** Notifies the server when that extension is enabled or disabled. */
export function followRedHatYaml(client: LanguageClient): Disposable {
  let wasActive = isRedHatYamlActive();
  return extensions.onDidChange(() => {
    const active = isRedHatYamlActive();
    if (active === wasActive) return;
    wasActive = active;
    // Otherwise the server receives the state when it starts.
    if (client.isRunning()) void client.sendNotification(RED_HAT_YAML, { active });
  });
}
