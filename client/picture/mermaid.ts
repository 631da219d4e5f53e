import type { Picture, PictureEdge, PictureNode } from '../../protocol/index.ts';
import { factsText, labelOfEdge, noteOf } from './labels.ts';

/** Returns the picture as a Mermaid flowchart, which GitHub and GitLab render in Markdown. */
export function mermaidOf({ nodes, edges }: Picture): string {
  const conflicts = edges.flatMap(({ values }, index) => (values ? [index] : []));
  return [
    'flowchart TB',
    ...nodes.map((node) => `  ${node.id}${shape(node)}`),
    ...edges.map((edge) => `  ${edge.from} ${arrow(edge)} ${edge.to}`),
    '  classDef error stroke:#cf222e,stroke-width:2px',
    '  classDef warning stroke:#9a6700,stroke-width:2px',
    '  classDef elsewhere stroke-dasharray:5 4',
    ...(conflicts.length === 0 ? [] : [`  linkStyle ${conflicts.join(',')} stroke:#cf222e,color:#cf222e`]),
    '',
  ].join('\n');
}

function shape(node: PictureNode): string {
  const note = noteOf(node);
  const lines = [node.kind, node.name, factsText(node), note && `(${note})`].filter((line) => line !== '');
  const text = lines.map(quoted).join('<br/>');
  return `["${text}"]${classOf(node)}`;
}

function classOf({ state, severity }: PictureNode): string {
  if (severity === 'error') return ':::error';
  if (state === 'elsewhere') return ':::elsewhere';
  return severity === 'warning' ? ':::warning' : '';
}

function arrow(edge: PictureEdge): string {
  const label = quoted(labelOfEdge(edge));
  return edge.values ? `-. "${label}" .-` : `-- "${label}" -->`;
}

/** Escapes the characters that have a meaning in Mermaid. */
function quoted(text: string): string {
  return text.replace(/[&<>"#;]/g, (sign) => `#${sign.charCodeAt(0)};`);
}
