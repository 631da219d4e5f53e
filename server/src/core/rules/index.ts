import { apiServerPortOutOfRange } from './api-server-port-out-of-range.ts';
import { endpointHostMismatch } from './endpoint-host-mismatch.ts';
import { endpointPortMismatch } from './endpoint-port-mismatch.ts';
import { missingReferenceTarget } from './missing-reference-target.ts';
import type { Rule } from './rule.ts';
import { unreadableYaml } from './unreadable-yaml.ts';

/** Every rule, by id. A test keeps this list equal to the folder. */
export const RULES: readonly Rule[] = [
  apiServerPortOutOfRange,
  endpointHostMismatch,
  endpointPortMismatch,
  missingReferenceTarget,
  unreadableYaml,
];
