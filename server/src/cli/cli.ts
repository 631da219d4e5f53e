#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { runCompiled } from '../node/compiled.ts';

const main = runCompiled(fileURLToPath(new URL('cli-main.cjs', import.meta.url)), {
  isShort: true,
}) as typeof import('./main.ts');
void main.run();
