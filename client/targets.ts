import {
  ConfigurationTarget,
  commands,
  Disposable,
  type Event,
  languages,
  type QuickPickItem,
  type TextDocument,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import { type LanguageClient, State } from 'vscode-languageclient/node';
import {
  CONFIGURATION_SECTION,
  type ProviderTarget,
  type Status,
  TARGET_EDIT,
  TARGETS,
  type TargetsResult,
} from '../protocol/index.ts';
import { YAML_DOCUMENTS } from './documents.ts';
import { rangeOf } from './ranges.ts';
import { request } from './requests.ts';

export const SELECT_TARGETS = 'kamajiMetal3.selectTargets';

/** The value of a target that selects every release. */
const AUTO = 'auto';

/**
 * Creates the status item with the target releases of the active document, and the command that changes them. `onShown` is
 * called with the text of the item.
 */
export function createTargets(
  client: LanguageClient,
  onStatus: Event<Status>,
  onShown: (text: string) => void,
): Disposable {
  const item = languages.createLanguageStatusItem('kamajiMetal3.targets', YAML_DOCUMENTS);
  item.name = 'Kamaji Metal3 target releases';
  item.command = { title: 'Select', command: SELECT_TARGETS };
  const show = async () => {
    if (!client.isRunning()) return;
    const { providers, configurationFile } = await requestTargets(client);
    const targets = providers.flatMap(({ displayName, target }) => (target ? [`${displayName} ${target}`] : []));
    item.text = targets.length === 0 ? 'Target releases: all' : targets.join(', ');
    onShown(item.text);
    const from = configurationFile ? ` (${workspace.asRelativePath(Uri.parse(configurationFile))})` : '';
    item.detail =
      targets.length === 0
        ? `Checked against every release that serves a manifest${from}`
        : `and every release of the other providers${from}`;
  };
  return Disposable.from(
    item,
    window.onDidChangeActiveTextEditor(show),
    client.onDidChangeState(({ newState }) => newState === State.Running && void show()),
    onStatus(show),
    commands.registerCommand(SELECT_TARGETS, (provider?: string, release?: string) =>
      selectTarget(client, provider, release),
    ),
  );
}

function requestTargets(client: LanguageClient): Promise<TargetsResult> {
  const uri = window.activeTextEditor?.document.uri ?? workspace.workspaceFolders?.[0]?.uri ?? Uri.file('/');
  return request(client, TARGETS, { uri: client.code2ProtocolConverter.asUri(uri) });
}

/** Asks the user for the provider and its release, unless the caller passes them. */
async function selectTarget(client: LanguageClient, provider?: string, release?: string): Promise<void> {
  const targets = await requestTargets(client);
  const chosen =
    provider ??
    (
      await window.showQuickPick(
        targets.providers.map(({ name, displayName, target }) => ({
          label: displayName,
          description: target ?? 'all releases',
          name,
        })),
        { title: 'Target releases', placeHolder: 'Select a provider' },
      )
    )?.name;
  const target = targets.providers.find(({ name }) => name === chosen);
  if (!target) return;
  const selected =
    release ??
    (
      await window.showQuickPick(releaseItems(target), {
        title: `Target release: ${target.displayName}`,
        placeHolder: `Current: ${target.target ?? 'all releases'}`,
      })
    )?.label;
  if (selected === undefined) return;
  if (targets.configurationFile) await writeFile(client, targets.configurationFile, target.name, selected);
  else await writeSetting(target.name, selected);
}

function releaseItems({ releases, target }: ProviderTarget): QuickPickItem[] {
  return [
    {
      label: AUTO,
      description: described('check against every release that serves a manifest', target === undefined),
    },
    ...releases.map(({ minor, newest }) => ({
      label: minor,
      description: described(newest === minor ? '' : newest, newest === target || minor === target),
    })),
  ];
}

function described(text: string, isCurrent: boolean): string {
  return [text, isCurrent ? '$(check) current' : ''].filter((each) => each !== '').join(' · ');
}

/** Writes the release into the configuration file and saves it, because the command line reads the file from disk. */
async function writeFile(client: LanguageClient, file: string, provider: string, release: string): Promise<void> {
  const changes = await request(client, TARGET_EDIT, { configurationFile: file, provider, release });
  const document: TextDocument = await workspace.openTextDocument(client.protocol2CodeConverter.asUri(file));
  const edit = new WorkspaceEdit();
  for (const { range, newText } of changes) edit.replace(document.uri, rangeOf(range), newText);
  if (changes.length > 0 && (await workspace.applyEdit(edit))) await document.save();
  else await window.showTextDocument(document);
}

async function writeSetting(provider: string, release: string): Promise<void> {
  const section = workspace.getConfiguration(CONFIGURATION_SECTION);
  const { [provider]: _, ...others } = section.get<Record<string, string>>('targets', {});
  const targets = release === AUTO ? others : { ...others, [provider]: release };
  const scope = workspace.workspaceFolders ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  await section.update('targets', Object.keys(targets).length === 0 ? undefined : targets, scope);
}
