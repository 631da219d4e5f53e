#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { runCompiled } from '../node/compiled.ts';

// The language server runs for a long time.
const isShort = process.argv[2] !== 'server';
runCompiled(fileURLToPath(new URL('cli-main.cjs', import.meta.url)), { isShort });
