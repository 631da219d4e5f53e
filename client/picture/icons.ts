/**
 * Outlines of the icons of kinds on a grid of 16 pixels, by the name of the codicon that the tree shows. The font of the
 * codicons is not available in webviews and exported pictures.
 */
const OUTLINES: Readonly<Record<string, string>> = {
  'circuit-board': 'M2.5 2.5h11v11h-11zM5 5.5h2v2H5zM9 9h2.5v2H9zM7 6.5h3.5V9M6 7.5V11h3',
  database: 'M3 4c0-3 10-3 10 0s-10 3-10 0v8c0 3 10 3 10 0V4M3 8c0 3 10 3 10 0',
  layers: 'M8 2l6 3-6 3-6-3zM2 8l6 3 6-3M2 11l6 3 6-3',
  library: 'M3 3v10M6 3v10M8 3v10h2.5V3zM11.5 3.5l2.5 9',
  'list-ordered': 'M6 4h8M6 8h8M6 12h8M2.5 3v2M2 8h1.5M2 11.5h1.5v1H2',
  note: 'M3 2.5h10v8l-3 3H3zM13 10.5h-3v3',
  package: 'M8 1.5l5.5 3v7L8 14.5l-5.5-3v-7zM2.5 4.5L8 7.5l5.5-3M8 7.5v7',
  pulse: 'M1.5 8H5l2-5 2.5 10L11 8h3.5',
  server: 'M2.5 2.5h11v4h-11zM2.5 9.5h11v4h-11zM5 4.5h1M5 11.5h1',
  'server-environment': 'M4 1.5h6v8H4zM6 4h2M6 6.5h2M2 13h12M7 9.5V13M10 11.5h3V13',
  terminal: 'M2 3h12v10H2zM4.5 6l2 2-2 2M8.5 10.5H12',
  vm: 'M2 3h12v8H2zM6 13.5h4M8 11v2.5',
  'vm-outline': 'M2 3h12v8H2zM6 13.5h4M8 11v2.5',
};

/** Returns the outline of an icon, to be drawn with a line and without a fill. */
export function outlineOf(icon: string): string {
  return OUTLINES[icon] ?? (OUTLINES.package as string);
}
