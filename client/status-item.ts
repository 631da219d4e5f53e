import { Disposable, type Event, LanguageStatusSeverity, languages } from 'vscode';
import { type LanguageClient, State } from 'vscode-languageclient/node';
import type { Status } from '../protocol/index.ts';
import { SHOW_OUTPUT } from './commands.ts';
import { YAML_DOCUMENTS } from './documents.ts';
import { count } from './status-text.ts';

/** Creates the language status item with the state of the server and the number of objects that it has read. */
export function createStatusItem(client: LanguageClient, onStatus: Event<Status>): Disposable {
  const item = languages.createLanguageStatusItem('kamajiMetal3.status', YAML_DOCUMENTS);
  item.name = 'Kamaji Metal3';
  item.command = { title: 'Show output', command: SHOW_OUTPUT };

  const show = (text: string, detail: string, busy = false, severity = LanguageStatusSeverity.Information) => {
    Object.assign(item, { text, detail, busy, severity });
  };
  const fail = (text: string) => show(text, 'See the output for details', false, LanguageStatusSeverity.Error);
  const onState = (state: State) => {
    if (state === State.Starting) show('Kamaji Metal3', 'starting', true);
    if (state === State.Stopped) fail('Kamaji Metal3 has stopped');
    if (state === State.StartFailed) fail('Kamaji Metal3 could not start');
  };
  onState(State.Starting);
  const states = client.onDidChangeState(({ newState }) => onState(newState));
  const notifications = onStatus(({ state, files, objects }) => {
    const summary = `${count(objects, 'object')} in ${count(files, 'file')}`;
    if (state === 'indexing') show('Kamaji Metal3', 'reading manifests', true);
    else show(`Indexed ${summary}`, 'Kamaji Metal3');
  });
  return Disposable.from(item, states, notifications);
}
