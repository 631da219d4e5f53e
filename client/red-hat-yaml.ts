import { type Disposable, extensions } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { RED_HAT_YAML } from './protocol.ts';

/** Whether Red Hat's YAML extension is there; it reports the errors of YAML itself, and nobody wants them twice. */
export function isRedHatYamlActive(): boolean {
  return extensions.getExtension('redhat.vscode-yaml') !== undefined;
}

/** Tells the server when that extension is installed, switched on or off. */
export function followRedHatYaml(client: LanguageClient): Disposable {
  let told = isRedHatYamlActive();
  return extensions.onDidChange(() => {
    const active = isRedHatYamlActive();
    if (active === told) return;
    told = active;
    // A server that is not running is told when it starts.
    if (client.isRunning()) void client.sendNotification(RED_HAT_YAML, { active });
  });
}
