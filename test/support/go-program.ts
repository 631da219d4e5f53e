import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Returns a program on the path, or one that Go builds in build/tools; undefined if neither is possible. */
export function goProgram(name: string, versionFlag: string, module: string): string | undefined {
  if (spawnSync(name, [versionFlag]).status === 0) return name;
  const tools = resolve('build/tools');
  const path = join(tools, name);
  if (existsSync(path)) return path;
  const env = { ...process.env, GOBIN: tools };
  return spawnSync('go', ['install', module], { env }).status === 0 ? path : undefined;
}
