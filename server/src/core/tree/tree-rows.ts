import type { Finding, Severity } from '../findings/finding.ts';
import type { TreeNode } from './cluster-tree.ts';

/** A line of a tree as a terminal shows it. */
export interface TreeRow {
  readonly node: TreeNode;
  /** With the lines that join it to the one above: `├─ControlPlane - KamajiControlPlane/x`. */
  readonly name: string;
  /** Of the object itself, the worst first. */
  readonly findings: readonly Finding[];
}

/** What is found in an object. */
export type FindingsOf = (node: TreeNode) => readonly Finding[];

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** The worst first; those as bad as each other in their order. */
export function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((one, other) => SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity));
}

/** The name of a node with its part before it, as clusterctl writes it. */
export function nodeTitle({ role, label }: TreeNode): string {
  return role === undefined ? label : `${role} - ${label}`;
}

export function treeRows(root: TreeNode, findingsOf: FindingsOf): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  const add = (node: TreeNode, joint: string, indent: string): void => {
    rows.push({ node, name: joint + nodeTitle(node), findings: worstFirst(findingsOf(node)) });
    for (const [index, child] of node.children.entries()) {
      const isLast = index === node.children.length - 1;
      add(child, `${indent}${isLast ? '└─' : '├─'}`, `${indent}${isLast ? '  ' : '│ '}`);
    }
  };
  add(root, '', '');
  return rows;
}
