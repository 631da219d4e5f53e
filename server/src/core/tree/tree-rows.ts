import type { TreeNode } from './object-tree.ts';

/** A line of a tree as a terminal shows it. */
export interface TreeRow {
  readonly node: TreeNode;
  /** With the lines that join it to the one above: `├─ControlPlane - KamajiControlPlane/x`. */
  readonly name: string;
}

/** The name of a node with its part before it, as clusterctl writes it. */
export function nodeTitle({ role, label }: TreeNode): string {
  return role === undefined ? label : `${role} - ${label}`;
}

export function treeRows(root: TreeNode): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  const add = (node: TreeNode, joint: string, indent: string): void => {
    rows.push({ node, name: joint + nodeTitle(node) });
    for (const [index, child] of node.children.entries()) {
      const isLast = index === node.children.length - 1;
      add(child, `${indent}${isLast ? '└─' : '├─'}`, `${indent}${isLast ? '  ' : '│ '}`);
    }
  };
  add(root, '', '');
  return rows;
}
