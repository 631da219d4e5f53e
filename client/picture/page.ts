import { SCRIPT } from './page-script.ts';
import { PICTURE_STYLE } from './svg.ts';

/**
 * Returns the page that shows a picture. Its policy allows only the style and the script with the nonce, and images that the
 * script creates.
 */
export function pageOf(nonce: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<style nonce="${nonce}">${STYLE}${PICTURE_STYLE}</style>
</head>
<body>
<div role="toolbar" aria-label="Diagram">
<button type="button" data-zoom="out" aria-label="Zoom out" title="Zoom out (-)">−</button>
<button type="button" data-zoom="in" aria-label="Zoom in" title="Zoom in (+, Ctrl and wheel)">+</button>
<button type="button" data-zoom="fit" title="Show the complete diagram (F)">Fit</button>
<button type="button" data-zoom="reset" title="Readable size (0)">Reset</button>
<button type="button" data-export title="Save the diagram as PNG, SVG or Mermaid">Export…</button>
</div>
<main id="picture"></main>
<script nonce="${nonce}">${SCRIPT}</script>
</body>
</html>`;
}

const STYLE = `
body { margin: 0; padding: 0; color: var(--vscode-foreground); }
[role=toolbar] { position: fixed; z-index: 1; top: 8px; right: 16px; display: flex; gap: 4px; }
button { font: inherit; color: var(--vscode-button-secondaryForeground); background: var(--vscode-button-secondaryBackground); border: 1px solid var(--vscode-contrastBorder, color-mix(in srgb, var(--vscode-foreground) 25%, transparent)); border-radius: 2px; padding: 2px 10px; cursor: pointer; }
button:hover { background: var(--vscode-button-secondaryHoverBackground); }
button:focus-visible { outline: 1px solid var(--vscode-focusBorder); }
main { padding: 40px 16px 16px; width: max-content; min-width: calc(100% - 32px); cursor: grab; user-select: none; touch-action: none; }
main svg { display: block; margin: 0 auto; }
.dragged, .dragged * { cursor: grabbing !important; }
.picture {
  --font: var(--vscode-font-family); --page: var(--vscode-editor-background);
  --surface: var(--vscode-editorWidget-background, var(--vscode-editor-background));
  --line: var(--vscode-contrastBorder, color-mix(in srgb, var(--vscode-foreground) 45%, var(--vscode-editor-background)));
  --text: var(--vscode-foreground); --dim: var(--vscode-descriptionForeground);
  --error: var(--vscode-editorError-foreground, var(--vscode-errorForeground)); --warning: var(--vscode-editorWarning-foreground); --focus: var(--vscode-focusBorder);
}
`;
