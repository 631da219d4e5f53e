// npm run schemas -- import DIR [TO]: writes the bundle of a folder of CustomResourceDefinitions, into schemas/.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { importBundle } from './import-crds.ts';

const [command, from, to = 'schemas'] = process.argv.slice(2);

if (command !== 'import' || from === undefined) {
  console.error('npm run schemas -- import DIR [TO]\nDIR holds releases.json and <provider>/<release>/*.yaml.');
  process.exitCode = 2;
} else if (!existsSync(join(from, 'releases.json'))) {
  console.error(`${from} has no releases.json, which names the releases in their order.`);
  process.exitCode = 2;
} else {
  const { providers, kinds } = importBundle(from, to);
  const releases = providers.reduce((sum, provider) => sum + provider.releases.length, 0);
  console.log(`${to}: ${kinds.length} kinds of ${providers.length} providers in ${releases} releases.`);
}
