import { type Graph, type GraphEdge, type GraphNode, labelOfEdge, noteOfNode } from './graph.ts';

/** The same graph in Mermaid's language, which pages on GitHub and GitLab draw by themselves. */
export function mermaidOf({ nodes, edges }: Graph): string {
  const bad = edges.flatMap(({ values }, index) => (values ? [index] : []));
  return [
    'flowchart TB',
    ...nodes.map((node) => `  ${node.id}${shape(node)}`),
    ...edges.map((edge) => `  ${edge.from} ${arrow(edge)} ${edge.to}`),
    '  classDef error stroke:#cf222e,stroke-width:2px',
    '  classDef warning stroke:#9a6700,stroke-width:2px',
    '  classDef elsewhere stroke-dasharray:5 4',
    ...(bad.length === 0 ? [] : [`  linkStyle ${bad.join(',')} stroke:#cf222e,color:#cf222e`]),
    '',
  ].join('\n');
}

function shape(node: GraphNode): string {
  const note = noteOfNode(node);
  const text = [quoted(node.kind), quoted(node.name), ...(note ? [quoted(`(${note})`)] : [])].join('<br/>');
  return `["${text}"]${classOf(node)}`;
}

function classOf({ state, severity }: GraphNode): string {
  if (severity === 'error') return ':::error';
  if (state === 'elsewhere') return ':::elsewhere';
  return severity === 'warning' ? ':::warning' : '';
}

function arrow(edge: GraphEdge): string {
  const label = quoted(labelOfEdge(edge));
  return edge.values ? `-. "${label}" .-` : `-- "${label}" -->`;
}

/** What means something to Mermaid is written as its entity. */
function quoted(text: string): string {
  return text.replace(/[&<>"#;]/g, (sign) => `#${sign.charCodeAt(0)};`);
}
