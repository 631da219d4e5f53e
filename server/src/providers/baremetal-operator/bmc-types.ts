import type { ReleaseRange } from '../../core/schemas/release-range.ts';
import { nearestTo } from '../../core/text/similar-names.ts';
import { BMO } from './kinds.ts';

/** The capabilities of a type of management controller. */
export interface BmcType {
  /** The scheme without a transport. */
  readonly name: string;
  /** Allowed suffixes: `+http` and `+https`. */
  readonly transports: readonly ('http' | 'https')[];
  /** The releases of the Bare Metal Operator that support it. If not set, all known releases do. */
  readonly releases?: Pick<ReleaseRange, 'from' | 'until'>;
  /** Releases in which a host needs a bootMACAddress. */
  readonly needsMac?: 'always' | 'until-v0.11' | 'never';
  readonly hardwareRaid: boolean;
  readonly secureBoot: boolean;
  /** True if `spec.firmware` is supported. */
  readonly firmware: boolean;
  /** The replacement of a removed type. */
  readonly instead?: string;
}

const BOTH = ['http', 'https'] as const;
const redfish = { transports: BOTH, hardwareRaid: true, secureBoot: true, firmware: false } as const;
const old = { hardwareRaid: false, secureBoot: true, firmware: true, needsMac: 'always' } as const;

/** For `npm run facts`: compare BMC_TYPES with the source before you change this. */
export const BMC_TYPES_TABLE = {
  topic: 'types of management controllers',
  provider: BMO,
  verifiedUpTo: 'v0.13',
};

/** Source: the factories that pkg/hardwareutils/bmc registers, v0.3 to v0.13. */
export const BMC_TYPES: readonly BmcType[] = [
  { name: 'ipmi', transports: [], needsMac: 'never', hardwareRaid: false, secureBoot: false, firmware: false },
  { name: 'libvirt', transports: [], needsMac: 'always', hardwareRaid: false, secureBoot: false, firmware: false },
  { ...redfish, name: 'redfish', needsMac: 'always' },
  { ...redfish, name: 'redfish-virtualmedia', needsMac: 'until-v0.11' },
  { ...redfish, name: 'redfish-uefihttp', needsMac: 'always', releases: { from: 'v0.9.0' } },
  { ...redfish, name: 'idrac-redfish', needsMac: 'always' },
  { ...redfish, name: 'idrac-virtualmedia', needsMac: 'until-v0.11' },
  { ...redfish, name: 'ilo5-redfish', needsMac: 'always' },
  { ...redfish, name: 'ilo5-virtualmedia', needsMac: 'until-v0.11' },
  { ...old, name: 'ibmc', transports: BOTH, releases: { until: 'v0.5' }, instead: 'redfish' },
  {
    ...old,
    name: 'idrac',
    transports: BOTH,
    hardwareRaid: true,
    releases: { until: 'v0.5' },
    instead: 'idrac-redfish',
  },
  { ...old, name: 'ilo4', transports: ['https'], releases: { until: 'v0.11' }, instead: 'ipmi' },
  { ...old, name: 'ilo4-virtualmedia', transports: ['https'], releases: { until: 'v0.11' }, instead: 'ipmi' },
  {
    ...old,
    name: 'ilo5',
    transports: ['https'],
    hardwareRaid: true,
    releases: { until: 'v0.11' },
    instead: 'ilo5-redfish',
  },
  { ...old, name: 'irmc', transports: [], hardwareRaid: true, releases: { until: 'v0.12' }, instead: 'redfish' },
];

/** Returns the type of a scheme in any release. */
export function bmcTypeOf(scheme: string): BmcType | undefined {
  const [name = '', transport] = scheme.split(/\+(.*)/s);
  return BMC_TYPES.find(
    (type) => type.name === name && (transport === undefined || type.transports.some((each) => each === transport)),
  );
}

/** Common wrong schemes, with the correct ones. */
const USUALLY_MEANT: Readonly<Record<string, string>> = {
  http: 'redfish+http',
  https: 'redfish',
  'redfish-http': 'redfish+http',
  'redfish-https': 'redfish',
};

/** The types that the newest release supports. */
const SUPPORTED = BMC_TYPES.filter(({ releases }) => releases?.until === undefined);

/** The names of the types that the newest release supports. */
export const SUPPORTED_NAMES: readonly string[] = SUPPORTED.map(({ name }) => name);

/** Returns the supported scheme that an unknown one means, if one is similar. */
export function suggestedScheme(scheme: string): string | undefined {
  const schemes = SUPPORTED.flatMap(({ name, transports }) => [name, ...transports.map((each) => `${name}+${each}`)]);
  return USUALLY_MEANT[scheme] ?? nearestTo(scheme, schemes)[0];
}
