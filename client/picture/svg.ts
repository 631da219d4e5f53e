import { outlineOf } from './icons.ts';
import { badgeOf, factsText, noteOf } from './labels.ts';
import { BADGE_HEIGHT, badgeWidthOf, LABEL_HEIGHT, TEXT_LEFT } from './measures.ts';
import type { PlacedEdge, PlacedNode, PlacedPicture, Point } from './placed-picture.ts';

/** The style rules of a picture. The page that shows it sets the colors as custom properties. */
const RULES = `
.picture { font: 13px var(--font); }
.picture rect { fill: var(--surface); stroke: var(--line); stroke-width: 1.5; }
.picture .kind, .picture .facts { font-size: 11px; fill: var(--dim); }
.picture .name { font-weight: 600; fill: var(--text); }
.picture .icon { fill: none; stroke: var(--dim); stroke-width: 1.1; stroke-linejoin: round; stroke-linecap: round; }
.picture .root > rect { stroke-width: 2; stroke: var(--text); }
.picture .badge { font-size: 11px; fill: var(--dim); }
.picture rect.badge { fill: none; stroke: var(--line); stroke-width: 1; stroke-dasharray: none; }
.picture .missing > rect:not(.badge), .picture .elsewhere > rect:not(.badge) { stroke-dasharray: 5 4; }
.picture .error rect, .picture .error .icon, .picture .error rect.badge { stroke: var(--error); }
.picture .error text.badge { fill: var(--error); }
.picture .warning rect, .picture .warning .icon, .picture .warning rect.badge { stroke: var(--warning); }
.picture .warning text.badge { fill: var(--warning); }
.picture .edge path { fill: none; stroke: var(--line); stroke-width: 1.2; }
.picture .label rect { fill: var(--page); stroke: none; }
.picture .label text { font-size: 11px; fill: var(--dim); }
.picture .mismatch path { stroke: var(--error); stroke-width: 2; stroke-dasharray: 6 4; stroke-linejoin: round; }
.picture .label.mismatch rect { stroke: var(--error); stroke-width: 1; }
.picture .mismatch text { font-weight: 600; fill: var(--error); }
.picture marker path { fill: var(--line); }
.picture a { cursor: pointer; outline: none; }
.picture a:focus-visible > rect:first-of-type, .picture a:hover > rect:first-of-type { stroke-width: 3; }
.picture a:focus-visible > rect:first-of-type { stroke: var(--focus); }
`;

/** The colors of an exported picture in a light and in a dark theme. */
const COLORS = {
  light:
    '--page: #ffffff; --surface: #f6f8fa; --line: #8c959f; --text: #1f2328; --dim: #59636e; --error: #cf222e; --warning: #9a6700; --focus: #0969da;',
  dark: '--page: #0d1117; --surface: #161b22; --line: #6e7681; --text: #e6edf3; --dim: #9198a1; --error: #f85149; --warning: #d29922; --focus: #4493f8;',
};

/** The theme of an exported picture: that of its viewer, or a fixed one. */
export type PictureTheme = 'auto' | keyof typeof COLORS;

function colorRules(theme: PictureTheme): string {
  return `
.picture { --font: system-ui, sans-serif; ${COLORS[theme === 'dark' ? 'dark' : 'light']} }
${theme === 'auto' ? `@media (prefers-color-scheme: dark) { .picture { ${COLORS.dark} } }\n` : ''}`;
}

/** The style of pictures on a page that sets the custom properties itself. */
export const PICTURE_STYLE = RULES;

/**
 * Returns a picture as SVG, with its own colors if it has a theme. Each node is a link that can be focused with the
 * keyboard. Its accessible label contains the object, its problems and its conflicts; `data-node` contains its id.
 */
export function svgOf(picture: PlacedPicture, theme?: PictureTheme): string {
  const { title, width, height, nodes, edges } = picture;
  const conflicts = conflictsIn(picture);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="picture" role="group" aria-label="${escaped(title)}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    ...(theme
      ? [
          `<style>${colorRules(theme)}${RULES}</style>`,
          `<rect width="100%" height="100%" style="fill: var(--page); stroke: none"/>`,
        ]
      : []),
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto-start-reverse"><path d="M0 0L8 4L0 8z"/></marker></defs>',
    ...edges.map(edgeSvg),
    ...nodes.map((node) => nodeSvg(node, conflicts.get(node.node.id) ?? [])),
    // Last, so that no line crosses a label.
    ...edges.filter(({ label }) => label !== '').map(labelSvg),
    '</svg>',
  ].join('\n');
}

