import type { TreeNode } from './object-tree.ts';

/** A line of a tree in a terminal. */
export interface TreeRow {
  readonly node: TreeNode;
  /** With the connecting lines: `├─ControlPlane - KamajiControlPlane/x`. */
  readonly name: string;
}

/** Returns the title of a node, with its role before it as in clusterctl. */
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
