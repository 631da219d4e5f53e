import { isIp } from '../../core/addresses/addresses.ts';

/** Returns true for a host without scheme, port, path, brackets and spaces. */
export function isBareHost(text: string): boolean {
  return text === '' || isIp(text) || /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?\.?$/.test(text);
}

/** Returns the host in a URL, or in a host with a port. */
export function bareHostIn(text: string): string | undefined {
  return /^(?:[a-z]+:\/\/)?\[?([^/[\]]+?)\]?(?::\d+)?(?:\/.*)?$/i.exec(text)?.[1];
}

/** Returns true for a host with a scheme, a port, a path or brackets, to which no client can connect. */
export function hasMoreThanHost(text: string): boolean {
  return !isIp(text) && (/[/[\]]/.test(text) || /^[^:]+:\d+$/.test(text));
}
