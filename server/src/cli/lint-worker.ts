import { fileURLToPath } from 'node:url';
import { runCompiled } from '../node/compiled.ts';

// The threads of `lint` run the same bundle, for which there is a code cache.
const main = runCompiled(fileURLToPath(new URL('cli-main.cjs', import.meta.url))) as typeof import('./main.ts');
void main.answerRequests();
