// A VS Code window as a person has it before them. What the pinned editor calls its parts is written here and nowhere else.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/editor-host.mjs';
import { installExtension, PATIENCE, pause, scratch, startBrowser, startEditor } from './editor.mjs';

/** Opens a workspace that holds `cluster.yaml`, with the extension installed, and hands the window to the journey. */
export async function openWorkbench({ text, besideRedHatYaml, picture }, journey) {
  const space = scratch({ 'cluster.yaml': text });
  if (besideRedHatYaml)
    // Before the first start: later the editor knows only what was installed.
    cpSync(join(root, 'test/editor/red-hat-yaml'), join(space.folder, 'extensions/redhat.vscode-yaml-0.0.0'), {
      recursive: true,
    });
  installExtension(space);
  const server = await startEditor(space);
  const browser = await startBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(PATIENCE);
    const workbench = workbenchOn(page, space, picture);
    try {
      await page.goto(addressOf(server, space));
      await workbench.ready();
      await journey(workbench);
    } catch (error) {
      // Whatever ails the page, the first error is what is to be told.
      await workbench.picture('failure').catch(() => {});
      throw error;
    }
  } finally {
    await browser.close();
    await server.stop();
    space.remove();
  }
}

function addressOf(server, { workspace }) {
  const url = new URL(server.origin);
  url.searchParams.set('folder', workspace);
  url.searchParams.set('payload', JSON.stringify([['openFile', server.remote(join(workspace, 'cluster.yaml'))]]));
  return url.href;
}

