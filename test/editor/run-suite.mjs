// Runs the mocha suite in a real extension host, with the packaged extension.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import { build } from 'esbuild';
import { globSync } from 'tinyglobby';
import { root } from '../../scripts/editor-host.mjs';
import { example, installExtension, PATIENCE, scratch, startBrowser, startEditor } from './editor.mjs';

export const SUITE = join(root, 'build/editor/suite');

/** Bundles the suite for the extension host of code-server or @vscode/test-electron. */
export async function buildSuite() {
  rmSync(SUITE, { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: globSync(['test/editor/suite/index.ts', 'test/editor/suite/*.test.ts'], { cwd: root }),
    outdir: SUITE,
    outbase: 'test/editor/suite',
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
}

/** Returns the numbers of passed and failed tests. */
export async function runSuite() {
  await buildSuite();
  const space = scratch({ 'cluster.yaml': example('correct') });
  installExtension(space);
  // Without this flag, VS Code ignores the suite in the address.
  const editor = await startEditor(space, ['--vscode-option', 'enable-smoke-test-driver']);
  const browser = await startBrowser();
  const counts = { passed: 0, failed: 0 };
  try {
    const page = await browser.newPage();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const ended = suiteEnd(page, counts);
    const url = new URL(editor.origin);
    url.searchParams.set('folder', space.workspace);
    // The extension under development is empty, so that the installed one is tested.
    url.searchParams.set(
      'payload',
      JSON.stringify([
        ['extensionDevelopmentPath', editor.remote(join(root, 'test/editor/driver'))],
        ['extensionTestsPath', editor.remote(join(SUITE, 'index.js'))],
      ]),
    );
    await page.goto(url.href);
    await ended;
  } catch (error) {
    counts.failed++;
    console.error(error);
  } finally {
    await browser.close();
    await editor.stop();
    space.remove();
  }
  return counts;
}

async function suiteEnd(page, counts) {
  let end = () => {};
  const ended = new Promise((resolve, reject) => {
    end = resolve;
    setTimeout(() => reject(new Error('The suite did not end in time.')), 2 * PATIENCE).unref();
    page.on('crash', () => reject(new Error('The page crashed.')));
  });
  await page.exposeFunction('codeAutomationLog', (_type, args) => {
    const line = format(...args);
    if (!line.startsWith('[suite] ')) return;
    const text = line.slice('[suite] '.length);
    console.log(text);
    counts.passed = Number(/^\s*(\d+) passing/.exec(text)?.[1] ?? counts.passed);
    counts.failed = Number(/^\s*(\d+) failing/.exec(text)?.[1] ?? counts.failed);
  });
  await page.exposeFunction('codeAutomationExit', end);
  const code = await ended;
  if (code !== 0 && counts.failed === 0) throw new Error(`The suite ended with ${code}.`);
  if (counts.passed === 0) throw new Error('The suite ran no test.');
}
