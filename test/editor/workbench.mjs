// A VS Code window, as a user sees it. Only this file contains the selectors of the pinned editor version.
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../../scripts/editor-host.mjs';
import { installExtension, PATIENCE, pause, scratch, startBrowser, startEditor } from './editor.mjs';
import { areaOf, THEMES } from './feature-pictures.mjs';

/** Opens a workspace that holds `cluster.yaml`, with the extension installed, and passes the window to the journey. */
export async function openWorkbench(
  { text, hasRedHatYaml, opensFile = true, width = 1280, picture, feature, scale = 1 },
  journey,
) {
  const space = scratch({ 'cluster.yaml': text });
  if (hasRedHatYaml)
    // Before the first start, because later the editor does not find new extensions.
    cpSync(join(root, 'test/editor/red-hat-yaml'), join(space.folder, 'extensions/redhat.vscode-yaml-0.0.0'), {
      recursive: true,
    });
  installExtension(space);
  const server = await startEditor(space);
  const browser = await startBrowser();
  try {
    const page = await browser.newPage({ viewport: { width, height: 800 }, deviceScaleFactor: scale });
    page.setDefaultTimeout(PATIENCE);
    const workbench = workbenchOn(page, space, { picture, feature });
    try {
      await page.goto(addressOf(server, space, opensFile));
      if (opensFile) await workbench.ready();
      await journey(workbench);
    } catch (error) {
      // Report the first error of the page.
      await workbench.picture('failure').catch(() => {});
      throw error;
    }
  } finally {
    await browser.close();
    await server.stop();
    space.remove();
  }
}

function succeeds(promise) {
  return promise.then(
    () => true,
    () => false,
  );
}

function addressOf(server, { workspace }, opensFile) {
  const url = new URL(server.origin);
  url.searchParams.set('folder', workspace);
  const open = ['openFile', server.remote(join(workspace, 'cluster.yaml'))];
  if (opensFile) url.searchParams.set('payload', JSON.stringify([open]));
  return url.href;
}

