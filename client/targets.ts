import {
  ConfigurationTarget,
  commands,
  Disposable,
  type Event,
  languages,
  type QuickPickItem,
  Range,
  type TextDocument,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import { type LanguageClient, State } from 'vscode-languageclient/node';
import { YAML_DOCUMENTS } from './documents.ts';
import { type Status, TARGET_EDIT, TARGETS, type TargetsResult, type TextChange } from './protocol.ts';

export const SELECT_TARGETS = 'kamajiMetal3.selectTargets';

const AUTO = 'auto';

/** Shows the releases that the active document is judged by, and changes them. */
export function createTargets(client: LanguageClient, onStatus: Event<Status>): Disposable {
  const item = languages.createLanguageStatusItem('kamajiMetal3.targets', YAML_DOCUMENTS);
  item.name = 'Kamaji Metal³ target releases';
  item.command = { title: 'Select', command: SELECT_TARGETS };
  const show = async () => {
    if (!client.isRunning()) return;
    const { providers, configurationFile } = await targetsOf(client);
    const targets = providers.flatMap(({ displayName, target }) => (target ? [`${displayName} ${target}`] : []));
    item.text = targets.length === 0 ? 'All releases' : targets.join(', ');
    const from = configurationFile ? ` (${workspace.asRelativePath(Uri.parse(configurationFile))})` : '';
    item.detail = targets.length === 0 ? `judge a manifest that they serve${from}` : `and all of the others${from}`;
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

function targetsOf(client: LanguageClient): Promise<TargetsResult> {
  const uri = window.activeTextEditor?.document.uri ?? workspace.workspaceFolders?.[0]?.uri ?? Uri.file('/');
  return client.sendRequest<TargetsResult>(TARGETS, { uri: client.code2ProtocolConverter.asUri(uri) });
}

/** Asks for what it is not told: the provider, then its release. */
async function selectTarget(client: LanguageClient, provider?: string, release?: string): Promise<void> {
  const targets = await targetsOf(client);
  const chosen =
    provider ??
    (
      await window.showQuickPick(
        targets.providers.map(({ name, displayName, target }) => ({
          label: displayName,
          description: target ?? 'all releases',
          name,
        })),
        { title: 'Target releases', placeHolder: 'Whose release do you run?' },
      )
    )?.name;
  const own = targets.providers.find(({ name }) => name === chosen);
  if (!own) return;
  const wanted = release ?? (await window.showQuickPick(releaseItems(own), { title: own.displayName }))?.label;
  if (wanted === undefined) return;
  if (targets.configurationFile) await writeFile(client, targets.configurationFile, own.name, wanted);
  else await writeSetting(own.name, wanted);
}

function releaseItems({ releases, target }: TargetsResult['providers'][number]): QuickPickItem[] {
  const minors = new Map<string, string>();
  for (const each of releases) {
    const minor = /^(?:v|edge-)\d+\.\d+/.exec(each)?.[0] ?? each;
    if (!minors.has(minor)) minors.set(minor, each);
  }
  return [
    { label: AUTO, description: 'judge by all releases that serve a manifest', picked: target === undefined },
    ...[...minors].map(([label, newest]) => ({
      label,
      description: newest === label ? '' : newest,
      picked: newest === target,
    })),
  ];
}

/** Into the configuration file, whose other text stays; it is saved, for the command line reads it too. */
async function writeFile(client: LanguageClient, file: string, provider: string, release: string): Promise<void> {
  const changes = await client.sendRequest<TextChange[]>(TARGET_EDIT, { configurationFile: file, provider, release });
  const document: TextDocument = await workspace.openTextDocument(client.protocol2CodeConverter.asUri(file));
  const edit = new WorkspaceEdit();
  for (const { range, newText } of changes)
    edit.replace(
      document.uri,
      new Range(range.start.line, range.start.character, range.end.line, range.end.character),
      newText,
    );
  if (changes.length > 0 && (await workspace.applyEdit(edit))) await document.save();
  else await window.showTextDocument(document);
}

async function writeSetting(provider: string, release: string): Promise<void> {
  const section = workspace.getConfiguration('kamajiMetal3');
  const { [provider]: _, ...others } = section.get<Record<string, string>>('targets', {});
  const targets = release === AUTO ? others : { ...others, [provider]: release };
  const scope = workspace.workspaceFolders ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  await section.update('targets', Object.keys(targets).length === 0 ? undefined : targets, scope);
}
