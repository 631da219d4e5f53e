/**
 * Compares version names in the order of preference of Kubernetes: stable, beta, alpha, each newest first. Names of
 * another form come last, in alphabetical order.
 */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [rankOf(one), rankOf(other)];
  if (!a || !b) return Number(!a) - Number(!b) || (one < other ? -1 : Number(one > other));
  return b.stage - a.stage || b.major - a.major || b.minor - a.minor;
}

interface Rank {
  /** 0 alpha, 1 beta, 2 stable. */
  readonly stage: number;
  readonly major: number;
  readonly minor: number;
}

function rankOf(version: string): Rank | undefined {
  const match = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version);
  if (!match) return undefined;
  const [, major, stage, minor] = match;
  return { stage: stage === undefined ? 2 : Number(stage === 'beta'), major: Number(major), minor: Number(minor ?? 0) };
}
