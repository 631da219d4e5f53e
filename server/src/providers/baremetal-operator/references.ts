import {
  externalField,
  inStatedNamespace,
  nameField,
  type ReferenceField,
} from '../../core/objects/reference-field.ts';
import { Secret } from '../kubernetes/kinds.ts';
import {
  BareMetalHost,
  BMCEventSubscription,
  DataImage,
  HardwareData,
  HostFirmwareComponents,
  HostFirmwareSettings,
  HostUpdatePolicy,
} from './kinds.ts';

const NO_USER_DATA = 'cannot be provisioned';

/** Objects that belong to the BareMetalHost of the same name. */
const COMPANIONS = [HardwareData, HostFirmwareSettings, HostFirmwareComponents, HostUpdatePolicy, DataImage];

export const CREDENTIALS_NAME = 'spec.bmc.credentialsName';
/** The path of the BareMetalHost in a BMCEventSubscription. */
export const HOST_NAME = 'spec.hostName';

/** Source: the API types and controllers of the Bare Metal Operator v0.13. */
export const HOST_REFERENCES: readonly ReferenceField[] = [
  externalField(BareMetalHost, CREDENTIALS_NAME, Secret, 'is never registered'),
  ...['userData', 'metaData', 'networkData'].map((field) =>
    inStatedNamespace(externalField(BareMetalHost, `spec.${field}`, Secret, NO_USER_DATA)),
  ),
  externalField(BareMetalHost, 'spec.preprovisioningNetworkDataName', Secret, 'is never inspected'),
  externalField(BareMetalHost, 'spec.image.ociAuthSecretName', Secret, NO_USER_DATA),
  ...COMPANIONS.map((kind) => nameField(kind, 'metadata.name', BareMetalHost, 'is not used by any host')),
  nameField(BMCEventSubscription, HOST_NAME, BareMetalHost, 'does not create the subscription'),
];
