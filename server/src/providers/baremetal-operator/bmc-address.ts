import { isIp } from '../../core/addresses/addresses.ts';
import type { ReleaseRange } from '../../core/schemas/release-range.ts';
import { BMO } from './kinds.ts';

/**
 * The address of a management controller as the Bare Metal Operator parses it: `SCHEME://HOST:PORT/PATH`. Without a
 * scheme, it is IPMI. Source: GetParsedURL in pkg/hardwareutils/bmc/access.go, which uses net/url of Go.
 */
export type BmcAddress =
  | {
      readonly kind: 'address';
      /** In lowercase, such as `redfish+http`; empty for `//HOST`, to which the operator adds no scheme. */
      readonly scheme: string;
      readonly hostname: string;
      readonly port?: string;
      readonly userInfo?: string;
      readonly path: string;
      /** True if no scheme is set, so that it is IPMI. */
      readonly isBare: boolean;
    }
  /** Go cannot parse it as a URL. */
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'bad-host'; readonly hostname: string };

export function readBmcAddress(text: string): BmcAddress {
  if ([...text].some((letter) => letter < ' ' || letter === '\u007f')) return { kind: 'unreadable' };
  const [, scheme, rest = ''] = /^([A-Za-z][A-Za-z0-9+.-]*):(.*)$/s.exec(text) ?? [];
  if (scheme === undefined) return readBare(text);
  // The operator parses `type:host` as `type://host`.
  return readAuthority(scheme.toLowerCase(), rest.startsWith('/') ? rest : `//${rest}`, false);
}

/** Parses an address without a scheme: a host, a host and a path, or a host that starts with a digit and a port. */
function readBare(text: string): BmcAddress {
  if (/^\/\/[^/?#]/.test(text)) return readAuthority('', text, false);
  const first = text.split('/')[0] ?? '';
  if (!first.includes(':')) return readAuthority('ipmi', `//${text}`, true);
  const [, bracketed, plain, port = ''] = /^(?:\[([^\]]*)\]|([^:[\]]*)):([^:]*)$/.exec(text) ?? [];
  const hostname = bracketed ?? plain;
  if (hostname === undefined) return { kind: 'unreadable' };
  return checked({ kind: 'address', scheme: 'ipmi', hostname, port, path: '', isBare: true });
}

function readAuthority(scheme: string, rest: string, isBare: boolean): BmcAddress {
  const [, authority = '', tail = ''] = /^\/\/([^/?#]*)(.*)$/s.exec(rest) ?? [undefined, '', rest];
  const at = authority.lastIndexOf('@');
  const userInfo = at < 0 ? undefined : authority.slice(0, at);
  const match = /^(\[[^\]]*\]|[^:[\]]*)(?::(\d*))?$/.exec(authority.slice(at + 1));
  const host = match?.[1];
  if (host === undefined || / /.test(host) || /%(?![0-9A-Fa-f]{2})/.test(tail)) return { kind: 'unreadable' };
  const port = match?.[2];
  return checked({
    kind: 'address',
    scheme,
    hostname: host.replace(/^\[|\]$/g, ''),
    ...(port ? { port } : {}),
    ...(userInfo === undefined ? {} : { userInfo }),
    path: tail,
    isBare,
  });
}

/** Returns the URL that an address without the colon of its scheme means, such as `redfish//HOST` or `redfish/HOST`. */
export function withColon(
  text: string,
): { readonly scheme: string; readonly url: string; readonly isCertain: boolean } | undefined {
  const [, scheme, slashes, rest] = /^([A-Za-z][A-Za-z0-9+.-]*)(\/+)(.*)$/s.exec(text) ?? [];
  if (scheme === undefined || !bmcTypeOf(scheme.toLowerCase())) return undefined;
  return { scheme, url: `${scheme}://${rest}`, isCertain: slashes === '//' };
}

function checked(address: Extract<BmcAddress, { kind: 'address' }>): BmcAddress {
  const { hostname } = address;
  const isName =
    /^(([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]{0,61}[a-zA-Z0-9])\.)*([A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9-]{0,61}[A-Za-z0-9])$/;
  return hostname === '' || isIp(hostname) || isName.test(hostname) ? address : { kind: 'bad-host', hostname };
}

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
