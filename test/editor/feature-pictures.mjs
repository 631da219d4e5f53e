// Which part of the window a picture of a feature shows, and in which themes.

/** The name in the file of a picture, the title and the CSS class of the themes. */
export const THEMES = [
  ['light', 'Default Light Modern', '.vs'],
  ['dark', 'Default Dark Modern', '.vs-dark'],
  ['contrast', 'Default High Contrast', '.hc-black'],
];

/** Returns the area of a page that contains parts of it, with a margin around them. */
export async function areaOf(page, parts, margin) {
  const boxes = await Promise.all(
    parts.map(async (part) =>
      (await Promise.all((await part.all()).map((each) => each.boundingBox()))).filter(Boolean),
    ),
  );
  const all = boxes.flat();
  if (all.length === 0) throw new Error('Nothing of the feature is visible.');
  const { width, height } = page.viewportSize();
  const left = Math.max(0, Math.min(...all.map(({ x }) => x)) - margin);
  const top = Math.max(0, Math.min(...all.map(({ y }) => y)) - margin);
  const right = Math.min(width, Math.max(...all.map((box) => box.x + box.width)) + margin);
  const bottom = Math.min(height, Math.max(...all.map((box) => box.y + box.height)) + margin);
  return { x: left, y: top, width: right - left, height: bottom - top };
}
