import { commands, Disposable, type Event, MarkdownString, StatusBarAlignment, ThemeColor, window } from 'vscode';
import { type LanguageClient, State } from 'vscode-languageclient/node';
import type { Status } from '../protocol/index.ts';
import { OPEN_SETTINGS, RESTART_SERVER, SHOW_OUTPUT } from './commands.ts';
import { FIX_WORKSPACE_COMMAND } from './fix-workspace.ts';
import { MIGRATE_WORKSPACE } from './migration.ts';
import { NEW_CLUSTER } from './new-cluster.ts';
import { SHOW_PICTURE } from './picture/panel.ts';
import { followProblems } from './problem-counts.ts';
import { count, problemText, statusText } from './status-text.ts';
import { SELECT_TARGETS } from './targets.ts';
import { LIST_VARIABLES } from './template-variables.ts';

const SHOW_MENU = 'kamajiMetal3.showMenu';

/** The actions of the menu. */
const ACTIONS = [
  { label: '$(warning) Show Problems', command: 'workbench.actions.view.problems' },
  { label: '$(wand) Fix All Problems in Workspace…', command: FIX_WORKSPACE_COMMAND },
  { label: '$(server-environment) Show Cluster API View', command: 'kamajiMetal3.clusters.focus' },
  { label: '$(type-hierarchy) Show Cluster Diagram', command: SHOW_PICTURE },
  { label: '$(target) Select Target Releases…', command: SELECT_TARGETS },
  { label: '$(arrow-up) Migrate Workspace to Newer API Versions…', command: MIGRATE_WORKSPACE },
  { label: '$(new-file) New Cluster Manifest…', command: NEW_CLUSTER },
  { label: '$(symbol-variable) List Template Variables…', command: LIST_VARIABLES },
  { label: '$(gear) Open Settings', command: OPEN_SETTINGS },
  { label: '$(output) Show Output', command: SHOW_OUTPUT },
  { label: '$(debug-restart) Restart Server', command: RESTART_SERVER },
];

/** Creates the status bar item with the number of problems. It is visible in workspaces with manifests. */
export function createStatusBar(client: LanguageClient, onStatus: Event<Status>, onTargets: Event<string>): Disposable {
  const item = window.createStatusBarItem('kamajiMetal3.problems', StatusBarAlignment.Right, 90);
  item.name = 'Kamaji Metal3';
  item.command = SHOW_MENU;
  let read = '';
  let problems = '';
  let targets = '';
  const updateTooltip = () => {
    const lines = [problems, read, targets].filter((each) => each);
    item.tooltip = new MarkdownString().appendText(lines.join('\n\n'));
    item.accessibilityInformation = { label: `Kamaji Metal3: ${lines.join(', ')}` };
  };
  return Disposable.from(
    item,
    followProblems((counts) => {
      item.text = statusText(counts);
      problems = problemText(counts);
      updateTooltip();
    }),
    onStatus(({ files, objects }) => {
      read = `${count(objects, 'object')} in ${count(files, 'file')}`;
      updateTooltip();
      if (objects > 0) item.show();
      else item.hide();
    }),
    onTargets((text) => {
      targets = text;
      updateTooltip();
    }),
    client.onDidChangeState(({ newState }) => {
      const hasFailed = newState === State.StartFailed || newState === State.Stopped;
      item.backgroundColor = hasFailed ? new ThemeColor('statusBarItem.errorBackground') : undefined;
      if (newState === State.StartFailed) item.show();
    }),
    commands.registerCommand(SHOW_MENU, async () => {
      const picked = await window.showQuickPick(ACTIONS, { title: 'Kamaji Metal3', placeHolder: 'Select an action' });
      if (picked) await commands.executeCommand(picked.command);
    }),
  );
}
