import { factsAbout, type ObjectFactSource } from '../../../core/tree/object-facts.ts';
import { ipPoolOf } from '../ip-pool.ts';
import { IPPool } from '../kinds.ts';
import { sizeText } from '../pool-size.ts';

/** What the diagram shows of a pool: its first range and its size. */
export const IPAM_DIAGRAM_FACTS: readonly ObjectFactSource[] = [
  factsAbout([IPPool], (pool) => {
    const [first] = ipPoolOf(pool).entries;
    const range = first?.subnet?.text ?? (first?.start && first.end && `${first.start.text}–${first.end.text}`);
    return [first?.range && range, sizeText(pool)];
  }),
];
