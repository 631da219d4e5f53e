import { test } from 'node:test';
import { corpusFiles } from '../../support/shared.ts';
import { writerOf } from '../../support/completion.ts';
import { nameOfPosition, positionsIn, tryPosition } from '../../support/positions.ts';
test('x', () => {
  const tally = new Map<string, number[]>(); const bad: string[] = [];
  let n = 0; const t = process.cpuUsage();
  for (const f of corpusFiles().filter((_, i) => i % Number(process.env.EVERY ?? 6) === 0)) {
    const files = [f];
    for (const p of positionsIn(writerOf(files))) {
      const o = tryPosition(files, p); n++;
      const c = tally.get(p.what) ?? [0,0,0,0,0]; tally.set(p.what, c);
      c[0]!++; if (o.rank >= 0) c[1]!++; if (o.rank >= 0 && o.rank < 10) c[2]!++; if (o.rankAfterLetter >= 0 && o.rankAfterLetter < 10) c[3]!++; if (o.isRestored) c[4]!++;
      if (p.what !== 'other' && (o.rank < 0 || !o.isRestored)) bad.push(`${nameOfPosition(p)} rank ${o.rank} ${o.isRestored}`);
    }
  }
  for (const [w, c] of tally) console.log(w, c.join(' '), c.slice(1).map(x => (100*x/c[0]!).toFixed(2)).join(' '));
  console.log(n, process.cpuUsage(t).user/1000/n);
  console.log(bad.slice(0, 60).join('\n'));
});
