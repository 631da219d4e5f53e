import { setFlagsFromString } from 'node:v8';

/**
 * How often V8 runs a function before it optimizes it, by the major version of V8: 11 is Node 20, 12 Node 22, 13 Node 24.
 * The command line usually runs for about a second, in which most functions do not run often enough to be worth it: with a
 * multiple of V8's defaults, a file of 10,000 lines takes four fifths of the processor time. With many files, it takes a
 * quarter more. V8 reports flags that it does not have, so other versions keep their defaults.
 */
const FLAGS: Readonly<Record<string, { readonly late: readonly string[]; readonly usual: readonly string[] }>> = {
  '11': { late: ['--interrupt-budget=500000'], usual: ['--interrupt-budget=67584'] },
  '12': countsOf(),
  '13': countsOf(),
};

function countsOf() {
  const flags = (maglev: number, turbofan: number) => [
    `--invocation-count-for-maglev=${maglev}`,
    `--invocation-count-for-turbofan=${turbofan}`,
  ];
  return { late: flags(2000, 10_000), usual: flags(400, 3000) };
}

/** Sets how early V8 optimizes functions, on all threads. `usual` is V8's default. */
export function setOptimization(time: 'late' | 'usual'): void {
  const [version = ''] = process.versions.v8.split('.');
  for (const flag of FLAGS[version]?.[time] ?? []) setFlagsFromString(flag);
}
