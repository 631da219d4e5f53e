#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { runCompiled } from '../node/compiled.ts';

const { run } = runCompiled(fileURLToPath(new URL('cli-main.cjs', import.meta.url))) as typeof import('./main.ts');
void run();
