import { fileURLToPath } from 'node:url';
import { runCompiled } from '../node/compiled.ts';

// The threads of `lint` run the same bundle, for which there is a code cache. Only large runs have threads.
const main = runCompiled(
  fileURLToPath(new URL('cli-main.cjs', import.meta.url)),
  'at start',
) as typeof import('./main.ts');
void main.answerRequests();
