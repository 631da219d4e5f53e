// Runs the same suite in a desktop VS Code, on machines that can download one: node test/editor/run-electron.mjs
import { execSync } from 'node:child_process';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { root } from '../../scripts/editor-host.mjs';
import { example, scratch } from './editor.mjs';
import { buildSuite, SUITE } from './run-suite.mjs';

execSync('npm run --silent build', { cwd: root, stdio: 'inherit' });
await buildSuite();
const space = scratch({ 'cluster.yaml': example('correct') });
try {
  await runTests({
    extensionDevelopmentPath: root,
    extensionTestsPath: join(SUITE, 'index.js'),
    launchArgs: [space.workspace, '--disable-extensions', '--disable-workspace-trust'],
  });
} finally {
  space.remove();
}
