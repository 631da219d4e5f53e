import { isIp } from '../../core/addresses/addresses.ts';
import { bmcTypeOf } from './bmc-types.ts';

/**
 * The address of a management controller as the Bare Metal Operator parses it: `SCHEME://HOST:PORT/PATH`. Without a
 * scheme, it is IPMI. Source: GetParsedURL in pkg/hardwareutils/bmc/access.go, which uses net/url of Go.
 */
export type BmcAddress =
  | {
      readonly kind: 'address';
      /** In lowercase, such as `redfish+http`; empty for `//HOST`, to which the operator does not add a scheme. */
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
