import { addressInPool } from './address-in-pool.ts';
import { addressPinnedElsewhere } from './address-pinned-elsewhere.ts';
import { adoptedMachineSet } from './adopted-machine-set.ts';
import { anotherClustersPool } from './another-clusters-pool.ts';
import { apiServerPortOutOfRange } from './api-server-port-out-of-range.ts';
import { badDefault } from './bad-default.ts';
import { badMetadata } from './bad-metadata.ts';
import { bmcAddressWithoutType } from './bmc-address-without-type.ts';
import { braceInDefault } from './brace-in-default.ts';
import { broadSelector } from './broad-selector.ts';
import { brokenRule } from './broken-rule.ts';
import { checkLimit } from './check-limit.ts';
import { competingEndpoint } from './competing-endpoint.ts';
import { competingSources } from './competing-sources.ts';
import { conflictingValues } from './conflicting-values.ts';
import { contradictingEndpoint } from './contradicting-endpoint.ts';
import { contradictingImage } from './contradicting-image.ts';
import { deprecatedField } from './deprecated-field.ts';
import { disabledFeature } from './disabled-feature.ts';
import { dnsIpOutsideServices } from './dns-ip-outside-services.ts';
import { duplicateHost } from './duplicate-host.ts';
import { duplicateItem } from './duplicate-item.ts';
import { duplicateKey } from './duplicate-key.ts';
import { duplicateLink } from './duplicate-link.ts';
import { duplicateObject } from './duplicate-object.ts';
import { emptyPool } from './empty-pool.ts';
import { endpointHostMismatch } from './endpoint-host-mismatch.ts';
import { endpointInPool } from './endpoint-in-pool.ts';
import { endpointOutsideMetallb } from './endpoint-outside-metallb.ts';
import { endpointPortMismatch } from './endpoint-port-mismatch.ts';
import { exclusiveFields } from './exclusive-fields.ts';
import { forbiddenField } from './forbidden-field.ts';
import { hostWithOwnImage } from './host-with-own-image.ts';
import { hostnameFirst } from './hostname-first.ts';
import { hostnameWithoutPort } from './hostname-without-port.ts';
import { ignoredField } from './ignored-field.ts';
import { incompatibleReleases } from './incompatible-releases.ts';
import { legacyProviderId } from './legacy-provider-id.ts';
import { malformedValue } from './malformed-value.ts';
import { misplacedGateway } from './misplaced-gateway.ts';
import { missingNodeLabel } from './missing-node-label.ts';
import { missingProviderId } from './missing-provider-id.ts';
import { missingReferenceTarget } from './missing-reference-target.ts';
import { missingSecretKey } from './missing-secret-key.ts';
import { missingSource } from './missing-source.ts';
import { mistypedReference } from './mistyped-reference.ts';
import { nodeNetworkOverlap } from './node-network-overlap.ts';
import { nodePortOutOfRange } from './node-port-out-of-range.ts';
import { nodePortWithoutAddress } from './node-port-without-address.ts';
import { notServed } from './not-served.ts';
import { oddPoolRange } from './odd-pool-range.ts';
import { outOfBounds } from './out-of-bounds.ts';
import { outdatedKubelet } from './outdated-kubelet.ts';
import { overlappingClusterNetworks } from './overlapping-cluster-networks.ts';
import { overlappingHealthChecks } from './overlapping-health-checks.ts';
import { overlappingPools } from './overlapping-pools.ts';
import { overwrittenEndpoint } from './overwritten-endpoint.ts';
import { overwrittenMetadataKey } from './overwritten-metadata-key.ts';
import { poolOfTwoKinds } from './pool-of-two-kinds.ts';
import { poolWithoutGateway } from './pool-without-gateway.ts';
import { repeatedValue } from './repeated-value.ts';
import { requiredByWebhook } from './required-by-webhook.ts';
import { requiredField } from './required-field.ts';
import { routeWithoutPrefix } from './route-without-prefix.ts';
import type { Rule } from './rule.ts';
import { sharedClusterPart } from './shared-cluster-part.ts';
import { sharedDataStoreSchema } from './shared-data-store-schema.ts';
import { sharedMacAddress } from './shared-mac-address.ts';
import { sharedPoolAddress } from './shared-pool-address.ts';
import { sharedServiceAddress } from './shared-service-address.ts';
import { sharedServicePort } from './shared-service-port.ts';
import { smallPool } from './small-pool.ts';
import { splitNamespaces } from './split-namespaces.ts';
import { structuredBondParameter } from './structured-bond-parameter.ts';
import { unavailableHealthCheck } from './unavailable-health-check.ts';
import { unfitDataStore } from './unfit-data-store.ts';
import { unfitVariable } from './unfit-variable.ts';
import { unfitWorkerConfiguration } from './unfit-worker-configuration.ts';
import { uninspectedHost } from './uninspected-host.ts';
import { unknownField } from './unknown-field.ts';
import { unknownLink } from './unknown-link.ts';
import { unknownMetadataKey } from './unknown-metadata-key.ts';
import { unknownRule } from './unknown-rule.ts';
import { unknownWorkerClass } from './unknown-worker-class.ts';
import { unlistedVersion } from './unlisted-version.ts';
import { unmatchedClusterSelector } from './unmatched-cluster-selector.ts';
import { unmatchedHealthCheck } from './unmatched-health-check.ts';
import { unmatchedHostSelector } from './unmatched-host-selector.ts';
import { unpinnedAddress } from './unpinned-address.ts';
import { unquotedExpression } from './unquoted-expression.ts';
import { unreachableGateway } from './unreachable-gateway.ts';
import { unreadMachineData } from './unread-machine-data.ts';
import { unreadableMacAddress } from './unreadable-mac-address.ts';
import { unreadableVariable } from './unreadable-variable.ts';
import { unreadableYaml } from './unreadable-yaml.ts';
import { unreadyGateway } from './unready-gateway.ts';
import { unreferencedControlPlane } from './unreferenced-control-plane.ts';
import { unrenderableBootstrapData } from './unrenderable-bootstrap-data.ts';
import { unrenderedExpression } from './unrendered-expression.ts';
import { unservedReferenceVersion } from './unserved-reference-version.ts';
import { unservedTemplateVersion } from './unserved-template-version.ts';
import { unsettledEndpoint } from './unsettled-endpoint.ts';
import { unsupportedInfrastructure } from './unsupported-infrastructure.ts';
import { unusableBmcAddress } from './unusable-bmc-address.ts';
import { unusableHostSelector } from './unusable-host-selector.ts';
import { unusablePreAllocation } from './unusable-pre-allocation.ts';
import { unusableVlanId } from './unusable-vlan-id.ts';
import { unusedNetwork } from './unused-network.ts';
import { unusedSuppression } from './unused-suppression.ts';
import { valueNotAllowed } from './value-not-allowed.ts';
import { valueNotSupported } from './value-not-supported.ts';
import { valueOutOfRange } from './value-out-of-range.ts';
import { versionAboveCeiling } from './version-above-ceiling.ts';
import { versionSkew } from './version-skew.ts';
import { workersWithoutVersion } from './workers-without-version.ts';
import { wrongForm } from './wrong-form.ts';
import { wrongNodeLabel } from './wrong-node-label.ts';
import { wrongPoolFamily } from './wrong-pool-family.ts';
import { wrongPoolPrefix } from './wrong-pool-prefix.ts';
import { wrongSecretKeys } from './wrong-secret-keys.ts';
import { wrongSecretType } from './wrong-secret-type.ts';
import { wrongType } from './wrong-type.ts';

