export type ColorMode = 'auto' | 'always' | 'never';

export const COLOR_MODES: readonly ColorMode[] = ['auto', 'always', 'never'];

interface Terminal {
  readonly isTTY?: boolean | undefined;
}

/** Returns true to print colors. `auto` follows NO_COLOR (no-color.org), then FORCE_COLOR, then the terminal. */
export function usesColors(
  mode: ColorMode,
  { isTTY = false }: Terminal = process.stdout,
  env: Readonly<Record<string, string | undefined>> = process.env,
): boolean {
  if (mode !== 'auto') return mode === 'always';
  const { NO_COLOR: off = '', FORCE_COLOR: on = '' } = env;
  if (off !== '') return false;
  if (on !== '') return on !== '0' && on !== 'false';
  return isTTY && env.TERM !== 'dumb';
}
