#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { runCompiled } from '../node/compiled.ts';

// The language server runs for a long time.
const late = process.argv[2] === 'server' ? 'at start' : 'always';
runCompiled(fileURLToPath(new URL('cli-main.cjs', import.meta.url)), late);