function workbenchOn(page, space, { picture, feature }) {
  const editor = page.locator('.editor-instance .monaco-editor').first();
  const path = join(space.workspace, 'cluster.yaml');
  const saved = async (isWanted) => {
    await page.keyboard.press('Control+S');
    for (const end = Date.now() + PATIENCE; Date.now() < end; await pause(100))
      if (isWanted(readFileSync(path, 'utf8'))) return;
    throw new Error(`The file is not what was to be made of it:\n${readFileSync(path, 'utf8')}`);
  };
  /** Opens the box for commands and lines, and fills it. A key is lost while the focus moves, for example from a webview. */
  const openInput = async (key, text) => {
    const input = page.locator('.quick-input-widget input').first();
    for (let tries = 0; tries < 20; tries++) {
      await page.keyboard.press(key);
      const isFilled = await succeeds(input.fill(text, { timeout: 5000 }));
      if (isFilled) return;
    }
    throw new Error(`${key} opened no box.`);
  };
  return {
    squiggles: editor.locator('.squiggly-error'),
    fixes: page.locator('.action-widget .monaco-list-row'),
    type: (text) => page.keyboard.type(text),
    press: (key) => page.keyboard.press(key),
    /** Waits for tabs and badges, which are updated with a delay. Only pictures need it. */
    async picture(name) {
      await pause(1000);
      await page.screenshot({ path: picture(name) });
    },
    /** Takes a picture of the parts that show a feature, in a light, a dark and a high contrast theme. */
    async feature(name, parts, margin = 4) {
      for (const [theme, title, itsClass] of THEMES) {
        await this.theme(title, itsClass);
        // Colors, code lenses and icons are updated with a delay.
        await pause(1500);
        await page.screenshot({ path: feature(name, theme), clip: await areaOf(page, parts, margin) });
      }
      await this.theme(...THEMES[0].slice(1));
    },

    /** The line of the editor that contains a text. */
    line: (text) => editor.locator('.view-line', { hasText: text }).locator('> span'),
    /** The menu of quick fixes. */
    menu: page.locator('.action-widget'),
    panel: page.locator('.part.panel'),
    sideBarTitle: page.locator('.part.sidebar .composite.title'),
    diagram: page.locator('iframe.webview'),

    textOnDisk: () => readFileSync(path, 'utf8'),

    async ready() {
      await editor.locator('.view-line').first().click();
      await page.keyboard.press('Control+Home');
      // The status is shown as soon as the extension is active.
      await page.locator('.statusbar-item[id="status.languageStatus"]').waitFor();
    },

    /** The line of the file, not of the screen, so that it is found while it is out of sight. */
    async gotoLineOf(text) {
      const index = readFileSync(path, 'utf8')
        .split('\n')
        .findIndex((line) => line.includes(text));
      if (index < 0) throw new Error(`No line holds ${text}.`);
      await openInput('Control+G', `:${index + 1}`);
      await page.keyboard.press('Enter');
      await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
      await editor.locator('.view-line', { hasText: text }).waitFor();
    },

    /** The rows of the Problems panel that contain the text. It only draws visible rows, and updates with a delay. */
    problems: (text) => page.locator('.markers-panel .monaco-list-row', { hasText: text }),

    /** Follows the link of a diagnostic in the Problems panel. */
    async openRulePage(rule) {
      await this.problems(rule).first().locator('a', { hasText: rule }).click();
    },

    /** A heading in a Markdown preview, which is in two frames. */
    previewHeading: (text) =>
      page.frameLocator('iframe.webview').frameLocator('iframe').locator('h1', { hasText: text }),

    /** A command of the palette, by its title. */
    async run(title) {
      await this.openList(title);
      await this.listIsClosed();
    },

    /** A command that opens a list to choose from. */
    async openList(title) {
      await openInput('F1', `>${title}`);
      await page.locator('.quick-input-widget .monaco-list-row', { hasText: title }).first().waitFor();
      await page.keyboard.press('Enter');
    },

    /** The rows of a list to choose from. */
    choices: (text) => page.locator('.quick-input-widget .monaco-list-row', { hasText: text }),

    listIsClosed: () => page.locator('.quick-input-widget').waitFor({ state: 'hidden' }),

    /** Opens a setting in the Settings editor, adds an item, and returns the values that can be selected for it. */
    async settingValues(setting) {
      await this.openList('Preferences: Open Settings (UI)');
      await page.locator('.settings-editor .suggest-input-container .view-line').first().click();
      await page.keyboard.type(setting);
      await page.locator('.setting-item-contents .monaco-button', { hasText: 'Add Item' }).click();
      return page.locator('.setting-list-object-input-value option').allTextContents();
    },

    /** The lines of the Output panel that contain the text. */
    output: (text) => page.locator('.part.panel .view-line', { hasText: text }),

    /** The rows of the panel that shows a refactoring before it is applied. */
    refactoring: (text) => page.locator('.bulk-edit-panel .monaco-list-row', { hasText: text }),

    /** Selects all changes of a file in the panel, and groups the changes by their kind. */
    async selectRefactoring(file) {
      await this.refactoring(file).locator('.edit-checkbox').first().click();
      await page.locator('.action-label[aria-label^="Group Changes By Type"]').first().click();
    },

    /** Opens the difference that a change of the panel makes. */
    async showDifference(text) {
      await this.refactoring(text).last().click();
      await page.locator('.monaco-diff-editor').first().waitFor();
    },

    async applyRefactoring() {
      await page.locator('.bulk-edit-panel .monaco-button', { hasText: 'Apply' }).click();
    },

    hover: (text) => page.locator('.monaco-hover:visible', { hasText: text }).first(),

    /** Enters a new name in the rename box. */
    async rename(name) {
      const input = page.locator('.rename-box input');
      await input.waitFor();
      await input.fill(name);
      await page.keyboard.press('Enter');
      await input.waitFor({ state: 'hidden' });
    },

    /** Shows the view of clusters from the Activity Bar, in a wide side bar. The badge can cover the icon. */
    async showClusters() {
      await page.locator('.activitybar .action-item', { has: page.locator('[aria-label^="Cluster API"]') }).click();
      await page.locator('.part.sidebar .composite.title', { hasText: 'Cluster API' }).waitFor();
      const { x, y, width, height } = await page.locator('.part.sidebar').boundingBox();
      await page.mouse.move(x + width, y + height / 2);
      await page.mouse.down();
      await page.mouse.move(x + width + 180, y + height / 2, { steps: 5 });
      await page.mouse.up();
    },

    /** Opens the context menu of a row, and returns its entries. A menu that closes at once is opened again. */
    async contextMenu(row) {
      const entries = page.locator('.monaco-menu .action-item .action-label:visible');
      for (let tries = 0; tries < 20; tries++) {
        await row.click({ button: 'right' });
        const isShown = await succeeds(entries.first().waitFor({ timeout: 5000 }));
        if (isShown) return (await entries.allTextContents()).filter((each) => each !== '');
      }
      throw new Error('No context menu was opened.');
    },

    /** The node of the diagram whose accessible name starts with the text. It is in a nested frame. */
    pictureNode: (text) =>
      page.frameLocator('iframe.webview').frameLocator('iframe').locator(`[data-node][aria-label^="${text}"]`),

    /** Exports the diagram with its button, and returns the file. The dialog suggests its name. */
    async exportPicture(format, name) {
      await page.frameLocator('iframe.webview').frameLocator('iframe').locator('[data-export]').click();
      await this.choices(format).first().click();
      await page.locator('.quick-input-widget .quick-input-action', { hasText: 'OK' }).click();
      const file = join(space.workspace, name);
      for (const end = Date.now() + PATIENCE; Date.now() < end; await pause(100))
        if (existsSync(file)) return readFileSync(file);
      throw new Error(`The diagram was not exported to ${name}.`);
    },

    /** Waits until every node of the diagram is in the window. */
    async pictureIsWhole() {
      await page.frameLocator('iframe.webview').frameLocator('iframe').locator('[data-zoom=fit]').click();
      const nodes = page.frameLocator('iframe.webview').frameLocator('iframe').locator('[data-node] rect');
      const { width } = page.viewportSize();
      for (const end = Date.now() + PATIENCE; Date.now() < end; await pause(100)) {
        const boxes = await Promise.all((await nodes.all()).map((node) => node.boundingBox()));
        if (boxes.length > 0 && boxes.every((box) => box && box.x + box.width <= width)) return;
      }
      throw new Error('The picture is cut at its right edge.');
    },

    /** Changes the theme, and waits until it is applied. */
    async theme(name, itsClass = '.vs-dark') {
      this.set('workbench.colorTheme', name);
      await page.locator(`.monaco-workbench${itsClass}`).waitFor();
    },

    lineInSight: (text) => editor.locator('.view-line', { hasText: text }).first().waitFor(),

    /** A button of a view without content. */
    welcomeButton: (text) => page.locator('.part.sidebar .welcome-view-content .monaco-button', { hasText: text }),

    /** Opens the walkthrough of the extension. */
    async openWalkthrough() {
      await this.openList('Welcome: Open Walkthrough...');
      await this.choices('Get started with Kamaji').first().click();
      await page.locator('.getting-started-step').first().waitFor();
    },
    steps: page.locator('.getting-started-step'),

    notificationButton: (text) => page.locator('.notifications-toasts .monaco-button', { hasText: text }).first(),

    /** Opens the page of the extension. Its pictures come from the repository, because no other machine is reachable. */
    async openExtensionPage() {
      await page.route(/\/raw\/HEAD\/docs\/images\//, (route) =>
        route.fulfill({ path: join(root, 'docs/images', new URL(route.request().url()).pathname.split('/').at(-1)) }),
      );
      await this.openList('Extensions: Show Installed Extensions');
      await page.locator('.extension-list-item', { hasText: 'Kamaji Metal3' }).first().click();
    },
    pagePictures: page.frameLocator('iframe.webview').frameLocator('iframe').locator('img'),

    /** Waits until two texts have different colors, which follow the theme with a delay. */
    async colorsDiffer(one, other) {
      const colorOf = (element) => element.evaluate((each) => getComputedStyle(each).color);
      for (const end = Date.now() + PATIENCE; Date.now() < end; await pause(100))
        if ((await colorOf(one)) !== (await colorOf(other))) return;
      throw new Error('Both texts have the same color.');
    },

    /** The rows of the view of clusters. */
    clusterLines: (text) => page.locator('.part.sidebar .monaco-list-row', { hasText: text }),

    /** Waits until the status bar shows the numbers of problems. It shows no number if there is no information message. */
    async problemCounts(errors, warnings, information = 0) {
      const numbers = [errors, warnings, ...(information > 0 ? [information] : [])];
      const counts = new RegExp(`^\\D*${numbers.join('\\D+')}\\D*$`);
      await page.locator('.statusbar-item[id="status.problems"]', { hasText: counts }).waitFor();
    },

    /** The item of the extension next to the language in the status bar. */
    async languageStatus(text) {
      await page.locator('.statusbar-item[id="status.languageStatus"]').hover();
      await page.locator('.hover-language-status', { hasText: text }).waitFor();
    },

    /** Waits until the tooltip of the status bar item contains a text. */
    async statusTooltip(text) {
      await page.locator('.statusbar-item[id*="kamajiMetal3.problems"]').hover();
      await page.locator('.monaco-hover:visible', { hasText: text }).first().waitFor();
    },

    /** Repeats the request, because VS Code drops quick fixes that are requested before the server has the last edit. */
    async openQuickFixes() {
      const menu = page.locator('.action-widget .monaco-list-row').first();
      for (let tries = 0; tries < 20; tries++) {
        await page.keyboard.press('Control+.');
        const shown = await succeeds(menu.waitFor({ timeout: 5000 }));
        if (shown) return;
        await page.keyboard.press('Escape');
      }
      throw new Error('No quick fix was offered.');
    },

    /** The lines of the completion list. Enter accepts the focused one. */
    suggestions: (text) => page.locator('.suggest-widget.visible .monaco-list-row', text ? { hasText: text } : {}),

    /** Requests completions. Repeats the request, because there may be no response before the server has the last edit. */
    async suggest() {
      for (let tries = 0; tries < 20; tries++) {
        await page.keyboard.press('Control+Space');
        const shown = await succeeds(this.suggestions().first().waitFor({ timeout: 5000 }));
        if (shown) return;
      }
      throw new Error('Nothing was offered.');
    },

    /** Types the letters and accepts the item `label`, which must then be the first one. */
    async take(label, letters = '') {
      if (!(await this.suggestions().first().isVisible())) await this.suggest();
      await page.keyboard.type(letters, { delay: 50 });
      await page.locator(`.suggest-widget.visible .monaco-list-row.focused[aria-label^="${label}"]`).waitFor();
      await page.keyboard.press('Enter');
    },

    /** Writes files into the workspace, with their folders, as another program does. */
    create(files) {
      for (const [name, text] of Object.entries(files)) {
        mkdirSync(dirname(join(space.workspace, name)), { recursive: true });
        writeFileSync(join(space.workspace, name), text);
      }
    },

    /** Changes a setting of the workspace. The editor detects external changes immediately. */
    set(setting, value) {
      mkdirSync(join(space.workspace, '.vscode'), { recursive: true });
      writeFileSync(join(space.workspace, '.vscode/settings.json'), JSON.stringify({ [setting]: value }));
    },

    /** Saves the editor, and asserts that the file contains the lines. */
    saved: (lines) => saved((text) => lines.every((line) => text.includes(line))),

    fileBecomes: (wanted) => saved((text) => text === wanted),
  };
}
