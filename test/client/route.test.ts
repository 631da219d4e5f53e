import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PlacedNode } from '../../client/picture/placed-node.ts';
import { routeBetween } from '../../client/picture/route.ts';

function nodeAt(x: number, y: number, width: number): PlacedNode {
  const node = { id: `${x} ${y}`, kind: 'Kind', name: 'name', state: 'present', messages: [] } as const;
  return { node, x, y, width, height: 40 };
}

describe('the route of a conflict', () => {
  const [top, wide, bottom] = [nodeAt(300, 20, 100), nodeAt(300, 120, 300), nodeAt(300, 220, 100)];
  const options = { nodes: [top, wide, bottom], taken: [], label: { width: 120, height: 16 }, width: 700 };

  it('passes nodes at a distance', () => {
    const { points } = routeBetween(top, bottom, options);
    assert.equal(points.length, 4);
    assert.ok(Math.abs((points[1]?.x ?? 0) - wide.x) >= wide.width / 2 + 12, JSON.stringify(points));
    assert.deepEqual([points[0]?.y, points[3]?.y], [top.y, bottom.y]);
  });

  it('has a label that covers no node and no other label', () => {
    const other = { x: 130, y: 120, width: 120, height: 16 };
    for (const taken of [[], [other], [other, { ...other, x: 470 }]]) {
      const { labelAt } = routeBetween(top, bottom, { ...options, taken });
      for (const box of [...options.nodes, ...taken])
        assert.ok(
          Math.abs(labelAt.x - box.x) * 2 >= 120 + box.width || Math.abs(labelAt.y - box.y) * 2 >= 16 + box.height,
          `${JSON.stringify(labelAt)} covers ${JSON.stringify(box)}`,
        );
    }
  });
});
