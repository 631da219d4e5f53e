/**
 * The script of the page. It receives several drawings and shows the one that fits best, in a readable size. Dragging and
 * the wheel move the picture; the wheel with Ctrl or Cmd, a pinch and the keys + and - zoom at the pointer or the center.
 * Arrow keys move the focus between nodes; Enter or a click opens the object. The picture keeps its zoom and focus when
 * it changes. On request, it returns an SVG as PNG.
 */
export const SCRIPT = `
const api = acquireVsCodeApi();
const holder = document.getElementById('picture');
const page = document.documentElement;
let drawings = [];
// 0 selects the size.
let zoom = 0;
function limited(scale, least, most) { return Math.min(most, Math.max(least, scale)); }
function fitOf(svg) {
  const { width, height } = svg.viewBox.baseVal;
  return Math.min((page.clientWidth - 40) / width, (page.clientHeight - 64) / height);
}
// Text has at least 85 % of its nominal size, so a large picture exceeds the page.
function readable(svg) {
  const fit = fitOf(svg);
  const ofWidth = (page.clientWidth - 40) / svg.viewBox.baseVal.width;
  return fit >= 1 ? limited(fit, 1, 1.5) : limited(ofWidth, 0.85, 1);
}
// The drawing that can be shown largest; the first one if both fit.
function score(svg) { return Math.min(1, fitOf(svg)); }
function size() {
  const svg = drawings.reduce((best, each) => (best && score(best) * 1.1 >= score(each) ? best : each), undefined);
  if (!svg) return;
  if (svg !== holder.firstChild) show(svg);
  const { width, height } = svg.viewBox.baseVal;
  const scale = zoom || readable(svg);
  svg.setAttribute('width', width * scale);
  svg.setAttribute('height', height * scale);
  return scale;
}
function zoomTo(scale, x, y) {
  const svg = holder.firstChild;
  if (!svg) return;
  const before = svg.getBoundingClientRect();
  zoom = limited(scale, 0.2, 4);
  size();
  const after = svg.getBoundingClientRect();
  window.scrollBy(after.left + ((x - before.left) / before.width) * after.width - x, after.top + ((y - before.top) / before.height) * after.height - y);
}
function zoomBy(factor, x = page.clientWidth / 2, y = page.clientHeight / 2) { zoomTo((size() || 1) * factor, x, y); }
const ZOOMS = {
  out: () => zoomBy(0.8),
  in: () => zoomBy(1.25),
  fit: () => { if (holder.firstChild) { zoom = limited(fitOf(holder.firstChild), 0.2, 1.5); size(); window.scrollTo(0, 0); } },
  reset: () => { zoom = 0; size(); },
};
function show(svg) {
  const focused = document.activeElement && document.activeElement.getAttribute('aria-label');
  holder.replaceChildren(svg);
  const again = nodes().find((node) => focused && node.getAttribute('aria-label') === focused);
  if (again) again.focus();
}
function nodes() { return [...holder.querySelectorAll('[data-node]')]; }
window.addEventListener('message', ({ data }) => {
  if (data.rasterize) { rasterize(data.rasterize); return; }
  const read = (text) => new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
  drawings = data.drawings.map((text) => document.importNode(read(text), true));
  size();
});
// Twice the size, for screens with a high resolution; browsers limit the size of a canvas.
async function rasterize(svg) {
  try {
    const image = new Image();
    image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(svg);
    await image.decode();
    const scale = Math.min(2, 16000 / image.width, 16000 / image.height);
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(image.width * scale);
    canvas.height = Math.round(image.height * scale);
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    api.postMessage({ png: canvas.toDataURL('image/png').split(',')[1] || '' });
  } catch { api.postMessage({ png: '' }); }
}
// The width is known after the editor has laid out the page, and changes with the editor's layout.
new ResizeObserver(() => size()).observe(page);
window.addEventListener('resize', () => requestAnimationFrame(size));
window.addEventListener('wheel', (event) => {
  if (!event.ctrlKey && !event.metaKey) return;
  event.preventDefault();
  zoomBy(Math.exp(-limited(event.deltaY, -50, 50) / 100), event.clientX, event.clientY);
}, { passive: false });
let drag;
let wasDragged = false;
document.addEventListener('pointerdown', ({ button, clientX, clientY, target }) => {
  wasDragged = false;
  if (button === 0 && !target.closest('[role=toolbar]')) drag = { x: clientX, y: clientY };
});
document.addEventListener('pointermove', ({ clientX, clientY, buttons }) => {
  if (!drag) return;
  if (buttons === 0) { drag = undefined; document.body.classList.remove('dragged'); return; }
  if (!wasDragged && Math.hypot(clientX - drag.x, clientY - drag.y) < 4) return;
  wasDragged = true;
  document.body.classList.add('dragged');
  window.scrollBy(drag.x - clientX, drag.y - clientY);
  drag = { x: clientX, y: clientY };
});
document.addEventListener('pointerup', () => { drag = undefined; document.body.classList.remove('dragged'); });
document.addEventListener('click', ({ target }) => {
  if (wasDragged) { wasDragged = false; return; }
  const button = target.closest('[data-zoom]');
  if (button) ZOOMS[button.dataset.zoom]();
  if (target.closest('[data-export]')) api.postMessage({ export: true });
  const node = target.closest('[data-node]');
  if (node) api.postMessage({ open: node.dataset.node });
});
const KEYS = { '+': 'in', '=': 'in', '-': 'out', '0': 'reset', f: 'fit' };
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const all = nodes();
  const at = all.indexOf(document.activeElement);
  if (KEYS[event.key]) ZOOMS[KEYS[event.key]]();
  else if (at < 0) return;
  else if (event.key === 'Enter' || event.key === ' ') api.postMessage({ open: all[at].dataset.node });
  else if (event.key === 'ArrowRight' || event.key === 'ArrowDown') focus(all[Math.min(all.length - 1, at + 1)]);
  else if (event.key === 'ArrowLeft' || event.key === 'ArrowUp') focus(all[Math.max(0, at - 1)]);
  else return;
  event.preventDefault();
});
function focus(node) {
  node.focus();
  node.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}
api.postMessage({ ready: true });
`;
