import { type Address, addressText, rangeText } from '../../../../core/addresses/addresses.ts';
import type { Fix, Severity } from '../../../../core/findings/finding.ts';
import { fixIn } from '../../../../core/fixes/fix.ts';
import { insertInto } from '../../../../core/fixes/set-field.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { defineRule, type Report } from '../../../../core/rules/rule.ts';
import { shortPathText } from '../../../../core/syntax/lookup.ts';
import type { TextChange } from '../../../../core/text/span.ts';
import { ipPoolOf, type PoolEntry, type Written } from '../../ip-pool.ts';
import { IPAM, IPPool } from '../../kinds.ts';

/** Source: GetIPAddress in api/v1alpha1/utils.go of the ip-address-manager, and its webhook in v1.13 and later. */
export const invalidPoolRange = defineRule({
  id: 'invalid-pool-range',
  formerIds: ['odd-pool-range'],
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  on: [IPPool],
  summary: 'A range of an IPPool contains no addresses, or not the ones that it appears to contain.',

  *check(resource, view) {
    if (!view.isComplete(resource)) return;
    for (const entry of ipPoolOf(resource).entries) {
      if (!entry.isKnown) continue;
      const fault = FAULTS.find(({ when }) => when(entry));
      if (!fault) continue;
      const report = reportOf(resource, entry, fault);
      if (!isBackwards(entry)) yield report;
      else {
        yield { ...report, releases: [{ provider: IPAM, until: 'v1.12' }] };
        // The webhook rejects what the controller of older releases treats as empty.
        yield { ...report, effect: 'refused', by: 'webhook', releases: [{ provider: IPAM, from: 'v1.13.0' }] };
      }
    }
  },
});

/** Compares as the webhook does: IPv4 addresses are mapped to IPv6. */
function isBackwards({ start, end }: PoolEntry): boolean {
  const all = ({ family, value }: Address) => (family === 4 ? value + (0xffffn << 32n) : value);
  return Boolean(start?.value && end?.value && all(start.value) > all(end.value));
}

interface Fault {
  readonly when: (entry: PoolEntry) => boolean;
  /** The field to underline; undefined for the entry itself. */
  readonly at: (entry: PoolEntry) => Written<unknown> | undefined;
  readonly severity?: Severity;
  /** The problem, its effect and the remedy. The path of the entry and the name of the pool precede it. */
  readonly message: (entry: PoolEntry) => string;
  readonly fixes?: (resource: Resource, entry: PoolEntry) => readonly Fix[];
}

/** Only the first match is reported. */
const FAULTS: readonly Fault[] = [
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
      `has a start (${start?.text}) that is greater than its end (${end?.text}), so it contains no addresses. Swap start and end.`,
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
  return fixIn('Swap start and end', resource, change, true);
}

function addStart(resource: Resource, { range, node }: PoolEntry): readonly Fix[] {
  if (!range || node.kind !== 'map') return [];
  const start = addressText({ family: range.family, value: range.first });
  return fixIn(`Add start: ${start}`, resource, insertInto(resource.document, node, ['start'], start));
}

function reportOf(resource: Resource, entry: PoolEntry, fault: Fault): Report {
  const at = fault.at(entry);
  return {
    resource,
    node: at?.node ?? entry.node,
    path: at?.path ?? entry.path,
    ...(fault.severity ? { severity: fault.severity } : {}),
    message: `${shortPathText(entry.path)} of ${nameOf(resource)} ${fault.message(entry)}`,
    fixes: fault.fixes?.(resource, entry) ?? [],
  };
}
