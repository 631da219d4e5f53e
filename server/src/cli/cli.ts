#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { runCompiled } from '../node/compiled.ts';

// The language server runs for a long time.
const late = process.argv[2] === 'server' ? 'at start' : 'always';
const file = fileURLToPath(new URL('cli-main.cjs', import.meta.url));
const main = runCompiled(file, late) as typeof import('./main.ts');
void main.run();
