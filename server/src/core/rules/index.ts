import { apiServerPortOutOfRange } from './api-server-port-out-of-range.ts';
import { badMetadata } from './bad-metadata.ts';
import { brokenRule } from './broken-rule.ts';
import { competingSources } from './competing-sources.ts';
import { duplicateItem } from './duplicate-item.ts';
import { duplicateKey } from './duplicate-key.ts';
import { emptyPool } from './empty-pool.ts';
import { endpointHostMismatch } from './endpoint-host-mismatch.ts';
import { endpointPortMismatch } from './endpoint-port-mismatch.ts';
import { legacyProviderId } from './legacy-provider-id.ts';
import { misplacedGateway } from './misplaced-gateway.ts';
import { missingNodeLabel } from './missing-node-label.ts';
import { missingReferenceTarget } from './missing-reference-target.ts';
import { missingSource } from './missing-source.ts';
import { notServed } from './not-served.ts';
import { oddPoolRange } from './odd-pool-range.ts';
import { outOfBounds } from './out-of-bounds.ts';
import { requiredField } from './required-field.ts';
import type { Rule } from './rule.ts';
import { unknownField } from './unknown-field.ts';
import { unknownLink } from './unknown-link.ts';
import { unknownMetadataKey } from './unknown-metadata-key.ts';
import { unquotedExpression } from './unquoted-expression.ts';
import { unreadableYaml } from './unreadable-yaml.ts';
import { unrenderableBootstrapData } from './unrenderable-bootstrap-data.ts';
import { unusablePreAllocation } from './unusable-pre-allocation.ts';
import { valueNotAllowed } from './value-not-allowed.ts';
import { wrongForm } from './wrong-form.ts';
import { wrongNodeLabel } from './wrong-node-label.ts';
import { wrongPoolPrefix } from './wrong-pool-prefix.ts';
import { wrongType } from './wrong-type.ts';

/** Every rule, by id. A test keeps this list equal to the folder. */
export const RULES: readonly Rule[] = [
  apiServerPortOutOfRange,
  badMetadata,
  brokenRule,
  competingSources,
  duplicateItem,
  duplicateKey,
  emptyPool,
  endpointHostMismatch,
  endpointPortMismatch,
  legacyProviderId,
  misplacedGateway,
  missingNodeLabel,
  missingReferenceTarget,
  missingSource,
  notServed,
  oddPoolRange,
  outOfBounds,
  requiredField,
  unknownField,
  unknownLink,
  unknownMetadataKey,
  unquotedExpression,
  unreadableYaml,
  unrenderableBootstrapData,
  unusablePreAllocation,
  valueNotAllowed,
  wrongForm,
  wrongNodeLabel,
  wrongPoolPrefix,
  wrongType,
];