function nodeSvg({ node, caption, x, y, width, height }: PlacedNode, conflicts: readonly string[]): string {
  const { id, kind, name, role, icon, facts, isRoot, state, severity } = node;
  const hasProblem = severity === 'error' || severity === 'warning';
  const classes = ['node', ...(isRoot ? ['root'] : []), ...(state === 'present' ? [] : [state])];
  const label = [`${kind} ${name}`, role, noteOf(node), ...facts, ...conflicts].filter((each) => each).join(', ');
  const left = round(x - width / 2);
  const top = round(y - height / 2);
  return [
    `<a class="${[...classes, ...(hasProblem ? [severity] : [])].join(' ')}" role="link" tabindex="0" data-node="${escaped(id)}" aria-label="${escaped(label)}">`,
    `<title>${escaped([`${kind} ${name}`, ...node.messages].join('\n\n'))}</title>`,
    `<rect x="${left}" y="${top}" width="${round(width)}" height="${round(height)}" rx="6"/>`,
    `<path class="icon" transform="translate(${left + 11} ${top + 9})" d="${outlineOf(icon)}"/>`,
    `<text class="kind" x="${left + TEXT_LEFT}" y="${top + 19}">${escaped(caption)}</text>`,
    badgeSvg(node, x + width / 2 - 8, top + 6),
    `<text class="name" x="${left + TEXT_LEFT}" y="${top + 36}">${escaped(name)}</text>`,
    `<text class="facts" x="${left + TEXT_LEFT}" y="${top + 53}">${escaped(factsText(node))}</text>`,
    '</a>',
  ].join('');
}

/** Returns the badge whose right end and top are given; empty without a badge. */
function badgeSvg(node: PlacedNode['node'], right: number, top: number): string {
  const text = badgeOf(node);
  if (text === '') return '';
  const width = badgeWidthOf(node);
  const box = `x="${round(right - width)}" y="${round(top)}" width="${round(width)}" height="${BADGE_HEIGHT}" rx="8"`;
  const at = `x="${round(right - width / 2)}" y="${round(top + 12)}" text-anchor="middle"`;
  return `<rect class="badge" ${box}/><text class="badge" ${at}>${escaped(text)}</text>`;
}

function edgeSvg({ edge, points, isStraight }: PlacedEdge): string {
  const isMismatch = edge.values !== undefined;
  const arrow = isMismatch ? '' : ' marker-end="url(#arrow)"';
  const path = isStraight ? polyline(points) : curve(points);
  return `<g class="edge${isMismatch ? ' mismatch' : ''}" aria-hidden="true"><path d="${path}"${arrow}/></g>`;
}

/** The background of a label is opaque, so that the text is readable on lines. */
function labelSvg({ edge, label, labelAt: { x, y }, labelWidth }: PlacedEdge): string {
  const box = `x="${round(x - labelWidth / 2)}" y="${round(y - LABEL_HEIGHT / 2)}" width="${round(labelWidth)}" height="${LABEL_HEIGHT}" rx="4"`;
  const text = `<text x="${round(x)}" y="${round(y + 4)}" text-anchor="middle">${escaped(label)}</text>`;
  return `<g class="label${edge.values ? ' mismatch' : ''}" aria-hidden="true"><rect ${box}/>${text}</g>`;
}

function polyline(points: readonly Point[]): string {
  return points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('');
}

/** Rounds the corners by a curve through the midpoints between the points. */
function curve(points: readonly Point[]): string {
  const [first, ...rest] = points;
  const last = rest.at(-1);
  if (!first || !last) return '';
  let path = `M${round(first.x)} ${round(first.y)}`;
  for (let index = 0; index < rest.length - 1; index++) {
    const [at, next] = [rest[index] as Point, rest[index + 1] as Point];
    const isEnd = index === rest.length - 2;
    const to = isEnd ? last : { x: (at.x + next.x) / 2, y: (at.y + next.y) / 2 };
    path += `Q${round(at.x)} ${round(at.y)} ${round(to.x)} ${round(to.y)}`;
  }
  return rest.length === 1 ? `${path}L${round(last.x)} ${round(last.y)}` : path;
}

/** Returns the conflicting values of each node, as texts. */
function conflictsIn({ nodes, edges }: PlacedPicture): ReadonlyMap<string, readonly string[]> {
  const names = new Map(nodes.map(({ node }) => [node.id, `${node.kind} ${node.name}`]));
  const found = new Map<string, string[]>();
  for (const { edge } of edges) {
    if (!edge.values) continue;
    const [own, other] = edge.values;
    for (const [id, against, one, two] of [
      [edge.from, edge.to, own, other],
      [edge.to, edge.from, other, own],
    ] as const)
      found.set(id, [...(found.get(id) ?? []), `has ${one} where ${names.get(against)} has ${two}`]);
  }
  return found;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Characters that XML does not allow are replaced. */
function escaped(text: string): string {
  return text
    .replace(/(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu, '\ufffd')
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
