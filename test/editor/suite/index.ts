// The entry point of the extension host: code-server and @vscode/test-electron both call run().
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';

export function run(): Promise<void> {
  // Adds a prefix to each line, so that a runner can distinguish the output of the suite from the log of VS Code.
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => {
    for (const line of format(...args).split('\n')) console.log(`[suite] ${line}`);
  };
  const mocha = new Mocha({ ui: 'tdd', color: false, timeout: 60_000, reporter: 'spec', forbidOnly: true, retries: 1 });
  for (const file of readdirSync(__dirname)) if (file.endsWith('.test.js')) mocha.addFile(join(__dirname, file));
  return new Promise((pass, fail) => {
    mocha.run((failures) => (failures === 0 ? pass() : fail(new Error(`${failures} tests failed`))));
  });
}
