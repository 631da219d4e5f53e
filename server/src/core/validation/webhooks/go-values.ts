import type { ScalarValue } from '../../syntax/read-scalar.ts';
import type { GoType } from './go-field.ts';

/** Returns why Go cannot decode a string into one of its special types; undefined if it can, or if the schema reports it. */
export function goValueFault(value: ScalarValue, type: GoType): string | undefined {
  if (value.type === 'integer' && type === 'IntOrString' && Math.abs(value.value) > 2 ** 31 - 1)
    return 'must fit in a 32-bit integer';
  if (type === 'IntOrString' || value.type !== 'string') return undefined;
  switch (type) {
    case 'Duration':
      return DURATION.test(value.value) ? undefined : 'must be a duration such as 10m or 1h30m';
    case 'Quantity':
      return QUANTITY.test(value.value) ? undefined : 'must be a quantity such as 500m or 1Gi';
    case 'BootstrapToken':
      return /^[a-z0-9]{6}\.[a-z0-9]{16}$/.test(value.value)
        ? undefined
        : 'must be a bootstrap token such as abcdef.0123456789abcdef';
    case 'Time':
      return TIME.test(value.value) ? undefined : 'must be a time such as 2026-01-31T12:00:00Z';
    default:
      return undefined;
  }
}

/** time.ParseDuration: parts in order as written, each with its unit, or a bare zero. */
const DURATION = /^[-+]?(0|((\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h))+)$/;

/** resource.ParseQuantity, up to its limits. */
const QUANTITY = /^[-+]?(\d+\.?\d*|\.\d+)([numkMGTPE]|[KMGTPE]i|[eE][-+]?\d+)?$/;

/** time.RFC3339 as Go parses it: uppercase letters, an offset of less than a day. */
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}([.,]\d+)?(Z|[-+]([01]\d|2[0-4]):[0-5]\d)$/;
