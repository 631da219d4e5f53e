// npm run test:editor: packages the extension and tests it in a real VS Code. Ends with `N passed, N failed`.
// --journey TEXT runs only the journeys whose name contains the text.
// --screenshots writes the screenshots of the journeys to docs/images, for the README.
import { spawnSync } from 'node:child_process';
import { installEditor, root } from '../../scripts/editor-host.mjs';
import { exitOnSignals } from '../../scripts/process-group.mjs';
import { runJourneys } from './journeys.mjs';
import { checkPackage } from './package.mjs';
import { runSuite } from './run-suite.mjs';

exitOnSignals();
const { status } = spawnSync('npm', ['run', '--silent', 'package'], {
  cwd: root,
  stdio: ['ignore', 'ignore', 'inherit'],
});
if (status !== 0) throw new Error('The extension could not be packaged.');
installEditor();

const at = process.argv.indexOf('--journey');
const only = at < 0 ? undefined : process.argv[at + 1];
const journeys = () => runJourneys({ publish: process.argv.includes('--screenshots'), only });
const total = { passed: 0, failed: 0 };
// One after another, because parallel editors slow each other down on two cores.
for (const run of only ? [journeys] : [checkPackage, runSuite, journeys]) {
  const { passed, failed } = await run();
  total.passed += passed;
  total.failed += failed;
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