function workbenchOn(page, space, picture) {
  const editor = page.locator('.editor-instance .monaco-editor').first();
  const path = join(space.workspace, 'cluster.yaml');
  const saved = async (isWanted) => {
    await page.keyboard.press('Control+S');
    for (const end = Date.now() + PATIENCE; Date.now() < end; await pause(100))
      if (isWanted(readFileSync(path, 'utf8'))) return;
    throw new Error(`The file is not what was to be made of it:\n${readFileSync(path, 'utf8')}`);
  };
  return {
    squiggles: editor.locator('.squiggly-error'),
    fixes: page.locator('.action-widget .monaco-list-row'),
    type: (text) => page.keyboard.type(text),
    press: (key) => page.keyboard.press(key),
    /** Tabs and badges follow in their own time, which no test but only a picture waits for. */
    async picture(name) {
      await pause(1000);
      await page.screenshot({ path: picture(name) });
    },
    textOnDisk: () => readFileSync(path, 'utf8'),

    async ready() {
      await editor.locator('.view-line').first().click();
      await page.keyboard.press('Control+Home');
      // There is a status to tell as soon as the extension is awake.
      await page.locator('.statusbar-item[id="status.languageStatus"]').waitFor();
    },

    /** The line of the file, not of the screen, so that it is found while it is out of sight. */
    async gotoLineOf(text) {
      const index = readFileSync(path, 'utf8')
        .split('\n')
        .findIndex((line) => line.includes(text));
      if (index < 0) throw new Error(`No line holds ${text}.`);
      await page.keyboard.press('Control+G');
      await page
        .locator('.quick-input-widget input')
        .first()
        .fill(`:${index + 1}`);
      await page.keyboard.press('Enter');
      await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
      await editor.locator('.view-line', { hasText: text }).waitFor();
    },

    /** The rows of the Problems panel that hold the text. It draws those that fit, and lags behind the editor. */
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

    /** A command that asks what is meant. */
    async openList(title) {
      await page.keyboard.press('F1');
      const input = page.locator('.quick-input-widget input').first();
      await input.fill(`>${title}`);
      await page.locator('.quick-input-widget .monaco-list-row', { hasText: title }).first().waitFor();
      await page.keyboard.press('Enter');
    },

    /** The rows of a list to choose from. */
    choices: (text) => page.locator('.quick-input-widget .monaco-list-row', { hasText: text }),

    listIsClosed: () => page.locator('.quick-input-widget').waitFor({ state: 'hidden' }),

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

    /** Takes another name in the box that asks for one. */
    async rename(name) {
      const input = page.locator('.rename-box input');
      await input.waitFor();
      await input.fill(name);
      await page.keyboard.press('Enter');
      await input.waitFor({ state: 'hidden' });
    },

    /** Gives the tree of clusters the side bar for itself, and that more room. */
    async showClusters() {
      await page.locator('.part.sidebar .pane').first().locator('.pane-header').first().click();
      const { x, y, width, height } = await page.locator('.part.sidebar').boundingBox();
      await page.mouse.move(x + width, y + height / 2);
      await page.mouse.down();
      await page.mouse.move(x + width + 180, y + height / 2, { steps: 5 });
      await page.mouse.up();
    },

    /** The node of the picture whose spoken name begins so; it stands in frames of its own. */
    pictureNode: (text) =>
      page.frameLocator('iframe.webview').frameLocator('iframe').locator(`[data-node][aria-label^="${text}"]`),

    /** Waits until every node of the picture lies within the window. */
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

    /** Changes the theme, and waits until it is there. */
    async theme(name, itsClass = '.vs-dark') {
      this.set('workbench.colorTheme', name);
      await page.locator(`.monaco-workbench${itsClass}`).waitFor();
    },

    lineInSight: (text) => editor.locator('.view-line', { hasText: text }).first().waitFor(),

    /** The lines of the tree of clusters. */
    clusterLines: (text) =>
      page
        .locator('.pane', { has: page.locator('.pane-header', { hasText: 'Cluster API' }) })
        .locator('.monaco-list-row', {
          hasText: text,
        }),

    /** Waits until the status bar shows so many errors and warnings, with any number of information messages after them. */
    async problemCounts(errors, warnings) {
      const counts = new RegExp(`^\\D*${errors}\\D+${warnings}(?!\\d)`);
      await page.locator('.statusbar-item[id="status.problems"]', { hasText: counts }).waitFor();
    },

    /** What the extension tells beside the language in the status bar. */
    async languageStatus(text) {
      await page.locator('.statusbar-item[id="status.languageStatus"]').hover();
      await page.locator('.hover-language-status', { hasText: text }).waitFor();
    },

    /** Asked for while an edit is on its way to the server, quick fixes are dropped without a trace: asks again. */
    async openQuickFixes() {
      const menu = page.locator('.action-widget .monaco-list-row').first();
      for (let tries = 0; tries < 20; tries++) {
        await page.keyboard.press('Control+.');
        const shown = await menu.waitFor({ timeout: 5000 }).then(
          () => true,
          () => false,
        );
        if (shown) return;
        await page.keyboard.press('Escape');
      }
      throw new Error('No quick fix was offered.');
    },

    /** The lines of what completion offers; the one in focus is what Enter takes. */
    suggestions: (text) => page.locator('.suggest-widget.visible .monaco-list-row', text ? { hasText: text } : {}),

    /** Asks what can be written here. Asked for while an edit is on its way, there may be no answer: asks again. */
    async suggest() {
      for (let tries = 0; tries < 20; tries++) {
        await page.keyboard.press('Control+Space');
        const shown = await this.suggestions()
          .first()
          .waitFor({ timeout: 5000 })
          .then(
            () => true,
            () => false,
          );
        if (shown) return;
      }
      throw new Error('Nothing was offered.');
    },

    /** Takes what is offered as `label`, after the letters that a person types for it; it must come first by then. */
    async take(label, letters = '') {
      if (!(await this.suggestions().first().isVisible())) await this.suggest();
      await page.keyboard.type(letters, { delay: 50 });
      await page.locator(`.suggest-widget.visible .monaco-list-row.focused[aria-label^="${label}"]`).waitFor();
      await page.keyboard.press('Enter');
    },

    /** In the workspace, where the editor notices at once what others write. */
    set(setting, value) {
      mkdirSync(join(space.workspace, '.vscode'), { recursive: true });
      writeFileSync(join(space.workspace, '.vscode/settings.json'), JSON.stringify({ [setting]: value }));
    },

    /** Saves what stands in the editor, in which every line that is asked for must be. */
    saved: (lines) => saved((text) => lines.every((line) => text.includes(line))),

    fileBecomes: (wanted) => saved((text) => text === wanted),
  };
}
