import { addressText, rangeText } from '../../core/addresses/addresses.ts';
import type { Fix, Severity } from '../../core/findings/finding.ts';
import { fixIn } from '../../core/fixes/fix.ts';
import { insertInto } from '../../core/fixes/set-field.ts';
import type { Resource } from '../../core/objects/resource.ts';
import type { TextChange } from '../../core/text/span.ts';
import type { PoolEntry, Written } from './ip-pool.ts';

/** A reason why a range of a pool contains no addresses, or not the ones that it appears to contain. */
export interface RangeFault {
  readonly when: (entry: PoolEntry) => boolean;
  /** The field to underline; undefined for the entry itself. */
  readonly at: (entry: PoolEntry) => Written<unknown> | undefined;
  readonly severity?: Severity;
  /** The problem, its effect and the remedy. The path of the entry and the name of the pool precede it. */
  readonly message: (entry: PoolEntry) => string;
  readonly fixes?: (resource: Resource, entry: PoolEntry) => readonly Fix[];
}

/** The faults in the order of their importance. Only the first that matches an entry is reported. */
export const RANGE_FAULTS: readonly RangeFault[] = [
  {
    when: ({ start, end, subnet }) => !start && !end && !subnet,
    at: () => undefined,
    message: () => 'has no start, end or subnet, so it contains no addresses. Set start and end.',
  },
  {
    when: ({ start, subnet }) => !start && !subnet,
    at: ({ end }) => end,
    message: () => 'has an end but no start, so it contains no addresses. Set start.',
  },
  {
    when: (entry) => familiesOf(entry).size > 1,
    at: ({ start, end, subnet }) => end ?? subnet ?? start,
    severity: 'error',
    message: () => 'mixes IPv4 and IPv6 addresses, so it contains no usable address. Use only one IP family.',
  },
  {
    when: ({ start, end }) => Boolean(start?.value && end?.value && start.value.value > end.value.value),
    at: ({ start }) => start,
    severity: 'error',
    message: ({ start, end }) =>
      `has a start (${start?.text}) that is greater than its end (${end?.text}), so it contains no addresses. Correct one of them, or swap them.`,
    fixes: swap,
  },
  {
    when: ({ start, subnet, range }) => Boolean(start && subnet && !range),
    at: ({ start }) => start,
    message: ({ start, subnet }) =>
      `has a start (${start?.text}) outside its subnet (${subnet?.text}), so it contains no addresses. Use a start in the subnet.`,
  },
  {
    when: ({ start, end, subnet }) => Boolean(subnet && end && !start),
    at: ({ end }) => end,
    message: ({ range }) =>
      `has an end but no start, so its end is ignored${range ? ` and it contains ${rangeText(range)}` : ''}. Set start.`,
    fixes: addStart,
  },
  {
    when: ({ start, end, subnet }) => Boolean(start && !end && !subnet),
    at: ({ start }) => start,
    message: ({ start }) =>
      `has no end, so it contains all addresses from ${start?.text} upward, even outside the network. Set end.`,
  },
];

/** Returns true if a fault leaves the entry without addresses. */
export function isEmptiedByFault(entry: PoolEntry): boolean {
  return entry.isKnown && !entry.range && RANGE_FAULTS.some(({ when }) => when(entry));
}

function familiesOf({ start, end, subnet }: PoolEntry): ReadonlySet<number> {
  return new Set([start, end, subnet].flatMap((field) => field?.value?.family ?? []));
}

function swap(resource: Resource, { start, end }: PoolEntry): readonly Fix[] {
  if (!start || !end) return [];
  const { document } = resource;
  const text = ({ node }: Written<unknown>) => document.text.slice(node.span.start, node.span.end);
  const [first, second] = start.node.span.start < end.node.span.start ? [start, end] : [end, start];
  const between = document.text.slice(first.node.span.end, second.node.span.start);
  const change: TextChange = {
    span: { start: first.node.span.start, end: second.node.span.end },
    newText: text(second) + between + text(first),
  };
  // Not certain: a digit of one of them can be missing.
  return fixIn('Swap start and end', resource, change);
}

function addStart(resource: Resource, { range, node }: PoolEntry): readonly Fix[] {
  if (!range || node.kind !== 'map') return [];
  const start = addressText({ family: range.family, value: range.first });
  return fixIn(`Add start: ${start}`, resource, insertInto(resource.document, node, ['start'], start));
}
