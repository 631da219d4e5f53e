import type { ScalarValue } from '../../syntax/read-scalar.ts';

/** Why Go cannot read a text into one of its special types; undefined where it can, or where the schema says so too. */
export function goValueFault(value: ScalarValue, type: string): string | undefined {
  if (value.type === 'integer' && type === 'X' && Math.abs(value.value) > 2 ** 31 - 1) return 'does not fit in 32 bits';
  if (type === 'X' || value.type !== 'string') return undefined;
  switch (type) {
    case 'D':
      return DURATION.test(value.value) ? undefined : 'is no duration such as 10m or 1h30m';
    case 'Q':
      return QUANTITY.test(value.value) ? undefined : 'is no quantity such as 500m or 1Gi';
    case 'K':
      return /^[a-z0-9]{6}\.[a-z0-9]{16}$/.test(value.value)
        ? undefined
        : 'is no bootstrap token such as abcdef.0123456789abcdef';
    case 'T':
      return TIME.test(value.value) ? undefined : 'is no time such as 2026-01-31T12:00:00Z';
    default:
      return undefined;
  }
}

/** time.ParseDuration: parts in order as written, each with its unit, or a bare zero. */
const DURATION = /^[-+]?(0|((\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h))+)$/;

/** resource.ParseQuantity, up to its limits. */
const QUANTITY = /^[-+]?(\d+\.?\d*|\.\d+)([numkMGTPE]|[KMGTPE]i|[eE][-+]?\d+)?$/;

/** time.RFC3339 as Go parses it: capital letters, an offset below a day. */
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}([.,]\d+)?(Z|[-+]([01]\d|2[0-4]):[0-5]\d)$/;
