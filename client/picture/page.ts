import { PICTURE_STYLE } from './svg.ts';

/** Returns the page that shows a picture. Its policy allows only the style and the script with the nonce. */
export function pageOf(nonce: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<style nonce="${nonce}">${STYLE}${PICTURE_STYLE}</style>
</head>
<body>
<div role="toolbar" aria-label="Zoom">
<button type="button" data-zoom="0.8" aria-label="Smaller">−</button>
<button type="button" data-zoom="1.25" aria-label="Larger">+</button>
<button type="button" data-zoom="0">Fit</button>
</div>
<main id="picture"></main>
<script nonce="${nonce}">${SCRIPT}</script>
</body>
</html>`;
}

const STYLE = `
body { margin: 0; padding: 0; color: var(--vscode-foreground); }
[role=toolbar] { position: fixed; top: 8px; right: 16px; display: flex; gap: 4px; }
button { font: inherit; color: var(--vscode-button-secondaryForeground); background: var(--vscode-button-secondaryBackground); border: 1px solid var(--vscode-contrastBorder, color-mix(in srgb, var(--vscode-foreground) 25%, transparent)); border-radius: 2px; padding: 2px 10px; cursor: pointer; }
button:hover { background: var(--vscode-button-secondaryHoverBackground); }
button:focus-visible { outline: 1px solid var(--vscode-focusBorder); }
main { padding: 40px 16px 16px; overflow: auto; }
.picture {
  --font: var(--vscode-font-family); --page: var(--vscode-editor-background);
  --surface: var(--vscode-editorWidget-background, var(--vscode-editor-background));
  --line: var(--vscode-contrastBorder, color-mix(in srgb, var(--vscode-foreground) 45%, var(--vscode-editor-background)));
  --text: var(--vscode-foreground); --dim: var(--vscode-descriptionForeground);
  --error: var(--vscode-editorError-foreground, var(--vscode-errorForeground)); --warning: var(--vscode-editorWarning-foreground); --focus: var(--vscode-focusBorder);
}
`;

/**
 * The page receives several drawings and shows the one that is largest in its width. Arrow keys move the focus between
 * nodes; Enter or a click opens the object. The picture keeps its zoom and focus when it changes.
 */
const SCRIPT = `
const api = acquireVsCodeApi();
const holder = document.getElementById('picture');
let drawings = [];
// 0 fits the page.
let zoom = 0;
function fitOf(svg) {
  return Math.max(0.2, Math.min(1, (document.documentElement.clientWidth - 40) / svg.viewBox.baseVal.width));
}
function size() {
  const svg = drawings.reduce((best, each) => (best && fitOf(best) * 1.1 >= fitOf(each) ? best : each), undefined);
  if (!svg) return;
  if (svg !== holder.firstChild) show(svg);
  const { width, height } = svg.viewBox.baseVal;
  const scale = zoom || fitOf(svg);
  svg.setAttribute('width', width * scale);
  svg.setAttribute('height', height * scale);
  return scale;
}
function show(svg) {
  const focused = document.activeElement && document.activeElement.getAttribute('aria-label');
  holder.replaceChildren(svg);
  const again = nodes().find((node) => focused && node.getAttribute('aria-label') === focused);
  if (again) again.focus();
}
function nodes() { return [...holder.querySelectorAll('[data-node]')]; }
window.addEventListener('message', ({ data }) => {
  const read = (text) => new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
  drawings = data.drawings.map((text) => document.importNode(read(text), true));
  size();
});
// The width is known after the editor has laid out the page, and changes with the editor's layout.
new ResizeObserver(() => size()).observe(document.documentElement);
window.addEventListener('resize', () => requestAnimationFrame(size));
document.addEventListener('click', ({ target }) => {
  const button = target.closest('[data-zoom]');
  if (button) {
    const factor = Number(button.dataset.zoom);
    const now = size();
    zoom = factor === 0 ? 0 : Math.min(4, Math.max(0.2, now * factor));
    size();
  }
  const node = target.closest('[data-node]');
  if (node) api.postMessage({ open: node.dataset.node });
});
document.addEventListener('keydown', (event) => {
  const all = nodes();
  const at = all.indexOf(document.activeElement);
  if (at < 0) return;
  if (event.key === 'Enter' || event.key === ' ') api.postMessage({ open: all[at].dataset.node });
  else if (event.key === 'ArrowRight' || event.key === 'ArrowDown') all[Math.min(all.length - 1, at + 1)].focus();
  else if (event.key === 'ArrowLeft' || event.key === 'ArrowUp') all[Math.max(0, at - 1)].focus();
  else return;
  event.preventDefault();
});
api.postMessage({ ready: true });
`;
