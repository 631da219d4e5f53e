#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { runCompiled } from '../node/compiled.ts';

runCompiled(fileURLToPath(new URL('cli-main.cjs', import.meta.url)), { isShort: true });
