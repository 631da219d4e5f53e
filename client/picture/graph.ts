/** A cluster as a graph, as the server tells it (`server/src/lsp/protocol.ts`). */
export interface Graph {
  readonly title: string;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

export interface GraphNode {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly role?: string;
  readonly state: 'present' | 'missing' | 'elsewhere';
  readonly severity?: 'error' | 'warning' | 'info' | 'hint';
  readonly messages: readonly string[];
  readonly location?: {
    readonly uri: string;
    readonly range: { readonly start: Position; readonly end: Position };
  };
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly fields: readonly string[];
  /** Of two that disagree: what stands at either end. */
  readonly values?: readonly [string, string];
}

interface Position {
  readonly line: number;
  readonly character: number;
}

/** What is written beside an edge. */
export function labelOfEdge({ fields, values }: GraphEdge): string {
  if (values) return `${values[0]} ≠ ${values[1]}`;
  const [first = '', ...others] = fields;
  return others.length === 0 ? first : `${first} +${others.length}`;
}

/** What is wrong with a node, or where it is, in a word or two; empty where there is nothing to say. */
export function noteOfNode({ state, severity, messages }: GraphNode): string {
  if (state === 'missing') return 'missing';
  if (state === 'elsewhere') return 'not in the workspace';
  if (severity !== 'error' && severity !== 'warning') return '';
  return messages.length === 1 ? `1 ${severity}` : `${messages.length} findings`;
}
