// The same suite in a desktop VS Code, for machines that can download one: node test/editor/run-electron.mjs
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { root } from '../../scripts/editor-host.mjs';
import { scratch } from './editor.mjs';
import { buildSuite, SUITE } from './run-suite.mjs';

await buildSuite();
const space = scratch({ 'cluster.yaml': 'examples/correct/cluster.yaml' });
try {
  await runTests({
    extensionDevelopmentPath: root,
    extensionTestsPath: join(SUITE, 'index.js'),
    launchArgs: [space.workspace, '--disable-extensions', '--disable-workspace-trust'],
  });
} finally {
  space.remove();
}
