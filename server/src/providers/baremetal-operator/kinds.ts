// Kinds of the Bare Metal Operator.
import { groupKind } from '../../core/objects/group-kind.ts';

export const METAL3_GROUP = 'metal3.io';
export const BMCEventSubscription = groupKind(METAL3_GROUP, 'BMCEventSubscription');
export const BareMetalHost = groupKind(METAL3_GROUP, 'BareMetalHost');
export const DataImage = groupKind(METAL3_GROUP, 'DataImage');
export const FirmwareSchema = groupKind(METAL3_GROUP, 'FirmwareSchema');
export const HardwareData = groupKind(METAL3_GROUP, 'HardwareData');
export const HostClaim = groupKind(METAL3_GROUP, 'HostClaim');
export const HostDeployPolicy = groupKind(METAL3_GROUP, 'HostDeployPolicy');
export const HostFirmwareComponents = groupKind(METAL3_GROUP, 'HostFirmwareComponents');
export const HostFirmwareSettings = groupKind(METAL3_GROUP, 'HostFirmwareSettings');
export const HostUpdatePolicy = groupKind(METAL3_GROUP, 'HostUpdatePolicy');
export const PreprovisioningImage = groupKind(METAL3_GROUP, 'PreprovisioningImage');

/** The name of the provider's repository, by which the schemas and rules name it. */
export const BMO = 'baremetal-operator';
