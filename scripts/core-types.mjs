// Writes the type declarations of the `kamaji-metal3/core` export next to its bundle: dist/core.d.cts.
import { execFileSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';

execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-b', 'server/src/cli'], { stdio: 'inherit' });
copyFileSync('build/types/server/src/cli/api.d.ts', 'dist/core.d.cts');