/** Every rule, by id. A test keeps this list equal to the folder. */
export const RULES: readonly Rule[] = [
  addressInPool,
  addressPinnedElsewhere,
  adoptedMachineSet,
  anotherClustersPool,
  apiServerPortOutOfRange,
  badDefault,
  badMetadata,
  bmcAddressWithoutType,
  braceInDefault,
  broadSelector,
  brokenRule,
  checkLimit,
  competingEndpoint,
  competingSources,
  conflictingValues,
  contradictingEndpoint,
  contradictingImage,
  deprecatedField,
  disabledFeature,
  dnsIpOutsideServices,
  duplicateHost,
  duplicateItem,
  duplicateKey,
  duplicateLink,
  duplicateObject,
  emptyPool,
  endpointHostMismatch,
  endpointInPool,
  endpointOutsideMetallb,
  endpointPortMismatch,
  exclusiveFields,
  forbiddenField,
  hostWithOwnImage,
  hostnameFirst,
  hostnameWithoutPort,
  ignoredField,
  incompatibleReleases,
  legacyProviderId,
  malformedValue,
  misplacedGateway,
  missingNodeLabel,
  missingProviderId,
  missingReferenceTarget,
  missingSecretKey,
  missingSource,
  mistypedReference,
  nodeNetworkOverlap,
  nodePortOutOfRange,
  nodePortWithoutAddress,
  notServed,
  oddPoolRange,
  outOfBounds,
  outdatedKubelet,
  overlappingClusterNetworks,
  overlappingHealthChecks,
  overlappingPools,
  overwrittenEndpoint,
  overwrittenMetadataKey,
  poolOfTwoKinds,
  poolWithoutGateway,
  repeatedValue,
  requiredByWebhook,
  requiredField,
  routeWithoutPrefix,
  sharedClusterPart,
  sharedDataStoreSchema,
  sharedMacAddress,
  sharedPoolAddress,
  sharedServiceAddress,
  sharedServicePort,
  smallPool,
  splitNamespaces,
  structuredBondParameter,
  unavailableHealthCheck,
  unfitDataStore,
  unfitVariable,
  unfitWorkerConfiguration,
  uninspectedHost,
  unknownField,
  unknownLink,
  unknownMetadataKey,
  unknownRule,
  unknownWorkerClass,
  unlistedVersion,
  unmatchedClusterSelector,
  unmatchedHealthCheck,
  unmatchedHostSelector,
  unpinnedAddress,
  unquotedExpression,
  unreachableGateway,
  unreadMachineData,
  unreadableMacAddress,
  unreadableVariable,
  unreadableYaml,
  unreadyGateway,
  unreferencedControlPlane,
  unrenderableBootstrapData,
  unrenderedExpression,
  unservedReferenceVersion,
  unservedTemplateVersion,
  unsettledEndpoint,
  unsupportedInfrastructure,
  unusableBmcAddress,
  unusableHostSelector,
  unusablePreAllocation,
  unusableVlanId,
  unusedNetwork,
  unusedSuppression,
  valueNotAllowed,
  valueNotSupported,
  valueOutOfRange,
  versionAboveCeiling,
  versionSkew,
  workersWithoutVersion,
  wrongForm,
  wrongNodeLabel,
  wrongPoolFamily,
  wrongPoolPrefix,
  wrongSecretKeys,
  wrongSecretType,
  wrongType,
];
