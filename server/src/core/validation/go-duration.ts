import type { ScalarNode } from '../syntax/node.ts';

const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3600,
};

/** Returns the seconds of a Go duration such as `1h30m` or `-1.5s`; undefined for other strings. */
export function secondsOf({ text }: Pick<ScalarNode, 'text'>): number | undefined {
  if (text === '0') return 0;
  const [, sign, rest] = /^([-+]?)((?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|ms|s|m|h))+)$/.exec(text) ?? [];
  if (rest === undefined) return undefined;
  let seconds = 0;
  for (const [, amount = '', unit = ''] of rest.matchAll(/(\d+\.?\d*|\.\d+)(ns|us|µs|ms|s|m|h)/g))
    seconds += Number(amount) * (UNITS[unit] ?? 0);
  return sign === '-' ? -seconds : seconds;
}
